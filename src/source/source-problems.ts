/** What this room has to say, one function a code. No message shows the value of a cell. */
import type { Place, Problem } from "../problem/problem.ts";

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

export const missingFile = (file: string, suggestion: string | undefined, at?: Place): Problem => ({
  code: "SRC-001",
  severity: "error",
  message: `There is no file ${file}.`,
  ...(at === undefined ? {} : { at }),
  advice:
    suggestion === undefined
      ? "Check the path; it is relative to the dataset's folder."
      : `Did you mean ${suggestion}?`,
});

export const emptyFile = (file: string): Problem => ({
  code: "SRC-002",
  severity: "error",
  message: "The file is empty; a table with a header was expected.",
  source: { file },
  advice: "Was the download interrupted?",
});

/** Returned, not thrown: whether a table without records may replace the last one is for the run to decide. */
export const noRecords = (file: string): Problem => ({
  code: "SRC-003",
  severity: "error",
  message: "The table has a header and no records.",
  source: { file },
  advice: "Publish the table with its records, or check skipRows and headerRows.",
});

export const unknownEncoding = (file: string, name: string): Problem => ({
  code: "SRC-004",
  severity: "error",
  message: `The encoding "${name}" is not known.`,
  source: { file },
  advice: "Use utf-8, big5, shift_jis, euc-jp, gb18030, utf-16le or utf-16be, or leave it out: it is found.",
});

export const undecodable = (file: string, encoding: string, count: number, line: number): Problem => ({
  code: "SRC-005",
  severity: "warning",
  message: `${count} ${count === 1 ? "character" : "characters"} could not be read as ${encoding}; the first is in line ${line}.`,
  source: { file, line },
  advice: "U+FFFD stands in their place. Correct the file, or set source.encoding if another encoding was meant.",
});

export const tooManyColumns = (file: string, found: number, limit: number): Problem => ({
  code: "SRC-006",
  severity: "error",
  message: `The header has ${found} columns; at most ${limit} are read.`,
  source: { file },
  advice: "Check source.delimiter and source.quote.",
});

export const duplicateHeader = (file: string, name: string, columns: readonly number[]): Problem => ({
  code: "SRC-007",
  severity: "warning",
  message: `The header names columns ${columns.map((column) => column + 1).join(" and ")} alike.`,
  source: { file, header: name },
  advice: "Rename one of them: a mapping cannot tell them apart.",
});

export const unnamedColumns = (file: string, columns: readonly number[]): Problem => ({
  code: "SRC-008",
  severity: "info",
  message: `${columns.length === 1 ? "Column" : "Columns"} ${columns.map((column) => column + 1).join(", ")} ${columns.length === 1 ? "has" : "have"} no name in the header.`,
  source: { file },
  advice: "A column without a name cannot be mapped.",
});

export const uncertainEncoding = (file: string, name: string, unlikelyShare: number): Problem => ({
  code: "SRC-009",
  severity: "warning",
  message: `No encoding fits well; ${name} fits best, but ${Math.round(unlikelyShare * 100)} % of the characters hardly occur in it.`,
  source: { file },
  advice: "Set source.encoding if you know it.",
});

export const otherHeader = (
  file: string,
  first: string,
  missing: readonly string[],
  extra: readonly string[],
): Problem => ({
  code: "SRC-011",
  severity: "error",
  message:
    `The header of ${file} is not that of ${first}, as one dataset's tables need` +
    (missing.length > 0 ? `; it lacks ${listed(missing)}` : "") +
    (extra.length > 0 ? `; it has ${listed(extra)} besides` : "") +
    (missing.length === 0 && extra.length === 0 ? "; the columns stand in another order" : "") +
    ".",
  source: { file },
  advice: "Give such a table a dataset of its own, or narrow the pattern of source.path.",
});

export const looksLikeTitle = (
  file: string,
  line: number,
  named: number,
  columns: number,
  skipRows: number,
): Problem => ({
  code: "SRC-012",
  severity: "warning",
  message: `The header names ${named} of ${columns} columns; it may be a title above the table.`,
  source: { file, line },
  advice: `If the header is further down, set source.skipRows (row ${skipRows + 1} looks like it: skipRows: ${skipRows}).`,
});

export const privateColumnMissing = (file: string, header: string): Problem => ({
  code: "SRC-013",
  severity: "warning",
  message: "A column that is declared private is not in the table.",
  source: { file, header },
  advice: "If it was renamed, rename it under private: too; under its new name it is not blanked.",
});

export const unreadableHeader = (file: string, line: number, reason: string): Problem => ({
  code: "SRC-014",
  severity: "error",
  message: `The header cannot be read: ${reason}.`,
  source: { file, line },
  advice: "Check source.quote, source.skipRows and source.headerRows.",
});

export const notATable = (file: string, what: string): Problem => ({
  code: "SRC-015",
  severity: "error",
  message: `The file is ${what}, not a CSV or TSV table.`,
  source: { file },
  advice: "Export the table as CSV. If it is one all the same, declare source.delimiter.",
});

export const commentsSkipped = (file: string, count: number): Problem => ({
  code: "SRC-016",
  severity: "info",
  message: `${count} ${count === 1 ? "line" : "lines"} beginning with # above the header ${count === 1 ? "was" : "were"} left out.`,
  source: { file, line: 1 },
  advice: "Set source.skipRows or source.comment to say so yourself.",
});

export const privateUseCharacters = (file: string, count: number): Problem => ({
  code: "SRC-017",
  severity: "warning",
  message: `${count} ${count === 1 ? "character is" : "characters are"} of the publisher's own making (外字, 造字): they have no meaning elsewhere.`,
  source: { file },
  advice: "They are kept as private-use characters. Ask the publisher for the Unicode character each stands for.",
});
