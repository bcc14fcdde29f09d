/** Writing values into SQL text: the only place where it is done. */

/** A VARCHAR literal. NUL, which ends a statement's text in DuckDB, is put in by chr(0). */
export function text(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return quoted.includes("\0") ? `(${quoted.replaceAll("\0", "' || chr(0) || '")})` : quoted;
}

/** A quoted name of a table, column or database. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A list of VARCHARs. */
export const textList = (values: readonly string[]): string => `[${values.map(text).join(", ")}]`;
