import * as fs from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../src/store/parse-query.ts";
import { compileQuery } from "../../../src/store/sparql/compile-query.ts";

const folder = fileURLToPath(new URL("../../../vocab/queries", import.meta.url));

describe("the example queries", () => {
  it.each(fs.readdirSync(folder).filter((name) => name.endsWith(".rq")))("%s is one SQL statement", async (name) => {
    const { algebra } = parseQuery(fs.readFileSync(`${folder}/${name}`, "utf8"));
    const compiled = await compileQuery(algebra, { lookup: async (terms) => terms.map((_, position) => position + 1) });
    expect(compiled).not.toHaveProperty("reason");
  });
});
