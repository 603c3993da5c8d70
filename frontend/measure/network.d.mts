import type { NetworkFile } from "../src/map/network";
import type { LayoutFile } from "../src/network/useLayout";

export function random(seed: number): () => number;
export function madeUpNetwork(cityCount: number, linkCount: number, seed?: number): NetworkFile;
export function madeUpLayout(network: NetworkFile, seed?: number): LayoutFile;
