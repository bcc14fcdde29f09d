/** `coordinates`: a pair of cells as a place on the globe. What looks wrong is reported, and kept as it is. */
import { z } from "zod";
import { cellParameters, cellReader, listOf, unknown } from "./cell.ts";
import type { CoordinateSystem, Extent, Position } from "./coordinate-systems.ts";
import { coordinateSystem, coordinateSystems } from "./coordinate-systems.ts";
import type { Coordinate } from "./degrees.ts";
import { decimalText, readCoordinate } from "./degrees.ts";
import { contains, howFarOutside } from "./extent.ts";
import type { Outcome, ValueFunction, ValueProblem } from "./value-function.ts";
import { doubtful, putRight, quoted, unreadable } from "./value-problem.ts";

const Crs = z.string().superRefine((name, context) => {
  if (coordinateSystem(name) !== undefined) return;
  context.addIssue({
    code: "custom",
    message: `"${name}" is not known; there are ${coordinateSystems.join(", ")}`,
  });
});

const CoordinatesParameters = z.strictObject({
  ...cellParameters,
  /** Several: whichever gives a plausible place, the first of them first. */
  crs: z.union([Crs, z.array(Crs).min(1)]).default("EPSG:4326"),
  /** yx: the columns hold what the other one should. any: whichever order gives a plausible place. */
  axes: z.enum(["xy", "yx", "any"]).default("xy"),
  /** Repair: exchange the pair where only the exchange lies inside the extent. */
  swap: z.boolean().default(false),
  /** Where the city lies. */
  extent: z
    .object({
      west: z.number(),
      south: z.number(),
      east: z.number(),
      north: z.number(),
    })
    .optional(),
});

const outputs = ["canonical", "latitude", "longitude", "lat", "long", "wkt"] as const;

/** One way to understand a pair of cells. */
interface Reading {
  readonly position: Position;
  readonly outcome: Outcome["outputs"];
  readonly exchanged: boolean;
}

export const coordinatesFunction: ValueFunction<z.output<typeof CoordinatesParameters>> = {
  name: "coordinates",
  outputs,
  parameters: CoordinatesParameters,
  compile({ crs, axes, swap, extent, ...cell }) {
    const read = cellReader(cell);
    const systems = (typeof crs === "string" ? [crs] : crs).map((name) => coordinateSystem(name)!);
    const inside = (reading: Reading): boolean => extent !== undefined && contains(extent, reading.position);
    const only = systems.length === 1 && systems[0]!.degrees && axes === "xy" ? systems[0]! : undefined;

    return ([xInput, yInput]) => {
      const xText = read(listOf(xInput)[0]);
      const yText = read(listOf(yInput)[0]);
      if (only !== undefined && xText !== undefined && yText !== undefined) {
        const usual = plainDegrees(only, extent, xText, yText);
        if (usual !== undefined) return usual;
      }
      if (xText === undefined && yText === undefined) return unknown(outputs.length);
      if (xText === undefined || yText === undefined) return unknown(outputs.length, halfAPair(xText, yText));
      const x = readCoordinate(xText);
      const y = readCoordinate(yText);
      if (x === undefined || y === undefined)
        return unknown(outputs.length, notACoordinate(x === undefined ? xText : yText));

      const straight = readings(systems, x, y, axes === "yx");
      const exchanged = readings(systems, x, y, axes !== "yx");
      const mayExchange = axes === "any" || (swap && !straight.some(inside) && exchanged.some(inside));
      const candidates = mayExchange ? [...straight, ...exchanged] : straight;
      const chosen = candidates.find(inside) ?? candidates[0];

      const pair = `${xText}, ${yText}`;
      if (chosen === undefined) return unknown(outputs.length, noPlace(pair, systems, exchanged.length > 0));
      const problems: ValueProblem[] = [];
      if (chosen.exchanged !== (axes === "yx")) {
        problems.push(
          putRight(
            "swapped",
            `Latitude and longitude are exchanged in ${quoted(pair)}; read as ${show(chosen)}.`,
            pair,
          ),
        );
      }
      if (extent !== undefined && !inside(chosen)) problems.push(outside(chosen, extent, pair, exchanged.some(inside)));
      return problems.length > 0 ? { outputs: chosen.outcome, problems } : { outputs: chosen.outcome };
    };
  },
};

const plain = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** What nearly all tables hold, and nothing to say of it: two decimal numbers that lie where they should. */
function plainDegrees(
  { use, toDegrees }: CoordinateSystem,
  extent: Extent | undefined,
  long: string,
  lat: string,
): Outcome | undefined {
  if (!plain.test(long) || !plain.test(lat)) return undefined;
  const position = toDegrees(Number(long), Number(lat));
  if (!contains(use, position) || (extent !== undefined && !contains(extent, position))) return undefined;
  return { outputs: [`${lat}_${long}`, lat, long, lat, long, `POINT(${long} ${lat})`] };
}

/** Every system in which the pair is a place that the system is meant for. */
function readings(systems: readonly CoordinateSystem[], x: Coordinate, y: Coordinate, exchanged: boolean): Reading[] {
  const [easting, northing] = exchanged ? [y, x] : [x, y];
  if (easting.axis === "latitude" || northing.axis === "longitude") return [];
  const found: Reading[] = [];
  for (const system of systems) {
    const position = system.toDegrees(easting.number, northing.number);
    if (!contains(system.use, position)) continue;
    const lat = system.degrees ? northing.decimal : decimalText(position.latitude);
    const long = system.degrees ? easting.decimal : decimalText(position.longitude);
    const texts = system.degrees ? [northing.text, easting.text] : [lat, long];
    found.push({
      position,
      exchanged,
      outcome: [`${lat}_${long}`, ...texts, lat, long, `POINT(${long} ${lat})`],
    });
  }
  return found;
}

const show = ({ outcome }: Reading): string => `latitude ${String(outcome[3])}, longitude ${String(outcome[4])}`;

function halfAPair(x: string | undefined, y: string | undefined): ValueProblem {
  const [there, missing] = x === undefined ? ["latitude", "longitude"] : ["longitude", "latitude"];
  const text = (x ?? y)!;
  return unreadable("halfAPair", `There is a ${there} (${quoted(text)}) but no ${missing}.`, text);
}

function notACoordinate(text: string): ValueProblem {
  const advice = `Expected degrees (34.866918), degrees, minutes and seconds (34°52'01.2"), or metres of a crs.`;
  return unreadable("notCoordinates", `${quoted(text)} is not a coordinate.`, text, advice);
}

function noPlace(pair: string, systems: readonly CoordinateSystem[], exchangeFits: boolean): ValueProblem {
  const [x, y] = pair.split(", ").map(Number);
  const metres = systems.every((system) => system.degrees) && (Math.abs(x!) > 360 || Math.abs(y!) > 360);
  const degrees = systems.every((system) => !system.degrees) && Math.abs(x!) <= 180 && Math.abs(y!) <= 180;
  const advice = exchangeFits
    ? "Exchanged it is a place: axes: any, or axes: yx if all rows are so."
    : metres
      ? "These look like metres: name their system, e.g. crs: [EPSG:3826, EPSG:4326] or EPSG:6676."
      : degrees
        ? "These look like degrees: crs: EPSG:4326, or both if the table mixes them."
        : undefined;
  const names = systems.map((system) => system.code).join(" or ");
  return unreadable("notCoordinates", `${quoted(pair)} is no place in ${names}.`, pair, advice);
}

function outside(chosen: Reading, extent: Extent, pair: string, exchangeFits: boolean): ValueProblem {
  const message = `${show(chosen)} lies ${howFarOutside(extent, chosen.position)} of the city's extent; it is kept as it is.`;
  const advice = exchangeFits ? "Exchanged it lies inside: repair: { swap: true }." : undefined;
  return doubtful("outsideExtent", message[0]!.toUpperCase() + message.slice(1), pair, advice);
}
