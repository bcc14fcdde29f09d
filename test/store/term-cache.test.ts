import { describe, expect, it } from "vitest";
import { literal } from "../../src/rdf/term.ts";
import { TermCache } from "../../src/store/term-cache.ts";

describe("TermCache", () => {
  it("keeps what is asked for, drops what is not, and stays within its bounds", () => {
    const cache = new TermCache(100, 1_000_000);
    for (let id = 0; id < 10_000; id++) {
      cache.set(id, literal(String(id)));
      expect(cache.get(0)).toEqual(literal("0"));
      expect(cache.get(id)).toEqual(literal(String(id)));
      expect(cache.size).toBeLessThanOrEqual(100);
    }
    expect(cache.get(1)).toBeUndefined();
    expect(cache.get(9_990)).toEqual(literal("9990"));
  });

  it("counts characters too", () => {
    const cache = new TermCache(100, 1_000);
    for (let id = 0; id < 50; id++) cache.set(id, literal("x".repeat(100)));
    expect(cache.size).toBeLessThanOrEqual(10);
    cache.set(99, literal("x".repeat(5_000)));
    cache.set(100, literal("x"));
    expect(cache.get(0)).toBeUndefined();
  });
});
