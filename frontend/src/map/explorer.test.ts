import { describe, expect, it } from "vitest";
import { madeUpNetwork } from "../../measure/network.mjs";
import { kindMask, readExplorer, readPlace, shownDays, statusesOf, statusMask, wishOf, writePlace } from "./explorer";
import { dayOf, readNetwork } from "./network";
import { ALL_STATUSES, ENDED, SUSPENDED } from "./status";

describe("the explorer's part of an address", () => {
  it("is read as it was written", () => {
    const written = {
      link: "a-b",
      at: "52.1,13.4,3",
      kinds: ["TWINNING"],
      span: "2021",
      single: true,
      colour: "status",
      around: true,
    };
    expect(readExplorer(written)).toEqual(written);
    expect(readExplorer({ ...written, kinds: "TWINNING", single: "true", around: "true" })).toEqual(written);
  });

  it("drops what makes no sense, and what is usual", () => {
    expect(
      readExplorer({ link: "<b>", at: "here", kinds: 3, span: "1066", single: "no", colour: "red", around: 1 }),
    ).toEqual({});
    expect(readExplorer({ span: "2014" })).toEqual({});
  });

  it.each(["52.1,13.4,3", "-33,151.2,12.5", "0,0,1"])("keeps the place %s", (text) => {
    const place = readPlace(text);
    expect(place && writePlace(place)).toBe(text);
  });

  it.each(["", "1,2", "1,2,3,4", "a,b,c", "1,2,0", "1e9,0,1"])("knows no place %s", (text) =>
    expect(readPlace(text)).toBeNull(),
  );

  it("names statuses, and nothing for all of them", () => {
    expect(statusMask(undefined)).toBe(ALL_STATUSES);
    expect(statusesOf(ALL_STATUSES)).toBeUndefined();
    expect(statusesOf((1 << SUSPENDED) | (1 << ENDED))).toEqual(["SUSPENDED", "ENDED"]);
    expect(statusMask(["SUSPENDED", "ENDED"])).toBe((1 << SUSPENDED) | (1 << ENDED));
  });
});

describe("what is wanted of the map", () => {
  const network = readNetwork(madeUpNetwork(20, 40));
  const today = dayOf("2026-11-22");
  const look = { theme: "light", language: "en", colour: "status" } as const;

  it("is today and everything when the address is empty", () => {
    const wish = wishOf(network, {}, shownDays({}, today), look);
    expect(wish).toMatchObject({
      day: today,
      since: null,
      statuses: ALL_STATUSES,
      kinds: 7,
      city: -1,
      link: -1,
      single: false,
    });
  });

  it("takes two days in the order of time, whichever way they are named", () => {
    const expected = { since: dayOf("2021-12-31"), day: dayOf("2022-12-31") };
    expect(shownDays({ asOf: "2022-12-31", compare: "2021-12-31" }, today)).toEqual(expected);
    expect(shownDays({ asOf: "2021-12-31", compare: "2022-12-31" }, today)).toEqual(expected);
  });

  it("finds cities, links and kinds by name", () => {
    const wish = wishOf(
      network,
      { focus: "city-3", link: "link-5", kinds: ["FRIENDSHIP"] },
      shownDays({}, today),
      look,
    );
    expect(wish).toMatchObject({ city: 3, link: 5, kinds: 0b10 });
    expect(kindMask(network, ["NO_SUCH"])).toBe(7);
  });
});
