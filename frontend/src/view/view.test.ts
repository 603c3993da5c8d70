import { describe, expect, it } from "vitest";
import { readParameters, writeParameters } from "./address";
import { day, readView, times, type View } from "./view";

describe("the view", () => {
  it("is read from an address as it was written", () => {
    const view: View = {
      asOf: "2022-03-01",
      knownAt: "2026-11-22T00:00:00Z",
      compare: "2021-12-31",
      focus: "murmansk-ru",
      statuses: ["SUSPENDED", "ENDED"],
      lists: "hidden",
      lang: "pl",
      theme: "dark",
    };
    const address = writeParameters({ ...view });
    expect(address).toBe(
      "?asOf=2022-03-01&knownAt=2026-11-22T00:00:00Z&compare=2021-12-31&focus=murmansk-ru&statuses=SUSPENDED,ENDED&lists=hidden&lang=pl&theme=dark",
    );
    expect(readView(readParameters(address))).toEqual(view);
  });

  it("is empty where nothing is said", () => {
    expect(readView({})).toEqual({});
    expect(writeParameters({ asOf: undefined, statuses: [], focus: "" })).toBe("");
  });

  it.each([
    ["a day that is none", "?asOf=yesterday"],
    ["a day that the calendar lacks", "?asOf=2022-02-30"],
    ["an instant without zone", "?knownAt=2022-02-03T10:00:00"],
    ["an instant that is none", "?knownAt=2022-13-03T10:00:00Z"],
    ["a focus that is no slug", "?focus=%3Cscript%3E"],
    ["statuses that are none", "?statuses=GREAT"],
    ["lists that are neither shown nor hidden", "?lists=perhaps"],
    ["a language that is not spoken here", "?lang=tlh"],
    ["a theme that is none", "?theme=neon"],
  ])("drops %s", (_what, address) => expect(readView(readParameters(address))).toEqual({}));

  it("keeps the known ones among the statuses, in one order, and takes all of them for no choice", () => {
    expect(readView({ statuses: "ENDED,GREAT,ACTIVE,ENDED" }).statuses).toEqual(["ACTIVE", "ENDED"]);
    expect(readView({ statuses: "NOT_ESTABLISHED,UNKNOWN,CONTESTED,ENDED,SUSPENDED,ACTIVE" }).statuses).toBeUndefined();
  });

  it("gives a question the times that differ from the usual ones", () => {
    expect(times({})).toEqual({});
    expect(times({ asOf: "2022-03-01", theme: "dark" })).toEqual({ asOf: "2022-03-01" });
  });
});

describe("a day", () => {
  it.each([
    ["2024-02-29", "2024-02-29"],
    ["2023-02-29", undefined],
    ["0987-01-01", "0987-01-01"],
    ["2023-2-9", undefined],
    [2023, undefined],
  ])("%s is %s", (text, expected) => expect(day(text)).toBe(expected));
});
