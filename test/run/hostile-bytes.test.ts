/** Whatever bytes a city sends, what is published is RDF, and what is not published has a line and a reason. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readWithN3, readWithOxigraph } from "../rdf/read-back.ts";
import { aedHeader, aedRows, aedYaml, TemporaryProject } from "../support/temporary-project.ts";

async function publish(rows: Uint8Array) {
  const project = new TemporaryProject({
    "yaizu/aed.yaml": aedYaml.replace("data/aed.csv }", "data/aed.csv, encoding: utf-8 }").concat("rejectLimit: 100\n"),
    "yaizu/data/aed.csv": Buffer.concat([
      Buffer.from(aedHeader + aedRows(1, 2)),
      rows,
      Buffer.from(`\n${aedRows(3, 3)}`),
    ]),
  });
  try {
    const outcome = await project.dataset();
    const labels = project.labels();
    const data = project.read("yaizu/aed/data.nq");
    return { outcome, data, labels, rejected: project.read("yaizu/aed/rejected.csv") };
  } finally {
    project.remove();
  }
}

it("a lone surrogate costs its cell, with line and column, and no other", async () => {
  const row = Buffer.concat([
    Buffer.from("8,施設"),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from(",焼津市本町8,34.85,138.32,"),
  ]);
  const { outcome, data } = await publish(row);
  expect(outcome.problems).toContainEqual(
    expect.objectContaining({ code: "CNV-001", source: expect.objectContaining({ line: 4, header: "名称" }) }),
  );
  expect(data).toContain('"焼津市本町8"');
  expect(data).not.toContain("\ufffd");
});

it("any bytes at all: two parsers read alike what is published, and every record is accounted for", async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .array(fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x5c, 0x3e, 0x00, 0xed, 0xa0, 0x80, 0xff, 0xc2, 0x85, 0x39), {
        maxLength: 60,
      })
      .map((list) => Uint8Array.from(list)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (rows) => {
      const { outcome, data, labels, rejected } = await publish(rows);
      expect(outcome.status).toBe("converted");
      expect(readWithN3(data)).toEqual(readWithOxigraph(data));
      expect(data).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
      expect(labels).toEqual(expect.arrayContaining(["施設1号館", "施設2号館"]));
      expect(outcome.records).toBe(outcome.resources + outcome.rejected);
      if (outcome.rejected > 0) expect(rejected.split("\n").length).toBeGreaterThan(2);
    }),
    { numRuns: 25 },
  );
});
