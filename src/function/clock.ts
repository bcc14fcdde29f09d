/** A time of day as a table writes it. */

export interface ClockTime {
  /** 0 to 29 as written: 24 and more are of the next day. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 午前 or 午後 stood before it (or AM, PM). Hours are already counted from midnight. */
  readonly half?: "am" | "pm";
  /** 翌: of the next day. */
  readonly nextDay: boolean;
}

const half = "(?<before>午前|午後|上午|下午|AM|PM)?";
const clock = new RegExp(
  `^(?<next>翌日?|隔日)?${half}(?<h>\\d{1,2})(?:(?::(?<m>\\d{2})(?::(?<s>\\d{2}))?)|(?:[時时點点](?:(?<m2>\\d{1,2})分(?:(?<s2>\\d{1,2})秒)?|(?<halfPast>半))?))(?<after>AM|PM)?$`,
  "iu",
);
const compact = /^(?<h>\d{2})(?<m>\d{2})(?<s>\d{2})?$/;
const bareHour = new RegExp(`^(?<next>翌日?|隔日)?${half}(?<h>\\d{1,2})$`, "iu");

/**
 * Reads 9:00, 09:00:00, 0900, 9時30分, 9時半, 午後5時, 5:30 PM; with `bare` also 9. Undefined for all else and for times that do
 * not exist. The text must be in NFKC, without spaces.
 */
export function readClock(text: string, bare: boolean): ClockTime | undefined {
  const groups = (clock.exec(text) ?? compact.exec(text) ?? (bare ? bareHour.exec(text) : null))?.groups;
  if (groups === undefined) return undefined;
  const minute = groups["halfPast"] === undefined ? Number(groups["m"] ?? groups["m2"] ?? 0) : 30;
  const second = Number(groups["s"] ?? groups["s2"] ?? 0);
  let hour = Number(groups["h"]);
  if (hour > 29 || minute > 59 || second > 59) return undefined;

  const word = groups["before"] ?? groups["after"];
  if (word === undefined) return { hour, minute, second, nextDay: groups["next"] !== undefined };
  if (hour > 12 || (groups["before"] !== undefined && groups["after"] !== undefined)) return undefined;
  const afternoon = /^(午後|下午|PM)$/i.test(word);
  // 午後0時 and 12 PM are noon, 午前12時 and 12 AM are midnight.
  hour = (hour % 12) + (afternoon ? 12 : 0);
  return {
    hour,
    minute,
    second,
    half: afternoon ? "pm" : "am",
    nextDay: groups["next"] !== undefined,
  };
}

/** NFKC, no spaces, one sign for every wave and dash. */
export function tidyClockText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/[〜∼]/g, "~")
    .replace(/[‐‑–—―−ー]/g, "-");
}

/** Lexical form of xsd:time. */
export function timeText({ hour, minute, second }: { hour: number; minute: number; second: number }): string {
  return [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
}
