import { readFile } from "node:fs/promises";

const [firstExample] = JSON.parse(await readFile(new URL("../../src/examples/index.json", import.meta.url), "utf8"));

/** An analyst asks in GraphQL. */
export default async function graphiql({ page, origin, check, answered, picture }) {
  await check("the query editor opens an example and runs it", async () => {
    await page.goto(`${origin}/graphiql`);
    const example = page.getByRole("button", { name: firstExample.title });
    await example.waitFor();
    await page.locator(".graphiql-query-editor .view-line").first().waitFor();
    await answered(page, () => example.click());
    await page.getByRole("button", { name: /^Execute query/ }).waitFor();
    await answered(page, () => page.getByRole("button", { name: /^Execute query/ }).click());
    await page.locator(".result-window .view-line", { hasText: "data" }).first().waitFor();
    await picture("graphiql");
  });

  await check("an address opens one example and runs it, in the dark", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await answered(page, () => page.goto(`${origin}/graphiql?example=chicago-moscow-over-time`));
    await page.getByRole("button", { name: "ChicagoMoscowOverTime", exact: true }).waitFor();
    await page.locator(".graphiql-query-editor .view-line", { hasText: "ChicagoMoscowOverTime" }).waitFor();
    await page.locator(".result-window .view-line", { hasText: "data" }).first().waitFor();
    await picture("graphiql-dark");
  });

  await check("the question behind a page opens in it and runs", async () => {
    await page.goto(`${origin}/city/murmansk-ru?asOf=2022-12-31`);
    const link = page.getByRole("link", { name: "Show as GraphQL" });
    await link.waitFor();
    const data = await answered(page, () => link.click());
    if (data.city?.name !== "Murmansk") throw new Error(`the answer is about ${data.city?.name}`);
    await page.locator(".result-window .view-line", { hasText: "data" }).first().waitFor();
  });
}
