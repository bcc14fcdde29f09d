/** The coordinate reference systems that the cities' tables use, by their EPSG codes. */
import proj4 from "proj4";

/** Degrees on the globe. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Degrees; west < east. */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface CoordinateSystem {
  /** EPSG:3826 */
  readonly code: string;
  /** True: x and y are degrees on a datum that equals WGS 84 within what a city's table resolves. */
  readonly degrees: boolean;
  /** Where the system is meant for; what lies outside was not written in it. */
  readonly use: Extent;
  /** From x (easting or longitude) and y (northing or latitude). Not finite when there is no such place. */
  toDegrees(x: number, y: number): Position;
  fromDegrees(position: Position): { readonly x: number; readonly y: number };
}

const world: Extent = { west: -180, south: -90, east: 180, north: 90 };
/** With the islands of both countries that tables have: Kinmen and Dongsha, Okinotorishima and Minamitorishima. */
const taiwan: Extent = { west: 114, south: 20, east: 124, north: 27 };
const japan: Extent = { west: 122, south: 20, east: 154.5, north: 46 };

/** Latitude and longitude of origin of the plane rectangular zones I to XIX, in degrees and minutes (GSI, 2002 no. 9). */
const planeOrigins: readonly (readonly [string, string])[] = [
  ["33", "129 30"],
  ["33", "131"],
  ["36", "132 10"],
  ["33", "133 30"],
  ["36", "134 20"],
  ["36", "136"],
  ["36", "137 10"],
  ["36", "138 30"],
  ["36", "139 50"],
  ["40", "140 50"],
  ["44", "140 15"],
  ["44", "142 15"],
  ["44", "144 15"],
  ["26", "142"],
  ["26", "127 30"],
  ["26", "124"],
  ["26", "131"],
  ["20", "136"],
  ["26", "154"],
];

const definitions = new Map<string, { readonly proj: string; readonly use: Extent }>();
const define = (code: number, proj: string, use: Extent): void => void definitions.set(`EPSG:${code}`, { proj, use });

// Geographic. JGD2011, JGD2000, TWD97 and WGS 84 differ by less than tables resolve, so their degrees stay untouched.
for (const [code, use] of [
  [4326, world],
  [6668, japan],
  [4612, japan],
  [3824, taiwan],
] as const) {
  define(code, "", use);
}
// Tokyo datum, in tables made before 2002: some 400 m off.
define(4301, "+proj=longlat +ellps=bessel +towgs84=-146.414,507.337,680.507,0,0,0,0", japan);
// TWD97 / TM2 zone 121 and, for Penghu, Kinmen and Matsu, zone 119.
for (const [code, meridian] of [
  [3826, 121],
  [3825, 119],
] as const) {
  define(code, `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=0.9999 +x_0=250000 +y_0=0 +ellps=GRS80 +units=m`, taiwan);
}
// Japan Plane Rectangular: JGD2011 and JGD2000. In Japan X is the northing: y of a mapping is the column called X.
planeOrigins.forEach(([latitude, longitude], zone) => {
  const proj = `+proj=tmerc +lat_0=${latitude} +lon_0=${degreesOf(longitude)} +k=0.9999 +x_0=0 +y_0=0 +ellps=GRS80 +units=m`;
  define(6669 + zone, proj, japan);
  define(2443 + zone, proj, japan);
});
// JGD2011 / UTM zones 51 to 55.
for (let zone = 51; zone <= 55; zone++)
  define(6688 + zone - 51, `+proj=utm +zone=${zone} +ellps=GRS80 +units=m`, japan);
define(
  3857,
  "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs",
  world,
);

function degreesOf(text: string): number {
  const [degrees, minutes] = text.split(" ").map(Number);
  return degrees! + (minutes ?? 0) / 60;
}

/** Codes of every system known, for messages. */
export const coordinateSystems: readonly string[] = [...definitions.keys()];

/** The system of a code, also written `3826`, `epsg:3826`, or as OGC's URN or URI; undefined if it is not known. */
export function coordinateSystem(name: string): CoordinateSystem | undefined {
  const number =
    /^(?:(?:urn:ogc:def:crs:)?epsg:[\d.]*:?|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/)?(\d{4})$/i.exec(
      name,
    );
  const code = /^(?:WGS ?84|CRS84|OGC:CRS84)$/i.test(name) ? "EPSG:4326" : `EPSG:${number?.[1]}`;
  const definition = definitions.get(code);
  if (definition === undefined) return undefined;
  const { proj, use } = definition;
  if (proj === "") {
    return {
      code,
      degrees: true,
      use,
      toDegrees: (x, y) => ({ longitude: x, latitude: y }),
      fromDegrees: ({ longitude, latitude }) => ({ x: longitude, y: latitude }),
    };
  }
  const projection = proj4("+proj=longlat +ellps=WGS84 +towgs84=0,0,0 +no_defs", proj);
  return {
    code,
    degrees: false,
    use,
    toDegrees(x, y) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return { longitude: Number.NaN, latitude: Number.NaN };
      const [longitude, latitude] = projection.inverse([x, y]);
      return { longitude: longitude!, latitude: latitude! };
    },
    fromDegrees({ longitude, latitude }) {
      const [x, y] = projection.forward([longitude, latitude]);
      return { x: x!, y: y! };
    },
  };
}
