/**
 * A value function between bytes and characters, with a memory. Functions are pure (src/function/value-function.ts) and
 * city tables repeat themselves (towns, kinds, dates), so most calls are answered without decoding anything.
 */
import type { Outcome, ValueProblem, Values } from "../function/value-function.ts";
import { bytesOfLatin1, fromUtf8Bytes, latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import type { MintedConcept, Value } from "./row.ts";

/** An Outcome with its outputs in bytes. */
export interface RememberedOutcome {
  readonly outputs: readonly Value[];
  readonly problems: readonly ValueProblem[];
  readonly reject: boolean;
  readonly minted: readonly MintedConcept[];
  /** There is more than outputs. */
  readonly remarks: boolean;
}

/** Entries held before the memory is cleared. */
const capacity = 8192;
/** Inputs longer than this are not remembered, so the memory stays below capacity × this. */
const longest = 256;

/** @param outputs number of the function's outputs. */
export function rememberFunction(
  call: (inputs: readonly Values[]) => Outcome,
  outputs: number,
): (inputs: readonly Value[]) => RememberedOutcome {
  const compute = (inputs: readonly Value[]): RememberedOutcome => {
    const ascii = inputs.every(isPlain);
    const outcome = call(ascii ? inputs : inputs.map(toCharacters));
    const results: Value[] = [];
    // Texts made from ASCII are mostly ASCII too, and then they are their bytes.
    for (let i = 0; i < outputs; i++) {
      const output = outcome.outputs[i];
      results.push(ascii && isPlain(output) ? output : toBytes(output));
    }
    const { problems = none, minted = none, reject = false } = outcome;
    return { outputs: results, problems, minted, reject, remarks: problems.length > 0 || minted.length > 0 || reject };
  };
  const single = new Memory();
  const several = new Memory();
  return (inputs) => {
    const only = inputs.length === 1 ? inputs[0] : undefined;
    if (typeof only === "string") return single.answer(only, inputs, compute);
    return several.remembers ? several.answer(keyOf(inputs), inputs, compute) : compute(inputs);
  };
}

const none: readonly never[] = [];

class Memory {
  private known = new Map<string, RememberedOutcome>();
  private hits = 0;
  // Where values hardly repeat (coordinates, names) remembering costs more than it saves: then the function is called
  // each time. Whether it remembers never changes what comes out.
  remembers = true;

  answer(
    key: string,
    inputs: readonly Value[],
    compute: (inputs: readonly Value[]) => RememberedOutcome,
  ): RememberedOutcome {
    if (!this.remembers || key.length > longest) return compute(inputs);
    const known = this.known.get(key);
    if (known !== undefined) {
      this.hits++;
      return known;
    }
    if (this.known.size >= capacity) {
      this.remembers = this.hits > capacity / 8;
      this.known = new Map();
      this.hits = 0;
    }
    const outcome = compute(inputs);
    // A cell is a slice that would keep its whole block in memory: the key is copied.
    this.known.set(Buffer.from(key, "latin1").latin1Slice(), outcome);
    return outcome;
  }
}

/** Injective: different inputs never share a key. */
function keyOf(inputs: readonly Value[]): string {
  let key = "";
  for (const input of inputs) {
    if (input === undefined) key += "-";
    else if (typeof input === "string") key += input.length + ":" + input;
    else key += "[" + input.map((item) => item.length + ":" + item).join("") + "]";
  }
  return key;
}

/** No value, or one text in ASCII, whose characters are its bytes. */
const isPlain = (value: Value): boolean => value === undefined || (typeof value === "string" && isAscii(value));

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function toCharacters(value: Value): Values {
  if (value === undefined) return undefined;
  return typeof value === "string"
    ? fromUtf8Bytes(bytesOfLatin1(value))
    : value.map((item) => fromUtf8Bytes(bytesOfLatin1(item)));
}

/** An empty list is no value. */
function toBytes(value: Values): Value {
  if (value === undefined) return undefined;
  if (typeof value === "string") return latin1Of(toUtf8Bytes(value));
  if (value.length === 0) return undefined;
  return value.length === 1 ? latin1Of(toUtf8Bytes(value[0]!)) : value.map((item) => latin1Of(toUtf8Bytes(item)));
}
