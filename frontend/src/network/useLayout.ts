import { useQuery } from "@tanstack/react-query";
import { load } from "../api/load";

/** `/export/layout.json`: where the cities lie in the network view, and which alliance each belongs to. */
export type LayoutFile = {
  version: number;
  seq: number;
  x: number[];
  y: number[];
  alliance: number[];
  alliances: { name: string; members: number }[];
};

/** The layout as the worker takes it. */
export type Layout = { seq: number; points: Float32Array; alliance: Int32Array; alliances: LayoutFile["alliances"] };

/** Reads a layout; y points up in the file and down on the screen. */
export function readLayout(file: LayoutFile): Layout {
  if (file.version !== 1) {
    throw new Error("The server sends the layout in a newer form. Reload the page to get a newer version.");
  }
  const points = new Float32Array(2 * file.x.length);
  file.x.forEach((x, city) => {
    points[2 * city] = x;
    points[2 * city + 1] = -(file.y[city] as number);
  });
  return { seq: file.seq, points, alliance: Int32Array.from(file.alliance), alliances: file.alliances };
}

/** The layout that belongs to a state of the network. */
export function useLayout(seq: number, knownAt: string | undefined) {
  return useQuery<Layout, Error>({
    queryKey: ["layout", knownAt ?? "", seq],
    queryFn: async ({ signal }) => {
      const question = knownAt ? `?${new URLSearchParams({ knownAt })}` : "";
      return readLayout(await load<LayoutFile>(`/export/layout.json${question}`, signal));
    },
    structuralSharing: false,
  });
}
