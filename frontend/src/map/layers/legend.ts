/**
 * What a mark on the map means, beside the statuses, whose colours and marks all layers share. `text` is a key of the
 * catalogues under `map.legend`.
 */
export type LegendEntry =
  | { kind: "dot"; radius: number; text: "fewLinks" | "manyLinks" }
  | { kind: "ribbon"; text: "ribbon" }
  | { kind: "disc"; text: "disc" }
  | { kind: "listed"; text: "listed" };
