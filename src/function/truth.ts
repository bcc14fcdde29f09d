/** The words and signs with which tables say yes and no. */
import { fold } from "./fold.ts";

const yes = "有 有り あり 是 ○ ◯ 〇 ● ✓ ✔ ☑ レ点 1 y yes true はい 可 該当 対応".split(" ");
const no = "無 無し なし 无 否 × ✕ ✖ ✗ ✘ ╳ 0 n no false いいえ 不可 非該当 非対応".split(" ");

const truth = new Map<string, boolean>([
  ...yes.map((word): [string, boolean] => [fold(word), true]),
  ...no.map((word): [string, boolean] => [fold(word), false]),
]);

/** What the messages say was expected. */
export const truthWords = "有/無, 是/否, ○/×, 1/0, Y/N, yes/no, true/false, はい/いいえ or 可/不可";

/** True, false, or undefined for a text that says neither. */
export function readTruth(text: string): boolean | undefined {
  return truth.get(text) ?? truth.get(fold(text));
}
