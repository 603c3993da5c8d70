import { describe, expect, it } from "vitest";
import { byStatus, shownStatus } from "./status";

describe("a status as it is shown", () => {
  it("keeps a link that only a list shows apart from one that a side acted on", () => {
    expect(shownStatus({ status: "ACTIVE", basis: "LISTING" })).toBe("LISTED");
    expect(shownStatus({ status: "ACTIVE", basis: "STATEMENT" })).toBe("ACTIVE");
    expect(shownStatus({ status: "SUSPENDED", basis: "OBSERVATION" })).toBe("SUSPENDED");
  });
  it("never takes unknown for active", () => {
    expect(shownStatus({ status: "UNKNOWN", basis: null })).toBe("UNKNOWN");
  });
});

describe("links by status", () => {
  it("begin with what changed, without empty headings", () => {
    expect(byStatus(["ACTIVE", "SUSPENDED", "ACTIVE"] as const, (status) => status)).toEqual([
      ["SUSPENDED", ["SUSPENDED"]],
      ["ACTIVE", ["ACTIVE", "ACTIVE"]],
    ]);
  });
});
