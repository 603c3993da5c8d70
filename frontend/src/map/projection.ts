import { geoEqualEarthRaw } from "d3-geo";

/**
 * Equal Earth turned by 11° to the east, so that the map's edge runs through the Bering Strait and cuts no country
 * with many links. The plane is in radians, x to the right and y downwards; pan and zoom are affine on it.
 */
export const ROTATION = 11;

const RADIANS = Math.PI / 180;

/** How much of a great circle one straight piece may stand for, in radians: coarser where there are very many. */
const STEP = 0.04;
const COARSE_STEP = 0.1;
const COARSE_FROM = 8000;

/** Longitude as the turned map counts it, from -180 to 180. */
function turned(lon: number): number {
  const angle = lon - ROTATION;
  return angle - 360 * Math.floor((angle + 180) / 360);
}

/** Where a place lies on the plane. */
export function project(lon: number, lat: number): [number, number] {
  const [x, y] = geoEqualEarthRaw(turned(lon) * RADIANS, lat * RADIANS);
  return [x, -y];
}

/** The place that lies at a point of the plane, as longitude and latitude. */
export function unproject(x: number, y: number): [number, number] {
  const [lambda, phi] = geoEqualEarthRaw.invert?.(x, -y) ?? [0, 0];
  const lon = lambda / RADIANS + ROTATION;
  return [lon > 180 ? lon - 360 : lon, phi / RADIANS];
}

/** Every city's point on the plane as x, y pairs; NaN where the place is not known. */
export function projectCities(lon: Float32Array, lat: Float32Array): Float32Array {
  const points = new Float32Array(lon.length * 2);
  for (let city = 0; city < lon.length; city++) {
    const known = !Number.isNaN(lon[city]) && !Number.isNaN(lat[city]);
    const [x, y] = known ? project(lon[city] as number, lat[city] as number) : [Number.NaN, Number.NaN];
    points[2 * city] = x;
    points[2 * city + 1] = y;
  }
  return points;
}

/**
 * Lines on the plane. Line `i` is the x, y pairs from `xy[2 * start[i]]` up to `xy[2 * start[i + 1]]`; a pair of NaN
 * lifts the pen where the map's edge cuts the line. `box` holds its bounds (left, top, right, bottom) and `length` how
 * far apart its ends are (radians on the globe, plane units in a layout). A line without known ends is empty.
 */
export type Lines = { start: Uint32Array; xy: Float32Array; box: Float32Array; length: Float32Array };

/** Collects lines of varying length. */
class LineWriter {
  private xy = new Float32Array(1 << 16);
  private size = 0;

  get points(): number {
    return this.size / 2;
  }

  add(x: number, y: number) {
    if (this.size + 2 > this.xy.length) {
      const grown = new Float32Array(this.xy.length * 2);
      grown.set(this.xy);
      this.xy = grown;
    }
    this.xy[this.size++] = x;
    this.xy[this.size++] = y;
  }

  done(): Float32Array {
    return this.xy.slice(0, this.size);
  }
}

/** The great circles between pairs of places (degrees), projected once and split at the map's edge. */
export function greatCircles(
  from: Uint32Array,
  to: Uint32Array,
  lon: ArrayLike<number>,
  lat: ArrayLike<number>,
): Lines {
  const start = new Uint32Array(from.length + 1);
  const length = new Float32Array(from.length);
  const writer = new LineWriter();
  const step = from.length < COARSE_FROM ? STEP : COARSE_STEP;
  for (let i = 0; i < from.length; i++) {
    const a = from[i] as number;
    const b = to[i] as number;
    const ends = [lon[a], lat[a], lon[b], lat[b]] as [number, number, number, number];
    if (!ends.some(Number.isNaN)) length[i] = greatCircle(ends, step, writer);
    start[i + 1] = writer.points;
  }
  const xy = writer.done();
  return { start, xy, box: bounds(start, xy), length };
}

/** Writes one great circle; returns its angle. */
function greatCircle(
  [lon1, lat1, lon2, lat2]: [number, number, number, number],
  step: number,
  writer: LineWriter,
): number {
  const p = vector(lon1, lat1);
  const q = vector(lon2, lat2);
  const angle = Math.acos(Math.max(-1, Math.min(1, p[0] * q[0] + p[1] * q[1] + p[2] * q[2])));
  const pieces = Math.max(1, Math.ceil(angle / step));
  const sine = Math.sin(angle);
  let previousLon = 0;
  let previousLat = 0;
  for (let piece = 0; piece <= pieces; piece++) {
    let lambda = turned(lon1);
    let phi = lat1;
    if (piece === pieces) {
      lambda = turned(lon2);
      phi = lat2;
    } else if (piece > 0 && sine > 1e-9) {
      const u = Math.sin((1 - piece / pieces) * angle) / sine;
      const v = Math.sin((piece / pieces) * angle) / sine;
      const [x, y, z] = [u * p[0] + v * q[0], u * p[1] + v * q[1], u * p[2] + v * q[2]];
      lambda = turned(Math.atan2(y, x) / RADIANS);
      phi = Math.atan2(z, Math.hypot(x, y)) / RADIANS;
    }
    if (piece > 0 && Math.abs(lambda - previousLon) > 180) {
      const edge = previousLon > 0 ? 180 : -180;
      const beyond = lambda + 2 * edge;
      const share = beyond === previousLon ? 0 : (edge - previousLon) / (beyond - previousLon);
      const crossing = previousLat + share * (phi - previousLat);
      addProjected(edge, crossing, writer);
      writer.add(Number.NaN, Number.NaN);
      addProjected(-edge, crossing, writer);
    }
    addProjected(lambda, phi, writer);
    previousLon = lambda;
    previousLat = phi;
  }
  return angle;
}

function addProjected(lambda: number, phi: number, writer: LineWriter) {
  const [x, y] = geoEqualEarthRaw(lambda * RADIANS, phi * RADIANS);
  writer.add(x, -y);
}

function vector(lon: number, lat: number): [number, number, number] {
  const c = Math.cos(lat * RADIANS);
  return [c * Math.cos(lon * RADIANS), c * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS)];
}

/** Gently bent lines between points of a layout: parallel links of a pair lie on top of each other, crossings read well. */
export function bentLines(from: Uint32Array, to: Uint32Array, points: Float32Array, bend = 0.12, pieces = 8): Lines {
  const start = new Uint32Array(from.length + 1);
  const length = new Float32Array(from.length);
  const writer = new LineWriter();
  for (let i = 0; i < from.length; i++) {
    const a = 2 * (from[i] as number);
    const b = 2 * (to[i] as number);
    const [x1, y1, x2, y2] = [points[a], points[a + 1], points[b], points[b + 1]] as [number, number, number, number];
    if (![x1, y1, x2, y2].some(Number.isNaN)) {
      const [cx, cy] = [(x1 + x2) / 2 - bend * (y2 - y1), (y1 + y2) / 2 + bend * (x2 - x1)];
      for (let piece = 0; piece <= pieces; piece++) {
        const t = piece / pieces;
        const s = 1 - t;
        writer.add(s * s * x1 + 2 * s * t * cx + t * t * x2, s * s * y1 + 2 * s * t * cy + t * t * y2);
      }
      length[i] = Math.hypot(x2 - x1, y2 - y1);
    }
    start[i + 1] = writer.points;
  }
  const xy = writer.done();
  return { start, xy, box: bounds(start, xy), length };
}

function bounds(start: Uint32Array, xy: Float32Array): Float32Array {
  const box = new Float32Array((start.length - 1) * 4);
  for (let i = 0; i + 1 < start.length; i++) {
    let left = Number.POSITIVE_INFINITY;
    let top = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    let bottom = Number.NEGATIVE_INFINITY;
    for (let p = 2 * (start[i] as number); p < 2 * (start[i + 1] as number); p += 2) {
      const x = xy[p] as number;
      const y = xy[p + 1] as number;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
    box.set([left, top, right, bottom], 4 * i);
  }
  return box;
}

/** The point halfway along a line, by number of pieces; null for an empty line. */
export function middleOf(lines: Lines, line: number): [number, number] | null {
  const first = lines.start[line] as number;
  const last = (lines.start[line + 1] as number) - 1;
  if (last < first) return null;
  const half = first + (last - first) / 2;
  const [p, q] = [2 * Math.floor(half), 2 * Math.ceil(half)];
  const x = ((lines.xy[p] as number) + (lines.xy[q] as number)) / 2;
  const y = ((lines.xy[p + 1] as number) + (lines.xy[q + 1] as number)) / 2;
  return Number.isNaN(x) ? [lines.xy[2 * first] as number, lines.xy[2 * first + 1] as number] : [x, y];
}
