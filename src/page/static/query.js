// The query page's script: runs the query without leaving the page. Everything it shows goes in as text, never as markup.
import { shortIri } from "./short-iri.js";

const form = document.getElementById("query-form");
const box = document.getElementById("query");
const result = document.getElementById("result");
const stop = document.getElementById("stop");
const run = form.querySelector("button[type=submit]");
const texts = JSON.parse(form.dataset.texts);
const prefixes = JSON.parse(form.dataset.prefixes);

/** Rows that the page shows; all of them are in the downloads. */
const SHOWN = 1000;
/** Longest address that our endpoint takes by GET. */
const LONGEST_ADDRESS = 8000;
const NUMERIC = /#(integer|decimal|double|float|int|long|nonNegativeInteger|positiveInteger)$/;

const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
};
const number = (value) => value.toLocaleString(document.documentElement.lang);

let running;

async function ask(query) {
  running?.abort();
  const going = new AbortController();
  running = going;
  const started = performance.now();
  run.disabled = true;
  stop.hidden = false;
  result.setAttribute("aria-busy", "true");
  result.replaceChildren(element("p", { class: "status" }, texts.running));
  try {
    const response = await fetch("/sparql", {
      method: "POST",
      headers: {
        "content-type": "application/sparql-query",
        accept: "application/sparql-results+json, text/turtle;q=0.9",
      },
      body: query,
      signal: going.signal,
    });
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok) showProblem(type.includes("json") ? await response.json() : { message: response.statusText });
    else if (type.includes("json")) showResults(await response.json(), query, performance.now() - started);
    else showText(await response.text(), query, performance.now() - started);
  } catch (error) {
    if (running !== going) return;
    if (going.signal.aborted) showProblem({ message: texts.stopped });
    else
      showProblem({ message: error instanceof SyntaxError || result.dataset.begun ? texts.broken : texts.unreachable });
  } finally {
    if (running === going) {
      run.disabled = false;
      stop.hidden = true;
      result.removeAttribute("aria-busy");
    }
  }
}

function showResults(answer, query, milliseconds) {
  if ("boolean" in answer) {
    result.replaceChildren(
      element("p", { class: "answer" }, answer.boolean ? texts.yes : texts.no),
      status(seconds(milliseconds), query, []),
    );
    return;
  }
  const variables = answer.head.vars;
  const rows = answer.results.bindings;
  const count =
    rows.length === 1
      ? texts.oneRow
      : rows.length > SHOWN
        ? fill(texts.shown, { shown: number(SHOWN), n: number(rows.length) })
        : fill(texts.rows, { n: number(rows.length) });
  const head = status(`${count} · ${seconds(milliseconds)}`, query, ["csv", "tsv", "json"]);
  if (rows.length === 0) {
    result.replaceChildren(head, element("p", {}, texts.empty));
    return;
  }
  const body = element("tbody");
  for (const row of rows.slice(0, SHOWN)) body.append(element("tr", {}, ...variables.map((name) => cell(row[name]))));
  const table = element(
    "table",
    { class: "rows" },
    element("thead", {}, element("tr", {}, ...variables.map((name) => element("th", { scope: "col" }, name)))),
    body,
  );
  result.replaceChildren(
    head,
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": texts.result }, table),
  );
}

function showText(text, query, milliseconds) {
  result.replaceChildren(
    status(seconds(milliseconds), query, ["ttl", "nt", "jsonld"]),
    element("pre", { class: "scroll", tabindex: "0" }, text),
  );
}

function showProblem(problem) {
  const place =
    problem.line === undefined ? undefined : fill(texts.line, { line: problem.line, column: problem.column ?? 1 });
  result.replaceChildren(
    element(
      "div",
      { class: "problem", role: "alert" },
      element("p", {}, element("strong", {}, problem.message ?? problem.detail ?? problem.title ?? "")),
      place && element("p", { class: "place" }, place),
      problem.advice && element("p", {}, problem.advice),
      problem.code && element("p", { class: "code" }, problem.code),
    ),
  );
  if (problem.line === undefined) return;
  // The cursor goes to the place, so that it is seen and one key away.
  const lines = box.value.split("\n");
  const at =
    lines.slice(0, problem.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + (problem.column ?? 1) - 1;
  box.focus();
  box.setSelectionRange(at, Math.min(at + 1, box.value.length));
}

const seconds = (milliseconds) => fill(texts.seconds, { s: (milliseconds / 1000).toFixed(milliseconds < 100 ? 3 : 2) });

function status(text, query, formats) {
  const line = element("p", { class: "status" }, element("span", {}, text));
  const address = `/sparql?query=${encodeURIComponent(query)}`;
  if (formats.length > 0 && address.length < LONGEST_ADDRESS)
    line.append(
      element(
        "span",
        {},
        `${texts.download}:`,
        ...formats.flatMap((format) => [
          " ",
          element("a", { href: `${address}&format=${format}`, download: `result.${format}` }, format.toUpperCase()),
        ]),
      ),
    );
  const share = element("a", { href: shareLink(query) }, texts.share);
  share.addEventListener("click", async (event) => {
    event.preventDefault();
    history.replaceState(null, "", share.href);
    await navigator.clipboard?.writeText(share.href).then(
      () => {
        share.textContent = texts.copied;
      },
      () => {},
    );
  });
  line.append(element("span", {}, share));
  return line;
}

const shareLink = (query) => `${location.origin}/#query=${encodeURIComponent(query)}`;

function cell(term) {
  if (term === undefined) return element("td");
  if (term.type === "uri")
    return element(
      "td",
      {},
      element(
        "a",
        { href: `/about?iri=${encodeURIComponent(term.value)}`, title: term.value },
        shortIri(term.value, prefixes),
      ),
    );
  if (term.type === "bnode") return element("td", {}, `_:${term.value}`);
  if (NUMERIC.test(term.datatype ?? "")) return element("td", { class: "number" }, term.value);
  return element("td", { lang: term["xml:lang"] }, term.value);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value);
});
stop.addEventListener("click", () => running?.abort());
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
for (const link of document.querySelectorAll(".examples a"))
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const other of document.querySelectorAll(".examples a[aria-current]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    box.value = link.dataset.query;
    form.requestSubmit();
    run.scrollIntoView({ block: "nearest", behavior: "smooth" });
  });

/** A shared link carries its query behind #, which never reaches a server's log. */
function openShared() {
  const shared = new URLSearchParams(location.hash.slice(1)).get("query");
  if (shared === null) return;
  box.value = shared;
  ask(shared);
}
addEventListener("hashchange", openShared);
openShared();
