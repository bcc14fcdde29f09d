/** `mappings/project.yaml` and `mappings/<city>/city.yaml`. */
import { z } from "zod";
import { Licence, Text } from "./common-schema.ts";

export const LimitsDocument = z.strictObject({
  rejectPercent: z
    .number()
    .min(0)
    .max(100)
    .default(5)
    .describe("Share of rejected rows above which a dataset is not published"),
  recordBytes: z.int().min(1024).default(1_048_576).describe("Longest record; an unclosed quote costs no more"),
  workers: z.int().min(0).max(64).optional().describe("Worker threads of a conversion (default: the number of cores)"),
  storeMemoryMb: z.int().min(128).default(2048).describe("Memory for building the store"),
  queryDeadlineSeconds: z.number().min(0.1).max(3600).default(20),
  queryProcesses: z.int().min(1).max(64).default(2),
  queryMemoryMb: z.int().min(128).default(1024).describe("Memory of each query process"),
});

export const ProjectFile = z.strictObject({
  base: z
    .string()
    .regex(/^https?:\/\/[^\s<>"{}|\\^`]+\/$/, "expected an http(s) IRI that ends with /")
    .describe("Every URI of the project begins with this; choose it once"),
  languages: z.array(z.string()).min(1).default(["en", "ja", "zh-Hant"]),
  output: z.string().default("../output").describe("Where results go, seen from this file"),
  limits: LimitsDocument.optional(),
});

export const CityFile = z.strictObject({
  country: z
    .string()
    .regex(/^[a-z]{2}$/, "expected two small letters: jp, tw")
    .describe("ISO 3166: jp, tw"),
  area: z
    .string()
    .regex(/^[0-9A-Za-z-]+$/)
    .describe("Area code: 22212 (Japan, five digits), 67000 (Taiwan)"),
  names: z.record(z.string(), z.string().min(1)).describe("The city's name by language"),
  language: z.string().describe("Language of its tables: ja, zh-Hant"),
  publisher: Text,
  licence: Licence,
  attribution: Text.optional(),
  timeZone: z.string().describe("Asia/Tokyo, Asia/Taipei"),
});
