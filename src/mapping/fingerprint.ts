/** What a plan is, in one number: equal fingerprints make equal output of equal rows. */
import { sha256 } from "../safe/files.ts";
import type { Plan } from "./plan.ts";

/** SHA-256 of the plan as JSON with sorted keys; the places of messages do not count. */
export const planFingerprint = (plan: Plan): string => sha256(JSON.stringify(canonical(plan)));

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, one]) => one !== undefined && !(key === "at" && isPlace(one)));
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, one]) => [key, canonical(one)]));
}

const isPlace = (value: unknown): boolean => typeof value === "object" && value !== null && "file" in value;
