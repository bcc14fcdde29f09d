/** `npm run schemas`: JSON Schemas for editors, written to mappings/.schema/ and named at the head of each YAML file. */
import * as path from "node:path";
import { z } from "zod";
import { writeWhole } from "../safe/files.ts";
import { Dataset, SharedTable } from "./dataset-schema.ts";
import { CityFile, ProjectFile } from "./project-schema.ts";

const schemas = { project: ProjectFile, city: CityFile, dataset: Dataset, shared: SharedTable };

/** The JSON Schemas by file name, as text. */
export function editorSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { io: "input", target: "draft-07" });
      return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`];
    }),
  );
}

if (import.meta.filename === process.argv[1]) {
  const folder = path.resolve("mappings/.schema");
  for (const [file, text] of Object.entries(editorSchemas())) writeWhole(path.join(folder, file), text);
}
