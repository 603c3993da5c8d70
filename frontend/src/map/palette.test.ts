import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LINE_STYLES, PALETTES, type Theme } from "./palette";
import { LISTED, LOOKS, SHOWN_STATUSES } from "./status";

// How colours look to dichromats: Machado, Oliveira and Fernandes (2009), https://doi.org/10.1109/TVCG.2009.113,
// severity 1, on linear RGB. Distances are measured in OKLab, https://bottosson.github.io/posts/oklab/.
const SEEN: Record<string, number[][]> = {
  "full colour vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (hex: string) =>
  [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
const times = (matrix: number[][], vector: number[]) =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * (vector[i] as number), 0));

function oklab(rgb: number[]): number[] {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map(Math.cbrt);
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function apart(one: string, other: string, seen: number[][]): number {
  const [p, q] = [one, other].map((hex) => oklab(times(seen, linear(hex)).map((c) => Math.max(0, Math.min(1, c)))));
  return 100 * Math.hypot(...(p as number[]).map((value, i) => value - ((q as number[])[i] as number)));
}

function contrast(one: string, other: string): number {
  const light = (hex: string) => {
    const [r, g, b] = linear(hex) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [light(one), light(other)].sort((p, q) => p - q) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(["light", "dark"] as Theme[])("the colours of statuses on %s", (theme) => {
  const palette = PALETTES[theme];
  const colours = SHOWN_STATUSES.map((status) => palette.status[status] as string);

  it.each(Object.entries(SEEN))("stay apart with %s", (_name, seen) => {
    for (let i = 0; i < colours.length; i++) {
      for (let j = i + 1; j < colours.length; j++) {
        expect(apart(colours[i] as string, colours[j] as string, seen)).toBeGreaterThan(11);
      }
    }
  });

  it("stand out from land and water, and are dark or light enough for text", () => {
    for (const colour of colours) {
      for (const ground of [palette.land, palette.water]) expect(contrast(colour, ground)).toBeGreaterThan(4.5);
    }
  });

  it("leave what a list alone shows thinner, paler and with gaps", () => {
    const [active, listed] = [LINE_STYLES[0], LINE_STYLES[LISTED]];
    expect(listed?.width).toBeLessThan(active?.width ?? 0);
    expect(listed?.strength).toBeLessThan(active?.strength ?? 0);
    expect(listed?.dash).not.toEqual(active?.dash);
    expect(contrast(palette.status[LISTED] as string, palette.land)).toBeGreaterThan(4.5);
  });

  it("are those of the page's custom properties", () => {
    const tokens = readFileSync("src/style/tokens.css", "utf8");
    for (const status of [...SHOWN_STATUSES, LISTED]) {
      const name = LOOKS[status]?.toLowerCase();
      const [, light, dark] = new RegExp(`--status-${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens) ?? [];
      expect(theme === "light" ? light : dark).toBe(palette.status[status]);
    }
  });
});
