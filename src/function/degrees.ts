/** One coordinate as a table writes it: decimal degrees or metres, or degrees, minutes and seconds. */
import { readDecimal, writeDecimal } from "./decimal.ts";

export interface Coordinate {
  readonly number: number;
  /** Lexical form of xsd:decimal, decimals as written; seconds are converted to 7 decimals (about 1 cm). */
  readonly decimal: string;
  /** The text itself when it is a plain decimal number, else the decimal. */
  readonly text: string;
  /** What the text itself says it is: 北緯, N → latitude; 東経, E → longitude. */
  readonly axis?: "latitude" | "longitude";
}

const north = "北緯|北纬|N";
const south = "南緯|南纬|S";
const east = "東経|東經|东经|E";
const west = "西経|西經|西经|W";
const hemisphere = `${north}|${south}|${east}|${west}`;
/** 北緯34度52分01.2秒 · 34°52'01.2"N · N34.52.1.2 · 34-52-01.2 · 北緯34.8669 */
const sexagesimal = new RegExp(
  `^(?<before>${hemisphere})?:?(?<sign>-)?(?<d>\\d{1,3}(?:\\.\\d+)?)(?:[°º度˚](?:(?<m>\\d{1,2}(?:\\.\\d+)?)['分](?:(?<s>\\d{1,2}(?:\\.\\d+)?)(?:"|秒)?)?)?)?(?<after>${hemisphere})?$`,
  "u",
);
const separated = new RegExp(
  `^(?<before>${hemisphere})?(?<sign>)(?<d>\\d{1,3})(?<sep>[.-])(?<m>\\d{1,2})\\k<sep>(?<s>\\d{1,2}(?:\\.\\d+)?)(?<after>${hemisphere})?$`,
  "u",
);

/** Reads one coordinate; undefined if it is none. Minutes and seconds must be below 60. */
export function readCoordinate(text: string): Coordinate | undefined {
  const plain = readDecimal(text);
  if (plain !== undefined) {
    const decimal = writeDecimal(plain);
    const ascii = text.normalize("NFKC");
    return {
      number: Number(decimal),
      decimal,
      text: /^-?\d+(\.\d+)?$/.test(ascii) ? ascii : decimal,
    };
  }
  const tidy = text
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/[′’‘ʹ`´]{2}|[″”“ʺ]|''/g, '"')
    .replace(/[′’‘ʹ`´]/g, "'")
    .replace(/[−‐]/g, "-");
  const parts = (sexagesimal.exec(tidy) ?? separated.exec(tidy))?.groups;
  if (parts === undefined || (parts["before"] !== undefined && parts["after"] !== undefined)) return undefined;
  const side = parts["before"] ?? parts["after"] ?? "";
  const minus = parts["sign"] === "-";
  const negative = minus || new RegExp(`^(?:${south}|${west})$`).test(side);
  if (minus && side !== "") return undefined;

  const { d, m, s } = parts;
  if (Number(m ?? 0) >= 60 || Number(s ?? 0) >= 60) return undefined;
  // A fraction belongs to the last part only.
  if ((m !== undefined && d!.includes(".")) || (s !== undefined && m!.includes("."))) return undefined;
  const degrees = Number(d) + Number(m ?? 0) / 60 + Number(s ?? 0) / 3600;
  const decimal =
    (negative && degrees > 0 ? "-" : "") + (m === undefined ? writeDecimal(readDecimal(d!)!) : decimalText(degrees));
  const axis = side === "" ? undefined : new RegExp(`^(?:${north}|${south})$`).test(side) ? "latitude" : "longitude";
  return {
    number: Number(decimal),
    decimal,
    text: decimal,
    ...(axis === undefined ? {} : { axis }),
  };
}

/** A computed number of degrees as xsd:decimal: at most 7 decimals, no zeros at the end. */
export function decimalText(degrees: number): string {
  return writeDecimal(readDecimal(degrees.toFixed(7).replace(/\.?0+$/, ""))!);
}
