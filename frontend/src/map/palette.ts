/**
 * Colours and line styles of the statuses. They were chosen by search so that any two stay apart for readers with
 * protanopia, deuteranopia and tritanopia and against land and water (palette.test.ts holds them to it), and colour is
 * never alone: every status but ACTIVE has a width, a dash and a mark of its own.
 */
export type Theme = "light" | "dark";

export type Mark = "none" | "bars" | "cross" | "split" | "gap";

/** How a status is drawn: width in pixels, dash where lines are few, and the mark at the middle of the line. */
export type LineStyle = { width: number; dash: number[]; mark: Mark; strength: number };

/** By index of LOOKS. */
export const LINE_STYLES: readonly LineStyle[] = [
  { width: 1.3, dash: [], mark: "none", strength: 0.8 },
  { width: 1.9, dash: [9, 4], mark: "bars", strength: 1 },
  { width: 1.6, dash: [2, 3.5], mark: "cross", strength: 0.95 },
  { width: 2.1, dash: [12, 3, 2, 3], mark: "split", strength: 1 },
  { width: 1, dash: [1, 3], mark: "gap", strength: 0.6 },
  { width: 1, dash: [1, 3], mark: "gap", strength: 0.6 },
  { width: 0.8, dash: [4, 2.5], mark: "none", strength: 0.5 },
];

export type Palette = {
  /** By index of LOOKS. */
  status: readonly string[];
  water: string;
  land: string;
  coast: string;
  border: string;
  graticule: string;
  city: string;
  cityEdge: string;
  label: string;
  halo: string;
  focus: string;
};

export const PALETTES: Record<Theme, Palette> = {
  light: {
    status: ["#1d4390", "#b24600", "#76001c", "#9d16d2", "#5f6c77", "#5f6c77", "#52719f"],
    water: "#e9f0f4",
    land: "#fbf9f4",
    coast: "#b4c1c9",
    border: "#dcd8cd",
    graticule: "#d9e4ea",
    city: "#26323d",
    cityEdge: "#ffffff",
    label: "#16191d",
    halo: "#fbf9f4",
    focus: "#0a5873",
  },
  dark: {
    status: ["#5cc3fa", "#f5ae1b", "#fb5b57", "#cbefd1", "#9099a6", "#9099a6", "#8fb4cf"],
    water: "#0f1419",
    land: "#1c242b",
    coast: "#414e59",
    border: "#303b45",
    graticule: "#171e25",
    city: "#dfe4e8",
    cityEdge: "#13171b",
    label: "#ecebe7",
    halo: "#13171b",
    focus: "#83cbe4",
  },
};

/** Colours of the largest alliances in the network view; everything else is `other`. */
export const ALLIANCES: Record<Theme, { named: readonly string[]; other: string }> = {
  light: {
    named: ["#1c55a5", "#b4530a", "#0f7a5c", "#8a2a6b", "#6b5b00", "#4b4fa8", "#a3333d", "#2f6f86"],
    other: "#7b8896",
  },
  dark: {
    named: ["#5fb0f5", "#f0a04b", "#4fc99e", "#e28cc6", "#d8c64a", "#a3a6f5", "#f28a8f", "#77c3da"],
    other: "#8591a0",
  },
};
