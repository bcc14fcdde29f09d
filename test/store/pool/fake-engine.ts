/** An engine that obeys its query text, for tests of the pool and the endpoint: no store behind it. */
import * as fs from "node:fs";
import * as path from "node:path";
import { ProblemError } from "../../../src/problem/problem.ts";
import { iri, literal, type Quad, type Term } from "../../../src/rdf/term.ts";
import type { OpenEngine, QueryEngine, ResourceDescription } from "../../../src/store/pool/engine.ts";

const failing = new ProblemError({
  code: "QRY-001",
  severity: "error",
  message: "Expected } but found the end.",
  at: { file: "query", line: 3, column: 7 },
});

async function* rows(count: number, failAt = Infinity): AsyncGenerator<Term[][]> {
  for (let done = 0; done < count; done += 1_000) {
    if (done >= failAt) throw failing;
    const size = Math.min(1_000, count - done);
    yield Array.from({ length: size }, (_, i) => [
      iri(`https://example.org/id/${done + i}`),
      literal(`第${done + i}避難所 ${"x".repeat(80)}`, undefined, "ja"),
    ]);
  }
}

async function* batches(quads: Quad[]): AsyncGenerator<Quad[]> {
  yield quads;
}

export const openEngine: OpenEngine = async ({ store, scratch }) => {
  if (store.includes("missing"))
    throw new ProblemError({ code: "STO-001", severity: "error", message: `There is no store at ${store}.` });
  let wake: (() => void) | undefined;
  const engine: QueryEngine = {
    async answer(text) {
      const [word, number] = text.trim().split(/[\s{]+/) as [string, string];
      if (word === "ASK") return { kind: "boolean", value: true, way: "sql" };
      if (word === "STORE") return { kind: "bindings", variables: ["store"], rows: rowsOf(store), way: "sql" };
      if (word === "ROWS")
        return { kind: "bindings", variables: ["s", "name"], rows: rows(Number(number)), way: "sql" };
      if (word === "LATE") return { kind: "bindings", variables: ["s", "name"], rows: rows(10_000, 5_000) };
      if (word === "EARLY") return { kind: "bindings", variables: ["s", "name"], rows: rows(10, 0) };
      if (word === "CONSTRUCT" || word === "DESCRIBE")
        return {
          kind: "quads",
          quads: batches([
            { subject: iri("urn:s"), predicate: iri("urn:p"), object: literal("東京", undefined, "ja") },
          ]),
        };
      if (word === "SPILL") {
        fs.mkdirSync(scratch);
        fs.writeFileSync(path.join(scratch, "spilled"), "x");
        return { kind: "bindings", variables: ["scratch"], rows: rowsOf(scratch), way: "sql" };
      }
      if (word === "BLOCK") for (;;);
      if (word === "CRASH") process.exit(7);
      if (word === "HOARD") for (const hoard: unknown[] = []; ; ) hoard.push(Array.from({ length: 1_000 }, () => ({})));
      if (word === "THROW") throw new TypeError("a fault of ours");
      if (word === "FAIL") throw failing;
      if (word === "WAIT") {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        throw new Error("interrupted");
      }
      if (word === "SELECT") return { kind: "bindings", variables: ["s", "name"], rows: rows(3), way: "sql" };
      throw failing;
    },
    describe: async (resource) => descriptionOf(resource),
    interrupt: () => wake?.(),
    close: () => {},
  };
  return engine;
};

async function* rowsOf(text: string): AsyncGenerator<Term[][]> {
  yield [[literal(text)]];
}

const ic = "http://imi.go.jp/ns/core/rdf#";
const rdfs = "http://www.w3.org/2000/01/rdf-schema#";

/** One AED of an invented city, in full form; everything else is unknown. */
function descriptionOf(resource: string): ResourceDescription | undefined {
  const aed = "https://example.org/demo/id/jp/99999/aed/東京-1";
  if (resource !== aed) return undefined;
  const at = (subject: string, predicate: string, object: Term): Quad => ({
    subject: iri(subject),
    predicate: iri(predicate),
    object,
  });
  return {
    iri: aed,
    quads: [
      at(aed, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", iri("https://w3id.org/tsunagi/ns#AED")),
      at(aed, `${rdfs}label`, literal("東京<script>alert(1)</script>", undefined, "ja")),
      at(
        aed,
        "http://www.w3.org/2003/01/geo/wgs84_pos#lat",
        literal("34.86", "http://www.w3.org/2001/XMLSchema#decimal"),
      ),
      at(
        aed,
        "http://www.w3.org/2003/01/geo/wgs84_pos#long",
        literal("138.32", "http://www.w3.org/2001/XMLSchema#decimal"),
      ),
      at(aed, `${ic}設置地点`, iri(`${aed}#設置地点`)),
      at(`${aed}#設置地点`, `${ic}表記`, literal("1階ロビー")),
      at(aed, "https://w3id.org/tsunagi/ns#city", iri("http://data.e-stat.go.jp/lod/sac/C22212")),
      at(aed, "http://xmlns.com/foaf/0.1/homepage", iri("javascript:alert(1)")),
      at(aed, "http://xmlns.com/foaf/0.1/page", iri("https://city.example.org/")),
    ],
    inverse: [at("https://example.org/demo/id/jp/99999/site/1", `${ic}設備`, iri(aed))],
    moreInverse: true,
    labels: {
      [`${ic}設置地点`]: [literal("設置地点", undefined, "ja"), literal("location", undefined, "en")],
      [`${rdfs}label`]: [literal("label", undefined, "en"), literal("ラベル", undefined, "ja")],
      "http://data.e-stat.go.jp/lod/sac/C22212": [
        literal("焼津市", undefined, "ja"),
        literal("Yaizu", undefined, "en"),
      ],
      "https://example.org/demo/dataset/yaizu/aed": [literal("AED設置箇所", undefined, "ja")],
    },
    graphs: ["https://example.org/demo/dataset/yaizu/aed"],
    datasets: [
      at(
        "https://example.org/demo/dataset/yaizu/aed",
        "http://purl.org/dc/terms/license",
        iri("https://creativecommons.org/licenses/by/4.0/"),
      ),
    ],
  };
}
