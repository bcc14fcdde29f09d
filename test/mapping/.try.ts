import { loadVocabulary } from "/work/main/src/vocabulary/load-vocabulary.ts";
import { loadProject } from "/work/main/src/config/load-project.ts";
import { compilePlan } from "/work/main/src/mapping/align.ts";
import { interpretPlan } from "/work/main/test/support/plan-interpreter.ts";
import { formatProblem } from "/work/main/src/problem/format.ts";
import { parse } from "csv-parse/sync";
import { readFileSync } from "node:fs";
import * as path from "node:path";
const v = await loadVocabulary("/work/main/vocab");
const project = loadProject("/work/main/mappings", {});
const real: Record<string,[string,string]> = {
 "taipei/residential-theft":["tw-taipei-residential-theft.big5.csv","big5"],
 "tainan/town-population":["tw-tainan-town-population.double-header.csv","big5"],
 "yaizu/aed":["jp-yaizu-aed.standard.csv","utf-8"],"yaizu/evacuation-space":["jp-yaizu-evacuation-space.standard.csv","utf-8"],
 "saitama/aed":["jp-saitama-aed.csv","utf-8"] };
for (const d of project.datasets) {
  const [f, enc] = real[d.id] ?? ["tw-shelters.taipei-keelung-tainan.masked.csv","utf-8"];
  const text = new TextDecoder(enc).decode(readFileSync("/work/shared/data/cities/"+f)).replace(/^\uFEFF/,"");
  const rows: string[][] = parse(text,{relax_column_count:true});
  const h = d.document.source?.headerRows ?? 1;
  const names = rows[0]!.map((_,c)=>rows.slice(0,h).map(r=>r[c]??""));
  const data = rows.slice(h);
  const t=performance.now();
  const r = compilePlan({dataset:d, vocabulary:v, source:{file:"data/"+f,names}, project});
  const ms=(performance.now()-t).toFixed(0);
  console.log("=====", d.id, ms+"ms", "expr", r.plan.expressions.length, "maps", r.plan.triplesMaps.length);
  for (const p of r.problems) console.log(formatProblem(p));
  if (r.problems.some(p=>p.severity==="error")) continue;
  const out = interpretPlan(r.plan, data);
  const kept = out.filter(o=>!o.leftOut);
  const counts: Record<string,number> = {};
  for (const o of kept) for (const p of o.problems) counts[p]=(counts[p]??0)+1;
  console.log("rows",out.length,"kept",kept.length,"rejected",kept.filter(o=>o.rejected).length,"quads",kept.reduce((n,o)=>n+o.quads.length,0), counts);
  if (process.argv[2]===d.id) console.log(kept[0]!.quads.join("").replaceAll(d.prefix,"§").replaceAll("http://imi.go.jp/ns/core/rdf#","ic:"));
}
