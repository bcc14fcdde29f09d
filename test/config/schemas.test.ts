import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { editorSchemas } from "../../src/config/write-schemas.ts";

describe("editor schemas", () => {
  it.each(Object.entries(editorSchemas()))("mappings/.schema/%s is what `npm run schemas` writes", (file, text) => {
    expect(readFileSync(`mappings/.schema/${file}`, "utf8")).toBe(text);
  });
});
