import { describe, expect, it } from "vitest";
import type { HistoryQuery } from "../api/operations";
import { lifeOf } from "./useHistory";

const step = (number: number, kind: "ADDED" | "CORRECTED") => ({
  kind,
  reason: null,
  movedTo: null,
  change: { number, recordedAt: `2026-11-0${number}T00:00:00Z`, actor: "A. Editor", note: "" },
  changes: [],
});
const page = (...nodes: ReturnType<typeof step>[]): HistoryQuery => ({
  node: {
    __typename: "City",
    id: "c",
    versions: { totalCount: 3, pageInfo: { startCursor: "x", hasPreviousPage: false }, nodes },
  },
});

describe("the life of a record", () => {
  it("is one list of steps with the latest first, over all pages", () => {
    const life = lifeOf([page(step(2, "CORRECTED"), step(3, "CORRECTED")), page(step(1, "ADDED"))]);
    expect(life.steps.map(({ change }) => change.number)).toEqual([3, 2, 1]);
    expect(life).toMatchObject({ word: "City", total: 3 });
  });

  it("is empty for what has none", () => {
    expect(lifeOf([{ node: null }])).toEqual({ word: "", steps: [], total: 0 });
  });
});
