import { describe, expect, it } from "vitest";
import {
  address,
  countryName,
  dateWords,
  describeHit,
  disputeWords,
  grouped,
  groupOf,
  inWords,
  type Known,
  type Link,
  type LinkStatus,
  nearestKnown,
  readAddress,
  statementsOf,
  statementWords,
  webAddress,
} from "./model";

const place = (slug: string, name: string) => ({ id: `id-${slug}`, slug, name, country: "US" });
const standing: LinkStatus = {
  status: "ACTIVE",
  since: "1997",
  exact: true,
  unilateral: false,
  disputed: false,
  underReview: false,
  basis: "DECISION",
  lastConfirmed: "1997",
  governing: [],
  before: null,
  after: null,
};

describe("a date in words", () => {
  it.each([
    ["2022", "2022"],
    ["2022-03", "March 2022"],
    ["2022-03-01", "1 March 2022"],
    ["0987-01-01", "1 January 987"],
    ["soon", "soon"],
    [null, ""],
  ])("%s is %s", (date, expected) => expect(dateWords(date)).toBe(expected));
});

describe("the heading of a status", () => {
  it("keeps a tie that only a list shows apart from one that a side acted on", () => {
    expect(groupOf({ status: "ACTIVE", basis: "LISTING" })).toBe("listed");
    expect(groupOf({ status: "ACTIVE", basis: "STATEMENT" })).toBe("active");
  });

  it("never takes unknown for active", () => {
    expect(groupOf({ status: "UNKNOWN", basis: null })).toBe("unknown");
  });

  it("sorts links by the name of the other city and leaves empty headings out", () => {
    const here = place("chicago-il-us", "Chicago");
    const link = (other: ReturnType<typeof place>, status: Partial<LinkStatus>, turned = false): Link => ({
      id: other.slug,
      slug: other.slug,
      kind: "TWINNING",
      cities: turned ? [other, here] : [here, other],
      status: { ...standing, ...status },
      disputes: [],
      disputeNote: null,
      sources: [],
    });
    const found = grouped(
      [
        link(place("osaka-jp", "Osaka"), {}),
        link(place("moscow-ru", "Moscow"), { status: "SUSPENDED" }),
        link(place("kyiv-ua", "Kyiv"), {}, true),
      ],
      here.id,
    );
    expect(found.map(({ group, links }) => [group.key, links.map(({ other }) => other.name)])).toEqual([
      ["suspended", ["Moscow"]],
      ["active", ["Kyiv", "Osaka"]],
    ]);
  });
});

describe("an unknown status", () => {
  it("names the nearest known ones", () => {
    const before: Known = { status: "ACTIVE", since: "1990", governing: [] };
    const after: Known = { status: "SUSPENDED", since: "2022-03", governing: [] };
    expect(nearestKnown({ before, after })).toBe("active before (since 1990); suspended later (from March 2022)");
    expect(nearestKnown({ before: null, after })).toBe("suspended later (from March 2022)");
    expect(nearestKnown({ before: null, after: null })).toBe("");
  });

  it("rests on what the nearest known ones rest on", () => {
    const said = { type: "SUSPENDED", side: null, date: null, authority: "THIRD_PARTY", decidedBy: null, reason: null };
    const nearest = (status: Known["status"], id: string): Known => ({
      status,
      since: null,
      governing: [{ ...said, id, sources: [] }],
    });
    const status = { ...standing, before: nearest("ACTIVE", "1"), after: nearest("ENDED", "2") };
    expect(statementsOf(status).map(({ id }) => id)).toEqual(["1", "2"]);
  });
});

describe("a statement in words", () => {
  const statement = { id: "1", authority: "PARTY_DECISION", reason: null, sources: [] };
  it("says who decided", () => {
    const side = { id: "c", name: "Chicago" };
    expect(statementWords({ ...statement, type: "SUSPENDED", side, date: "2022-03-01", decidedBy: "MAYOR" })).toBe(
      "Suspended by Chicago (mayor), 1 March 2022",
    );
  });
  it("says when a date is not known", () => {
    expect(statementWords({ ...statement, type: "REVIEW_OPENED", side: null, date: null, decidedBy: null })).toBe(
      "Review opened, date not known",
    );
  });
});

describe("a dispute in words", () => {
  it("names what is disputed and why", () => {
    expect(disputeWords({ disputes: [], disputeNote: null })).toBe("");
    expect(disputeWords({ disputes: ["INITIATOR"], disputeNote: null })).toBe(
      "Sources disagree about which side acted.",
    );
    expect(disputeWords({ disputes: ["ESTABLISHED", "STATUS"], disputeNote: "1990 or 1991" })).toBe(
      "Sources disagree about when it was established and whether it stands: 1990 or 1991.",
    );
  });
});

describe("the address", () => {
  it("is read as it was written", () => {
    const choice = { word: "city", slug: "chicago-il-us" } as const;
    expect(address(choice, "2021-12-31")).toBe("/?city=chicago-il-us&asOf=2021-12-31");
    expect(readAddress("?city=chicago-il-us&asOf=2021-12-31")).toEqual({ choice, asOf: "2021-12-31" });
    expect(address(null, "")).toBe("/");
    expect(readAddress("")).toEqual({ choice: null, asOf: "" });
  });
  it("is not trusted with a date", () => {
    expect(readAddress("?city=x&asOf=yesterday").asOf).toBe("");
  });
});

describe("a search hit", () => {
  const city = { __typename: "City", kind: "CITY", ...place("kyiv-ua", "Kyiv"), country: "UA" } as const;
  it("says under which other name it was found", () => {
    expect(describeHit({ node: city, name: "Kiev" }).detail).toBe("city · Ukraine · found as “Kiev”");
    expect(describeHit({ node: city, name: "Kyiv" }).detail).toBe("city · Ukraine");
  });
  it("leads a resolution's reader to its city and date", () => {
    const hit = describeHit({
      name: "A text",
      node: {
        __typename: "Resolution",
        id: "r",
        slug: "r",
        title: "A text",
        resolutionKind: "ANTI_LGBT_DECLARATION",
        adopted: "2019-04",
        city: { name: "Lublin", country: "PL" },
      },
    });
    expect(hit).toEqual({
      choice: { word: "resolution", slug: "r" },
      name: "A text",
      detail: "anti-LGBT declaration · Lublin · April 2019",
    });
  });
});

describe("names and addresses from the data", () => {
  it("spell countries, and kinds, and leave what they do not know as it is", () => {
    expect(countryName("PL")).toBe("Poland");
    expect(countryName("not a code")).toBe("not a code");
    expect(countryName(null)).toBe("");
    expect(inWords("SISTER_CITY")).toBe("sister city");
  });
  it("make links of web addresses only", () => {
    expect(webAddress("https://example.org/a")).toBe("https://example.org/a");
    expect(webAddress("javascript:alert(1)")).toBeNull();
    expect(webAddress(null)).toBeNull();
  });
});
