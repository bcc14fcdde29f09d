import { z } from "zod";

/** A text in one language, or in several by language tag. */
export const Text = z
  .union([z.string().min(1), z.record(z.string().regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/), z.string().min(1))])
  .describe("A text, or texts by language: { ja: …, zh-Hant: …, en: … }");

/** A licence by its IRI, or by a name the house knows. */
export const Licence = z.string().min(1).describe("CC-BY-4.0, OGDL-Taiwan-1.0, or the licence's IRI");
