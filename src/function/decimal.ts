/** Decimal numbers as texts: read from cells, multiplied exactly. No floating point, no rounding. */

/** `digits` / 10^`scale`, with its sign apart so that nothing is lost of what was written. */
export interface Decimal {
  readonly negative: boolean;
  /** Without leading zeros, at least one digit. */
  readonly integer: string;
  /** As written, possibly empty. */
  readonly fraction: string;
}

const shape = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/;
const wide = /[０-９＋－−﹣．，△▲▵]/;

/**
 * Reads a number: ASCII or full-width digits, thousands separators in their places, a sign (also △ and ▲, which mean minus
 * in Japanese and Taiwanese accounts), a decimal point. Undefined for all else: `1e5`, `130～140`, `1,23`, `35人`.
 */
export function readDecimal(text: string): Decimal | undefined {
  const ascii = wide.test(text)
    ? text
        .normalize("NFKC")
        .replace(/^[△▲▵−]\s*/, "-")
        .replace(/，/g, ",")
    : text;
  const parts = shape.exec(ascii);
  if (parts === null) return undefined;
  const integer = parts[2]!.replaceAll(",", "");
  const fraction = parts[3] ?? "";
  if (integer === "" && fraction === "") return undefined;
  return {
    negative: parts[1] === "-",
    integer: integer.replace(/^0+(?=\d)/, "") || "0",
    fraction,
  };
}

/** Lexical form of xsd:decimal: no plus sign, no leading zeros, decimals as written, never "-0". */
export function writeDecimal({ negative, integer, fraction }: Decimal): string {
  const number = fraction === "" ? integer : `${integer}.${fraction}`;
  return negative && /[1-9]/.test(number) ? `-${number}` : number;
}

/** Lexical form of xsd:integer, or undefined when there is a fraction that is not zero. */
export function writeInteger(decimal: Decimal): string | undefined {
  return /[1-9]/.test(decimal.fraction) ? undefined : writeDecimal({ ...decimal, fraction: "" });
}

/** The exact product. Zeros at the end of the fraction are dropped: 35.10 thousand is 35100. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  const product = (BigInt(a.integer + a.fraction) * BigInt(b.integer + b.fraction)).toString();
  const scale = a.fraction.length + b.fraction.length;
  const digits = product.padStart(scale + 1, "0");
  return {
    negative: a.negative !== b.negative,
    integer: digits.slice(0, digits.length - scale),
    fraction: digits.slice(digits.length - scale).replace(/0+$/, ""),
  };
}

/** The exact quotient; undefined for one third, and for anything by zero. */
export function divide(a: Decimal, b: Decimal): Decimal | undefined {
  const above = BigInt(a.integer + a.fraction) * 10n ** BigInt(b.fraction.length);
  const below = BigInt(b.integer + b.fraction) * 10n ** BigInt(a.fraction.length);
  if (below === 0n) return undefined;
  // A fraction in lowest terms ends in decimals only if 2 and 5 are all that its denominator is made of.
  const shared = greatestCommonDivisor(above, below);
  let rest = below / shared;
  let scale = 0;
  for (; rest % 10n === 0n; rest /= 10n) scale++;
  let digits = above / shared;
  for (const [prime, other] of [
    [2n, 5n],
    [5n, 2n],
  ] as const)
    for (; rest % prime === 0n; rest /= prime) {
      digits *= other;
      scale++;
    }
  if (rest !== 1n) return undefined;
  const text = digits.toString().padStart(scale + 1, "0");
  return {
    negative: a.negative !== b.negative,
    integer: text.slice(0, text.length - scale),
    fraction: text.slice(text.length - scale).replace(/0+$/, ""),
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large;
}

/** A finite JavaScript number as the decimal that it is written as: 0.1 is one tenth, 1e-7 is 0.0000001. */
export function decimalOf(number: number): Decimal {
  const [mantissa, exponent] = number.toString().split("e");
  const written = readDecimal(mantissa!)!;
  const shift = Number(exponent ?? 0);
  if (shift === 0) return written;
  const power = `1${"0".repeat(Math.abs(shift))}`;
  if (shift > 0) return multiply(written, { negative: false, integer: power, fraction: "" });
  return multiply(written, {
    negative: false,
    integer: "0",
    fraction: power.slice(1).replace(/0$/, "1"),
  });
}
