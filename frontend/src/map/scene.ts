import type { Network } from "./network";
import type { Palette, Theme } from "./palette";
import type { Lines } from "./projection";
import type { Box, Size, View } from "./view";

/** What the page wants to see; the address determines all of it but the pointer's and the finger's doings. */
export type Wish = {
  day: number;
  /** The earlier of two compared days; null when one day is shown. */
  since: number | null;
  /** Statuses to show, as a bit mask over STATUSES. */
  statuses: number;
  /** Kinds of links to show, as a bit mask over the network's linkKinds. */
  kinds: number;
  /** Whether links that rest on lists alone are shown. */
  lists: boolean;
  /** The selected city, or -1. */
  city: number;
  /** The selected link, or -1. */
  link: number;
  colour: "status" | "alliance";
  /** Whether links are drawn one by one even where they would be bundled. */
  single: boolean;
  theme: Theme;
  language: string;
};

/** The form in which cities are placed: on the globe, in the computed layout, or as a live force layout. */
export type Placement = "map" | "layout" | "force";

/** What a frame is drawn for. */
export type Frame = { number: number; view: View; size: Size; ratio: number; moving: boolean; wish: Wish };

/** What lies under the pointer. */
export type Hit =
  | { kind: "city"; city: number; x: number; y: number }
  | { kind: "link"; link: number; path: Float32Array }
  | { kind: "country"; country: string; links: number; alone: number; cities: number[]; x: number; y: number };

/** Figures on what the last frame shows; the text alternative and the tests read them. */
export type Shown = {
  links: number;
  bundled: boolean;
  /** Whether the base map is part of it, where there is one. */
  based: boolean;
  /** Cities in view, most links first, at most as many as are listed. */
  cities: number[];
  /** How many shown links cannot be placed, because a city's place is not known. */
  unplaced: number;
};

export type ToWorker =
  | {
      type: "network";
      network: Network;
      placement: Placement;
      points: Float32Array | null;
      alliance: Int32Array | null;
      base: { coarse: string; fine: string } | null;
    }
  | ({ type: "draw" } & Frame)
  | { type: "pick"; number: number; px: number; py: number; view: View; size: Size; reach: number };

export type FromWorker =
  | { type: "ready"; whole: Box }
  | {
      type: "frame";
      number: number;
      bitmap: ImageBitmap;
      view: View;
      size: Size;
      complete: boolean;
      shown: Shown | null;
    }
  | { type: "stale"; number: number }
  | { type: "moved"; whole: Box; settled: boolean }
  | { type: "picked"; number: number; hit: Hit | null }
  | { type: "failed"; message: string };

/** What the layers draw from. Points and lines are on the plane; `statuses` and `links` follow the wish. */
export type Scene = {
  network: Network;
  points: Float32Array;
  lines: Lines;
  alliance: Int32Array | null;
  /** Status of each link on the day. */
  statuses: Uint8Array;
  /** How each link looks on the day: its status, or LISTED. */
  looks: Uint8Array;
  /** Of each link 1 when what is known of it on the day rests on lists alone. */
  alone: Uint8Array;
  /** Status of each link on the earlier day when two are compared. */
  before: Uint8Array | null;
  /** Links that the wish selects, lowest drawing order first. */
  links: Uint32Array;
  /** How many of these each city has. */
  degree: Uint16Array;
  /** How many of these rest on more than lists. */
  beyond: Uint16Array;
  wish: Wish;
  palette: Palette;
};

/** The canvas that a layer draws on: CSS pixels of a larger area around the view, so that panning finds something. */
export type Sheet = {
  context: OffscreenCanvasRenderingContext2D;
  view: View;
  size: Size;
  /** What of the plane is on the sheet. */
  box: Box;
  /** Device pixels a CSS pixel. */
  ratio: number;
  /** 1 shows everything, 2 twice as large. */
  depth: number;
  /** Whether a newer frame follows soon, so that speed matters more than the last line. */
  moving: boolean;
};
