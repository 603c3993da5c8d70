import { describe, expect, it } from "vitest";
import { feedAddress } from "./feed";

describe("the address of a feed", () => {
  it.each([
    [{}, "https://t.example/feed/status.atom"],
    [{ city: "tromso-no" }, "https://t.example/feed/status.atom?city=tromso-no"],
    [{ country: "NO" }, "https://t.example/feed/status.atom?country=NO"],
  ])("of %j is %s", (followed, address) => expect(feedAddress(followed, "https://t.example")).toBe(address));

  it("holds a filter as the API takes it", () => {
    const filter = { id: { eq: "a--b" }, status: { in: ["ACTIVE" as const] } };
    const given = new URL(feedAddress({ filter }, "https://t.example")).searchParams.get("filter");
    expect(JSON.parse(given ?? "")).toEqual(filter);
  });
});
