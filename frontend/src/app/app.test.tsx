// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { cleanup, configure, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { I18nextProvider } from "react-i18next";
import { afterEach, describe, expect, it, vi } from "vitest";
import { newAnswers } from "../api/useAnswer";
import { startLanguage } from "../language/language";
import type { Language } from "../view/view";
import { newRouter } from "./router";

const source = {
  id: "s",
  slug: "s",
  title: "A report",
  publisher: "A newspaper",
  url: "https://example.org/",
  date: "2022-03-01",
};
const place = (slug: string, name: string, country: string) => ({ id: slug, slug, name, country });
const organisation = {
  ...place("net", "A network", "SE"),
  aliases: [],
  kind: "NETWORK",
  url: "https://example.org/net",
  campaigns: { nodes: [] },
  pledges: { nodes: [] },
  partnerships: { nodes: [] },
  contacts: { nodes: [] },
  confidence: "DOCUMENTED",
  notes: null,
  recordedAt: "2026-11-22T00:00:00Z",
  sources: [source],
};
const found = { ...place("net", "A network", "SE"), __typename: "Organisation", organisationKind: "NETWORK" };

configure({ asyncUtilTimeout: 120_000 }); // ends a wait for what never comes, and decides nothing

type Question = { query: string; variables: Record<string, unknown> };
let asked: Question[] = [];

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
    ? { data: { search: { nodes: [{ name: "A network", node: found }] } } }
    : { data: { organisation } };

async function open(address: string, language: Language = "en") {
  const words = await startLanguage(language);
  const answers = newAnswers();
  const router = newRouter({ answers, words }, createMemoryHistory({ initialEntries: [address] }));
  render(
    <QueryClientProvider client={answers}>
      <I18nextProvider i18n={words}>
        <RouterProvider router={router} />
      </I18nextProvider>
    </QueryClientProvider>,
  );
  return router;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the search", () => {
  it("leads to a page by keyboard, and the heading of that page has the focus", async () => {
    serve(whole);
    const router = await open("/about?asOf=2021-12-31");
    const user = userEvent.setup();
    await screen.findByRole("heading", { level: 1, name: "About Twingraph" });
    await user.keyboard("/");
    const box = screen.getByRole("combobox");
    expect(document.activeElement).toBe(box);
    await user.type(box, "netw");
    await screen.findByRole("option", { name: /A network/ });
    expect(box.getAttribute("aria-expanded")).toBe("true");
    await user.keyboard("{ArrowDown}");
    expect(box.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option").id);
    await user.keyboard("{Enter}");
    const heading = await screen.findByRole("heading", { level: 1, name: "A network" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(router.state.location.href).toBe("/organisation/net?asOf=2021-12-31");
    expect(document.title).toBe("A network · Twingraph");
  });

  it("asks the server once for a word typed without a pause, and lets Enter wait for the first match", async () => {
    serve(whole);
    await open("/about");
    const user = userEvent.setup({ delay: null }); // no timer can end between two keys
    await user.type(await screen.findByRole("combobox"), "network{Enter}");
    await screen.findByRole("heading", { level: 1, name: "A network" });
    const searches = asked.filter(({ query }) => query.includes("query Search"));
    expect(searches.map(({ variables }) => variables.query)).toEqual(["network"]);
  });

  it("never opens what an earlier text found", async () => {
    const other = { ...found, slug: "net-of-old", name: "Old network" };
    serve((question) =>
      question.variables.query === "net"
        ? { data: { search: { nodes: [{ name: "Old network", node: other }] } } }
        : whole(question),
    );
    const router = await open("/about");
    const box = await screen.findByRole("combobox");
    await userEvent.type(box, "net");
    await screen.findByRole("option", { name: /Old network/ });
    await userEvent.type(box, "work{ArrowDown}{Enter}");
    await screen.findByRole("heading", { level: 1, name: "A network" });
    expect(router.state.location.pathname).toBe("/organisation/net");
  });

  it("says so when nothing is found", async () => {
    serve(() => ({ data: { search: { nodes: [] } } }));
    await open("/about");
    await userEvent.type(await screen.findByRole("combobox"), "Atlantis");
    await screen.findByText(/Nothing is called “Atlantis”/);
    expect(screen.queryByRole("option")).toBeNull();
  });
});

describe("a page", () => {
  it("says why it cannot be shown, and goes on when the server answers again", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await open("/organisation/net");
    await screen.findByRole("heading", { level: 1, name: "The server does not answer" });
    serve(whole);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("heading", { level: 1, name: "A network" });
  });

  it("says what the server refused", async () => {
    serve(() => ({ errors: [{ message: "the store is unavailable", extensions: { code: "UNAVAILABLE" } }] }));
    await open("/organisation/net");
    await screen.findByText("The server could not answer: the store is unavailable.");
  });

  it("shows how far it is while it is still being computed, and goes on by itself", async () => {
    const message = "still being computed, 40 %";
    serve(() => ({ errors: [{ message, extensions: { code: "NOT_READY", progress: 0.4 } }] }));
    await open("/organisation/net");
    const progress = await screen.findByRole("progressbar", { name: "Share that is done" });
    expect([progress.getAttribute("value"), progress.parentElement?.textContent]).toEqual(["0.4", " 40%"]);
    expect(screen.queryByRole("alert")).toBeNull();
    serve(whole);
    await screen.findByRole("heading", { level: 1, name: "A network" }, { timeout: 5000 });
  });

  it("says when its record does not exist, and offers no second try", async () => {
    const message = 'there is no Organisation "net"; search finds ids by name';
    serve(() => ({ data: { organisation: null }, errors: [{ message, extensions: { code: "NOT_FOUND" } }] }));
    await open("/organisation/net");
    await screen.findByText(/there is no Organisation "net"/);
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("shows sources and confidence one click away", async () => {
    serve(whole);
    await open("/organisation/net");
    await userEvent.click(await screen.findByRole("button", { name: "1 source: A network" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole("link", { name: "A report" }).getAttribute("href")).toBe("https://example.org/");
    dialog.getByText(/seen in a stored source/);
  });

  it("does not exist at an address that is none", async () => {
    await open("/nowhere");
    await screen.findByRole("heading", { level: 1, name: "Nothing at this address" });
  });
});

describe("what the address says", () => {
  it("chooses language and theme", async () => {
    await open("/about?lang=pl&theme=dark");
    await screen.findByRole("heading", { level: 1, name: "O Twingraphie" });
    expect(document.documentElement.lang).toBe("pl");
    expect(document.documentElement.dataset.theme).toBe("dark");
  });

  it("follows the switches", async () => {
    const router = await open("/about");
    await userEvent.click(await screen.findByRole("button", { name: "Language: English" }));
    await userEvent.click(await screen.findByRole("menuitemradio", { name: "Deutsch" }));
    await screen.findByRole("heading", { level: 1, name: "Über Twingraph" });
    expect(router.state.location.href).toBe("/about?lang=de");
    await userEvent.click(await screen.findByRole("button", { name: /^Darstellung/ }));
    await userEvent.click(await screen.findByRole("menuitemradio", { name: "Dunkel" }));
    await waitFor(() => expect(router.state.location.href).toBe("/about?lang=de&theme=dark"));
  });

  it("gives the day of the question", async () => {
    const router = await open("/about?asOf=2021-12-31");
    const field = await screen.findByLabelText("As of");
    expect((field as HTMLInputElement).value).toBe("2021-12-31");
    await userEvent.click(screen.getByRole("button", { name: "Today" }));
    await waitFor(() => expect(router.state.location.href).toBe("/about"));
  });
});
