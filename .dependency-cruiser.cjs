// The floors of the house: imports go down only (ARCHITECTURE.md, "Floors").
const floors = [
  ["rdf", "problem", "safe", "table"],
  ["config", "source", "vocabulary"],
  ["uri", "function"],
  ["mapping"],
  ["convert", "catalogue"],
  ["run", "store"],
  ["cli", "endpoint", "page"],
];
const path = (rooms) => `^src/(${rooms.join("|")})/`;

const upward = floors.slice(0, -1).map((rooms, floor) => ({
  name: `floor-${floor}-imports-go-down`,
  comment: `The rooms of floor ${floor} (${rooms.join(", ")}) may not import from a floor above.`,
  severity: "error",
  from: { path: path(rooms) },
  to: { path: path(floors.slice(floor + 1).flat()) },
}));

module.exports = {
  forbidden: [
    ...upward,
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "only-table-opens-duckdb",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/table/" },
      to: { path: "@duckdb/node-api", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-safe-opens-files",
      comment: "Files and sockets are opened by src/safe only; the endpoint listens through fastify.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/safe/" },
      to: { path: "^(node:)?(fs|fs/promises|net|tls|http|https|http2|dgram)$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "every-room-is-on-a-floor",
      severity: "error",
      from: { path: "^src/", pathNot: path(floors.flat()) },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".mjs", ".js"] },
  },
};
