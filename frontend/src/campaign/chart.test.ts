import { describe, expect, it } from "vitest";
import { chartOf } from "./chart";

const milestone = {
  by: "2024-01-01",
  pledges: 20,
  reached: false,
  reachedOn: null,
  claimed: null,
  missing: 10,
  perMonth: 1,
  late: true,
};

describe("the chart of a campaign", () => {
  it("has steps from its start to the day, and its milestones", () => {
    const chart = chartOf(
      {
        asOf: "2024-01-01",
        pledges: 10,
        byMonth: [
          { month: "2022-07", new: 4, total: 4 },
          { month: "2023-01", new: 6, total: 10 },
        ],
        milestones: [milestone],
      },
      "2022-01",
    );
    expect(chart?.top).toBe(20);
    expect(chart?.years).toEqual([
      { year: 2022, x: 0 },
      { year: 2023, x: 50 },
      { year: 2024, x: 100 },
    ]);
    expect(chart?.steps).toEqual([
      { x: 0, y: 0 },
      { x: 25, y: 0 },
      { x: 25, y: 20 },
      { x: 50, y: 20 },
      { x: 50, y: 50 },
      { x: 100, y: 50 },
    ]);
    expect(chart?.milestones).toEqual([{ pledges: 20, reached: false, y: 100, x: 100 }]);
  });

  it("is none where no pledge is dated", () => {
    expect(chartOf({ asOf: "2024-01-01", pledges: 3, byMonth: [], milestones: [] }, null)).toBeNull();
  });
});
