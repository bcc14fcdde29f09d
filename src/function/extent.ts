/** Where a position lies, seen from a city. */
import type { Extent, Position } from "./coordinate-systems.ts";

export function contains(extent: Extent, { latitude, longitude }: Position): boolean {
  const { west, south, east, north } = extent;
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

/** "about 283 km south": how far a position lies outside, and in which direction. */
export function howFarOutside(extent: Extent, position: Position): string {
  const nearest = {
    latitude: Math.min(Math.max(position.latitude, extent.south), extent.north),
    longitude: Math.min(Math.max(position.longitude, extent.west), extent.east),
  };
  const kilometres = distance(nearest, position);
  const far = kilometres < 10 ? kilometres.toFixed(1) : kilometres.toFixed(0);
  const northSouth = position.latitude < extent.south ? "south" : position.latitude > extent.north ? "north" : "";
  const eastWest = position.longitude < extent.west ? "west" : position.longitude > extent.east ? "east" : "";
  return `about ${far} km ${[northSouth, eastWest].filter((word) => word !== "").join("-")}`;
}

/** Great-circle distance in kilometres (haversine, mean radius of the Earth). */
export function distance(a: Position, b: Position): number {
  const rad = Math.PI / 180;
  const sinLat = Math.sin(((b.latitude - a.latitude) * rad) / 2);
  const sinLong = Math.sin(((b.longitude - a.longitude) * rad) / 2);
  const h = sinLat ** 2 + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * sinLong ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}
