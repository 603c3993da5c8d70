import { describe, expect, it } from "vitest";
import type { HistoryQuery } from "../api/operations";
import { namedIn } from "./History";
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

describe("the records that a history names", () => {
  it("are those of fields that refer to records, before and after, and where the record went", () => {
    const changed = (field: string, before: string[], after: string[]) => ({ field, before, after });
    const steps = [
      {
        ...step(2, "CORRECTED"),
        changes: [changed("a", ["one"], ["two"]), changed("kind", ["TWINNING"], ["FRIENDSHIP"])],
      },
      { ...step(1, "ADDED"), movedTo: "one--two" },
    ];
    expect(namedIn("TwinningLink", steps)).toEqual([
      { of: "City", slug: "one" },
      { of: "City", slug: "two" },
      { of: "TwinningLink", slug: "one--two" },
    ]);
  });
});
