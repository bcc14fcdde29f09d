/** What a city writes about one table: `mappings/<city>/<dataset>.yaml`. */
import { z } from "zod";
import { Licence, Text } from "./common-schema.ts";

const Header = z.string().min(1).describe("A column's header, as the file says it");
const Headers = z.union([Header, z.array(Header).min(1)]);

export const Source = z
  .strictObject({
    path: z.string().min(1).describe("File of this folder, or a pattern such as data/population/*.csv"),
    encoding: z
      .string()
      .optional()
      .describe("Overrides the encoding found: utf-8, big5, shift_jis, euc-jp, gb18030, utf-16le, utf-16be"),
    delimiter: z.string().length(1).optional(),
    quote: z.string().max(1).optional().describe("Empty: the file does not quote"),
    comment: z.string().length(1).optional(),
    headerRows: z.int().min(1).max(5).optional().describe("Rows of header cells; any of a column's cells names it"),
    skipRows: z.int().min(0).max(100).optional().describe("Rows above the header"),
    edition: z
      .string()
      .min(1)
      .optional()
      .describe("Which edition of the table this is, e.g. 2022-03 (with rows: edition)"),
  })
  .describe("Where the rows come from; encoding and dialect are found and shown, every finding can be overridden here");

export const WhereTest = z.union([
  z.string(),
  z.array(z.string()).min(1),
  z.strictObject({
    equals: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    startsWith: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    endsWith: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    contains: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    matches: z.string().optional().describe("A regular expression"),
    not: z.boolean().optional(),
  }),
]);

/** Everything that can be said of one field of the model. */
export const FieldSpec = z.strictObject({
  from: Headers.optional().describe("The column; of several, the first that the table has"),
  value: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe("The same value for every row"),
  split: z.string().min(1).optional().describe("Separator of several values in one cell"),
  pattern: z.string().optional().describe("Regular expression with named groups: (?<roc>\\d+)Y(?<month>\\d+)M"),
  map: z.record(z.string(), z.string()).optional().describe("Cell text → value"),
  flags: z.record(Header, z.string()).optional().describe("Flag columns → concept: { 水災: flood }"),
  null: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe("Texts that mean: no value"),
  empty: z.enum(["no", "unknown"]).optional().describe("What an empty flag or yes/no cell means (default unknown)"),
  unit: z.string().optional().describe("UN/ECE unit code: HAR, MTR, KMT, C62"),
  multiplier: z.number().optional().describe("The number is given in thousands: 1000"),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe("ISO 4217: TWD, JPY"),
  calendar: z.enum(["gregorian", "roc", "japanese", "fiscal-jp"]).optional(),
  x: Headers.optional().describe("Column of the easting or longitude (field point)"),
  y: Headers.optional().describe("Column of the northing or latitude (field point)"),
  crs: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe("EPSG:4326, EPSG:3826; several: whichever fits"),
  axes: z.enum(["xy", "yx", "any"]).optional().describe("any: a swapped pair is recognised and put right"),
  repair: z
    .strictObject({
      pad: z
        .int()
        .min(1)
        .max(20)
        .optional()
        .describe("Leading zeros lost by a spreadsheet: pad the code to so many digits"),
      swap: z
        .boolean()
        .optional()
        .describe("Latitude and longitude exchanged, where only the exchange lies inside the city"),
      width: z.boolean().optional().describe("Full-width letters and digits become ASCII"),
    })
    .optional()
    .describe("What may be put right; each repair is reported with its row"),
  scheme: z.string().optional().describe("Concept scheme that the text is looked up in"),
  unknown: z.enum(["report", "mint", "reject"]).optional().describe("A text that no concept has (default report)"),
});

const Key = z.union([
  z.array(z.string().min(1)).min(1).describe("Fields that name a record"),
  z.strictObject({ content: z.array(z.string().min(1)).min(1) }).describe("No usable key: a hash of these fields"),
]);

const shared = {
  source: Source.optional(),
  model: z.string().optional().describe("Shared data model: shelter, aed, theft, population"),
  mapping: z.string().optional().describe("A YARRRML document of this folder, in the place of model, key and columns"),
  key: Key.optional(),
  columns: z
    .union([z.literal("standard"), z.record(Header, z.string().min(1))])
    .optional()
    .describe("header → field; or standard: headers that the model knows"),
  fields: z.record(z.string(), FieldSpec).optional(),
  where: z.record(Header, WhereTest).optional().describe("Only the rows for which all of this holds"),
  private: z.array(Header).optional().describe("Columns that never leave the source"),
  ignore: z.array(Header).optional().describe("Columns left out on purpose"),
  rows: z.enum(["replace", "append", "edition"]).optional(),
  rejectLimit: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .describe("Per cent of rejected rows above which nothing is published (default 5)"),
};

/** `mappings/_shared/<name>.yaml`: a table that many cities share. */
export const SharedTable = z.strictObject({
  ...shared,
  title: Text.optional(),
  description: Text.optional(),
  licence: Licence.optional(),
  publisher: Text.optional(),
  attribution: Text.optional(),
});

export const Dataset = z.strictObject({
  ...shared,
  title: Text,
  description: Text.optional(),
  access: z
    .enum(["open", "restricted", "closed"])
    .describe("open, restricted or closed (甲 / 乙 / 丙): only open is published"),
  use: z.string().optional().describe("Name of a table in mappings/_shared"),
  set: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .optional()
    .describe("The part of the URIs between area and key; frozen once published"),
  publisher: Text.optional(),
  licence: Licence.optional(),
  attribution: Text.optional(),
});

export type DatasetDocument = z.infer<typeof Dataset>;
export type SharedTableDocument = z.infer<typeof SharedTable>;
export type FieldSpecDocument = z.infer<typeof FieldSpec>;
export type SourceDocument = z.infer<typeof Source>;
