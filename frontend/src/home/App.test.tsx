import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "./App";

const chicago = { __typename: "City", id: "1", slug: "chicago-il-us", name: "Chicago", kind: "CITY", country: "US" };
const moscow = { __typename: "City", id: "2", slug: "moscow-ru", name: "Moscow", kind: "CITY", country: "RU" };
const source = { id: "s", title: "A newspaper", publisher: null, url: "https://example.org/", date: "2022-03-01" };
const link = {
  id: "3",
  slug: "chicago-il-us--moscow-ru",
  kind: "SISTER_CITY",
  cities: [moscow, chicago],
  status: {
    status: "SUSPENDED",
    since: "2022-03-01",
    exact: true,
    unilateral: true,
    disputed: true,
    underReview: false,
    basis: "DECISION",
    lastConfirmed: "2022-03-01",
    governing: [
      { id: "4", type: "SUSPENDED", side: chicago, date: "2022-03-01", decidedBy: "MAYOR", reason: "War", sources: [] },
    ],
    before: null,
    after: null,
  },
  disputes: ["STATUS", "PARTIES"],
  disputeNote: "One report calls it ended",
  sources: [source],
};
const card = { localName: "Chicago", region: "Illinois", population: 2664452, sources: [source] };

type Question = { query: string; variables: Record<string, unknown> };
let asked: Question[];

/** Answers every question with what `answer` gives for it. */
function serve(answer: (question: Question) => unknown) {
  asked = [];
  vi.stubGlobal("fetch", async (_url: string, { body }: { body: string }) => {
    const question: Question = JSON.parse(body);
    asked.push(question);
    return Response.json(answer(question));
  });
}

const whole = ({ query }: Question) =>
  query.includes("query Search")
    ? { data: { search: [{ name: "Chicago", node: chicago }] } }
    : { data: { city: { ...chicago, ...card, links: { totalCount: 1, nodes: [link] } } } };

beforeEach(() => history.replaceState(null, "", "/"));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the start page", () => {
  it("finds a city by keyboard and shows its link with its status and who says so", async () => {
    serve(whole);
    const user = userEvent.setup();
    render(<App />);
    const box = screen.getByRole("combobox");
    await user.type(box, "Chicag");
    await screen.findByRole("option", { name: /Chicago/ });
    expect(box.getAttribute("aria-expanded")).toBe("true");
    await user.keyboard("{ArrowDown}");
    expect(box.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option").id);
    await user.keyboard("{Enter}");

    const heading = await screen.findByRole("heading", { level: 2, name: "Chicago" });
    expect(document.activeElement).toBe(heading);
    expect(location.search).toBe("?city=chicago-il-us");
    screen.getByRole("heading", { level: 3, name: /Suspended/ });
    screen.getByRole("button", { name: "Moscow" });
    screen.getByText("since 1 March 2022, by a decision of a side");
    screen.getByText("disputed");
    screen.getByText("Sources disagree about whether it stands and who its parties are: One report calls it ended.");
    screen.getByText("Suspended by Chicago (mayor), 1 March 2022: War");
  });

  it("asks the server once for a word typed without a pause", async () => {
    serve(whole);
    render(<App />);
    await userEvent.type(screen.getByRole("combobox"), "Chicago");
    await screen.findByRole("option");
    expect(asked.map(({ variables }) => variables.query)).toEqual(["Chicago"]);
  });

  it("lets Enter wait for the first match", async () => {
    serve(whole);
    render(<App />);
    await userEvent.type(screen.getByRole("combobox"), "Chicago{Enter}");
    await screen.findByRole("heading", { level: 2, name: "Chicago" });
  });

  it("says so when nothing is found", async () => {
    serve(() => ({ data: { search: [] } }));
    render(<App />);
    await userEvent.type(screen.getByRole("combobox"), "Atlantis");
    await screen.findByText(/Nothing is called “Atlantis”/);
    expect(screen.queryByRole("option")).toBeNull();
  });

  it("asks for the date in its address", async () => {
    history.replaceState(null, "", "/?city=chicago-il-us&asOf=2021-12-31");
    serve(whole);
    render(<App />);
    await screen.findByText("One tie on 31 December 2021.");
    expect(asked[0]?.variables).toEqual({ id: "chicago-il-us", asOf: "2021-12-31" });
  });

  it("says why it cannot answer, and tries again", async () => {
    history.replaceState(null, "", "/?city=chicago-il-us");
    serve(() => ({ errors: [{ message: "the store is unavailable" }] }));
    render(<App />);
    await screen.findByText("The server could not answer: the store is unavailable");
    serve(whole);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("heading", { level: 2, name: "Chicago" });
  });

  it("says when the server cannot be reached", async () => {
    history.replaceState(null, "", "/?city=chicago-il-us");
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    render(<App />);
    await screen.findByText(/The server did not answer/);
  });

  it("says when an old link leads nowhere", async () => {
    history.replaceState(null, "", "/?city=atlantis");
    const message = 'there is no City "atlantis"; search finds ids by name';
    serve(() => ({ data: { city: null }, errors: [{ message, extensions: { code: "NOT_FOUND" } }] }));
    render(<App />);
    await screen.findByText(/Nothing can be shown here: there is no City "atlantis"/);
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("says whether a resolution was in force, and how exactly that is known", async () => {
    history.replaceState(null, "", "/?resolution=a-text&asOf=2021-03-15");
    const dates = { adopted: null, adoptedBy: "2022-11", inForceOn: null, amended: null, repealed: "2021-03" };
    const ends = { annulled: null, lapsed: null, rejected: null, notInForceBy: null };
    const text = { id: "r", slug: "a-text", title: "A text", kind: "FAMILY_CHARTER", city: chicago, sources: [source] };
    serve(() => ({ data: { resolution: { ...text, ...dates, ...ends, inForce: { value: "FALSE", exact: false } } } }));
    render(<App />);
    await screen.findByRole("heading", { level: 2, name: "A text" });
    screen.getByText("Not in force");
    screen.getByText(/on 15 March 2021 \(day not exact\)/);
    screen.getByText("Adopted by");
  });
});
