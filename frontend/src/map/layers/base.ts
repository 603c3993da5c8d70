import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Palette } from "../palette";
import { ROTATION } from "../projection";
import type { Sheet } from "../scene";
import type { Box } from "../view";
import type { LegendEntry } from "./legend";

/** The base map explains itself; what it leaves open is said in the note on borders below the map. */
export const legend: LegendEntry[] = [];

/** d3 refines curves by pixels, so shapes are projected to a plane a thousand times as large. */
const SCALE = 1000;

type Shape = { path: Path2D; box: Box };

/** Land and border lines, projected once. */
export type BaseMap = { sphere: Path2D; graticule: Path2D; land: Shape[]; borders: Shape[] };

type World = Topology<{ land: GeometryCollection; countries: GeometryCollection }>;

const projection = geoEqualEarth().rotate([-ROTATION, 0]).scale(SCALE).translate([0, 0]);

function pathOf(object: Parameters<ReturnType<typeof geoPath>>[0]): Path2D {
  const path = new Path2D();
  geoPath(projection, path as unknown as CanvasRenderingContext2D)(object);
  return path;
}

function shapeOf(object: Parameters<ReturnType<typeof geoPath>>[0]): Shape {
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(object);
  return { path: pathOf(object), box: [left / SCALE, top / SCALE, right / SCALE, bottom / SCALE] };
}

/** Projects the shapes of a world atlas. Shapes of countries serve for border lines alone. */
export function baseMap(world: World): BaseMap {
  const land: Shape[] = [];
  for (const { geometry } of feature(world, world.objects.land).features) {
    const polygons =
      geometry.type === "MultiPolygon"
        ? geometry.coordinates
        : geometry.type === "Polygon"
          ? [geometry.coordinates]
          : [];
    for (const coordinates of polygons) land.push(shapeOf({ type: "Polygon", coordinates }));
  }
  const borders = mesh(world, world.objects.countries, (one, other) => one !== other).coordinates.map((coordinates) =>
    shapeOf({ type: "LineString", coordinates }),
  );
  return { sphere: pathOf({ type: "Sphere" }), graticule: pathOf(geoGraticule10()), land, borders };
}

/** Whether two boxes have a point in common. */
export function overlap(one: Box, other: Box): boolean {
  return one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1];
}

/** Draws water, land and thin border lines. No country is ever coloured. */
export function drawBase(base: BaseMap, palette: Palette, { context, view, size, box }: Sheet) {
  context.save();
  context.translate(size.width / 2, size.height / 2);
  context.scale(view.k / SCALE, view.k / SCALE);
  context.translate(-view.x * SCALE, -view.y * SCALE);
  const pixel = SCALE / view.k;
  context.fillStyle = palette.water;
  context.fill(base.sphere);
  context.lineWidth = 0.6 * pixel;
  context.strokeStyle = palette.graticule;
  context.stroke(base.graticule);
  context.fillStyle = palette.land;
  context.strokeStyle = palette.coast;
  context.lineWidth = 0.7 * pixel;
  context.lineJoin = "round";
  for (const shape of base.land) {
    if (!overlap(shape.box, box)) continue;
    // Islands smaller than half a pixel cost as much as they show nothing.
    if ((shape.box[2] - shape.box[0]) * view.k < 0.5 && (shape.box[3] - shape.box[1]) * view.k < 0.5) continue;
    context.fill(shape.path);
    context.stroke(shape.path);
  }
  context.strokeStyle = palette.border;
  context.lineWidth = 0.8 * pixel;
  for (const shape of base.borders) if (overlap(shape.box, box)) context.stroke(shape.path);
  context.restore();
}
