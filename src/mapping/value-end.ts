/** Where the path of a field ends: at a plain value, or at an IMI node that has a value in several parts. */
import { expand, namespaces } from "../rdf/namespaces.ts";
import type { Field, Vocabulary } from "../vocabulary/vocabulary.ts";

const ic = (name: string): string => expand("ic", name);
const instants = new Set(["日付型", "日時型"].map(ic));
const quantities = new Set(["数量型", "面積型", "長さ型", "重量型", "容量型", "金額型"].map(ic));

export interface PathEnd {
  /** Steps to the node that the value hangs on; 0 is the record itself. */
  readonly nodeSteps: number;
  /**
   * How the node holds the value: `instant` a date in its parts, `schedule` start and end, `quantity` number and unit,
   * `persons` a number of people, `written` the text as 表記, `plain` the last predicate of the path takes it.
   */
  readonly kind: "instant" | "schedule" | "quantity" | "persons" | "written" | "plain";
  /** Class of the node, for instants and quantities: IMI's have their own properties each. */
  readonly nodeClass?: string;
}

export function pathEnd(field: Field, range: Vocabulary["range"]): PathEnd {
  const steps = field.path.length;
  const last = field.path[steps - 1];
  if (last === undefined) return { nodeSteps: 0, kind: "plain" };
  const type = field.classes[steps - 1] ?? range(last);
  const plain: PathEnd = { nodeSteps: steps - 1, kind: "plain" };
  const atNode = (kind: PathEnd["kind"]): PathEnd => ({ nodeSteps: steps, kind, ...classOf(type) });
  const before = (kind: PathEnd["kind"]): PathEnd => ({
    nodeSteps: steps - 1,
    kind,
    ...classOf(field.classes[steps - 2] ?? range(field.path[steps - 2]!)),
  });
  switch (field.type) {
    case "date":
    case "period":
      if (type !== undefined && instants.has(type)) return atNode("instant");
      return last === ic("標準型日付") && steps > 1 ? before("instant") : plain;
    case "hours":
      return type === undefined ? plain : { nodeSteps: steps, kind: "schedule" };
    case "integer":
    case "decimal":
    case "quantity":
      if (type === ic("人数型")) return { nodeSteps: steps, kind: "persons" };
      if (type !== undefined && quantities.has(type)) return atNode("quantity");
      return last === ic("数値") && steps > 1 ? before("quantity") : plain;
    case "text":
      return type?.startsWith(namespaces.ic) ? { nodeSteps: steps, kind: "written" } : plain;
    default:
      return plain;
  }
}

const classOf = (type: string | undefined): Pick<PathEnd, "nodeClass"> =>
  type === undefined ? {} : { nodeClass: type };
