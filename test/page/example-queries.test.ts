import { fileURLToPath } from "node:url";
import { Parser } from "@traqula/parser-sparql-1-1";
import { describe, expect, it } from "vitest";
import { loadExampleQueries, readExampleQuery } from "../../src/page/example-queries.ts";
import { html, linkable } from "../../src/page/html.ts";
import { chooseText, pageLanguages } from "../../src/page/languages.ts";
import { pageTexts } from "../../src/page/texts.ts";

describe("an example query's file", () => {
  it("begins with its titles; other comments stay in the query", () => {
    const example = readExampleQuery(
      "a",
      "# Shelters\n# ja: 避難所\n# zh-Hant: 避難所（中）\n# A note: kept.\nSELECT * {}\n",
    );
    expect(example).toEqual({
      id: "a",
      titles: { en: "Shelters", ja: "避難所", "zh-Hant": "避難所（中）" },
      text: "# A note: kept.\nSELECT * {}",
    });
  });
  it("has its file's name for a title when it has none", () => {
    expect(readExampleQuery("a-b", "SELECT * {}").titles).toEqual({ en: "a-b" });
  });
});

const examples = loadExampleQueries(fileURLToPath(new URL("../../vocab/queries", import.meta.url)));
describe.skipIf(examples.length === 0)("the project's own examples", () => {
  it.each(examples)("$id has a title in every language and parses", ({ titles, text }) => {
    for (const language of pageLanguages) expect(titles[language]).toBeTruthy();
    expect(() => new Parser().parse(text)).not.toThrow();
  });
});

describe("texts of the pages", () => {
  it("are there in every language, with the same places to fill", () => {
    const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const language of pageLanguages)
      for (const [key, text] of Object.entries(pageTexts.en)) {
        const other = pageTexts[language][key as keyof typeof pageTexts.en];
        expect(other.trim(), key).not.toBe("");
        expect(places(other), key).toEqual(places(text));
      }
  });
  it("chooses a label near to the reader", () => {
    expect(chooseText({ ja: "駅", en: "station" }, "zh-Hant")?.text).toBe("station");
    expect(chooseText({ "zh-TW": "車站", en: "station" }, "zh-Hant")?.text).toBe("車站");
    expect(chooseText({ "": "x" }, "ja")?.text).toBe("x");
    expect(chooseText({}, "ja")).toBeUndefined();
  });
});

describe("the HTML template", () => {
  it("escapes everything that is not its own", () => {
    const evil = `"><script>alert('1')</script>&amp;`;
    expect(html`<a title="${evil}">${[evil, html`<b>${evil}</b>`]}</a>`.markup).not.toMatch(/<script|"><|'/);
  });
  it.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    " javascript:x",
    "vbscript:x",
    "urn:x",
    "//evil.example",
  ])("%s is no link", (iri) => expect(linkable(iri)).toBeUndefined());
});
