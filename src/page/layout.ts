/** What every page has around its content. */
import { type Html, html } from "./html.ts";
import { languageNames, type PageLanguage, pageLanguages } from "./languages.ts";
import { addressOf, icon, styleSheet } from "./static-files.ts";
import { pageTexts } from "./texts.ts";

export interface PageFrame {
  readonly title: string;
  readonly language: PageLanguage;
  /** Path and query of this page without `lang`, for the language links. */
  readonly address: string;
  readonly head?: Html;
  readonly content: Html;
}

const withLanguage = (address: string, language: PageLanguage): string =>
  `${address}${address.includes("?") ? "&" : "?"}lang=${language}`;

/** The whole document as text. */
export function renderPage({ title, language, address, head, content }: PageFrame): string {
  const texts = pageTexts[language];
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${addressOf(icon)}" type="image/svg+xml">
<link rel="stylesheet" href="${addressOf(styleSheet)}">
${head}
</head>
<body>
<a class="skip" href="#content">${texts.skip}</a>
<header class="site">
<a class="brand" href="/?lang=${language}"><span class="mark" lang="ja" aria-hidden="true">繋</span> Tsunagi</a>
<nav class="languages" aria-label="${texts.language}">
${pageLanguages.map((one) =>
  one === language
    ? html`<a aria-current="true" lang="${one}" href="${withLanguage(address, one)}">${languageNames[one]}</a>`
    : html`<a lang="${one}" hreflang="${one}" href="${withLanguage(address, one)}">${languageNames[one]}</a>`,
)}
</nav>
</header>
<main id="content">
${content}
</main>
</body>
</html>
`;
  return page.markup;
}
