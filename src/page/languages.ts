/** Languages of the pages, and the choice of a label among several. */
import type { Term } from "../rdf/term.ts";

export const pageLanguages = ["ja", "zh-Hant", "en"] as const;
export type PageLanguage = (typeof pageLanguages)[number];
export const languageNames: Readonly<Record<PageLanguage, string>> = {
  ja: "日本語",
  "zh-Hant": "繁體中文",
  en: "English",
};

export const isPageLanguage = (tag: string | undefined): tag is PageLanguage =>
  pageLanguages.includes(tag as PageLanguage);

const primary = (tag: string): string => tag.split("-")[0]!.toLowerCase();

/** Reading order: the reader's language, then English, Japanese, Chinese, then a label without language, then any. */
export function chooseText(
  texts: Readonly<Record<string, string>>,
  language: PageLanguage,
): { text: string; language: string } | undefined {
  const tags = Object.keys(texts);
  for (const wanted of [language, "en", "ja", "zh", ""]) {
    const tag = tags.find((one) => one === wanted) ?? tags.find((one) => primary(one) === primary(wanted));
    if (tag !== undefined) return { text: texts[tag]!, language: tag };
  }
  const [tag] = tags;
  return tag === undefined ? undefined : { text: texts[tag]!, language: tag };
}

/** The same among RDF literals. */
export function chooseLabel(
  labels: readonly Term[] | undefined,
  language: PageLanguage,
): { text: string; language: string } | undefined {
  const texts: Record<string, string> = {};
  for (const label of labels ?? []) if (label.kind === "literal") texts[label.language ?? ""] ??= label.value;
  return chooseText(texts, language);
}
