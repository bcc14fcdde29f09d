/** Doubles as XSD writes them canonically: `1.5E0`, `1.0E20`, `NaN`, `INF`. */
import type { Scope } from "../relation.ts";

/** In SQL, from a DOUBLE or FLOAT. DuckDB's own text has the shortest digits that read back as the same number. */
export function doubleText(sql: string, scope: Scope): string {
  const plain = scope.compute(`(${sql})::VARCHAR`);
  const unsigned = scope.compute(`ltrim(${plain}, '-')`);
  const whole = scope.compute(`split_part(split_part(${unsigned}, 'e', 1), '.', 1)`);
  const fraction = scope.compute(`split_part(split_part(${unsigned}, 'e', 1), '.', 2)`);
  const exponent = scope.compute(`coalesce(TRY_CAST(split_part(${unsigned}, 'e', 2) AS INTEGER), 0)`);
  const digits = scope.compute(`rtrim(ltrim(${whole} || ${fraction}, '0'), '0')`);
  const place = `CASE WHEN ${whole} = '0' THEN ${exponent} - 1 - length(${fraction}) + length(ltrim(${fraction}, '0'))
    ELSE ${exponent} + length(${whole}) - 1 END`;
  const sign = `CASE WHEN starts_with(${plain}, '-') THEN '-' ELSE '' END`;
  const rest = `CASE WHEN length(${digits}) > 1 THEN substring(${digits}, 2) ELSE '0' END`;
  return `(CASE WHEN ${unsigned} = 'nan' THEN 'NaN' WHEN ${plain} = 'inf' THEN 'INF' WHEN ${plain} = '-inf' THEN '-INF'
    WHEN ${digits} = '' THEN (${sign}) || '0.0E0'
    ELSE (${sign}) || left(${digits}, 1) || '.' || (${rest}) || 'E' || (${place})::VARCHAR END)`;
}

/** The same in JavaScript. Floats must be given as the double DuckDB made of them. */
export function canonicalDouble(value: number, single: boolean): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "INF" : "-INF";
  if (value === 0) return Object.is(value, -0) ? "-0.0E0" : "0.0E0";
  const [mantissa = "", exponent = "0"] = (single ? shortestFloat(value) : value.toExponential()).split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

/** Fewest digits that read back as the same single-precision number. */
function shortestFloat(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential();
}
