// @vitest-environment happy-dom
import { createMemoryHistory } from "@tanstack/react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { newAnswers } from "../api/useAnswer";
import { startLanguage } from "../language/language";
import addresses from "./addresses.json";
import { newRouter } from "./router";

// Pages ask for their data while their code is loaded; here nobody answers.
beforeEach(() => void vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch"))));

async function at(address: string) {
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = newRouter({ answers: newAnswers(), words: await startLanguage("en") }, history);
  await router.load();
  return router;
}

describe("the pages", () => {
  it("are those whose addresses the server answers", async () => {
    const router = await at("/about");
    expect(Object.keys(router.routesByPath).sort()).toEqual([...addresses].sort());
  });

  it("hand the lasting parts of the view on, and only these", async () => {
    const router = await at("/?asOf=2021-12-31&focus=murmansk-ru&lang=pl");
    await router.navigate({ to: "/about" });
    expect(router.state.location.href).toBe("/about?asOf=2021-12-31&lang=pl");
    await router.navigate({ to: "/about", search: { asOf: undefined } });
    expect(router.state.location.href).toBe("/about?lang=pl");
  });

  it("are found under the addresses that records had before", async () => {
    const router = await at("/?city=chicago-il-us&asOf=2021-12-31");
    expect(router.state.location.href).toBe("/city/chicago-il-us?asOf=2021-12-31");
  });
});
