/** Where the server takes proposals of everybody, a reader reports what is wrong without a sign-in, and can take it back. */
export default async function anonymous({ page, origins, check, settled, accessible, picture }) {
  const open = process.env.OPEN_SERVER;
  if (!open) throw new Error("OPEN_SERVER is not set: serve a second one with --open-proposals");
  origins.push(open);
  const main = page.getByRole("main");
  const keys = []; // of what was sent
  page.on("request", (request) => {
    const { query = "", variables } = JSON.parse(request.postData() ?? "{}");
    if (/^mutation Propose\(/.test(query) && !variables.dryRun) keys.push(variables.key);
  });
  let kept = "";

  await check("the form works without a sign-in, and says what becomes of the name", async () => {
    await page.goto(`${open}/city/tromso-no`);
    await main.getByRole("link", { name: "Report or correct" }).last().click();
    await main.getByText("What you send waits for a reviewer").waitFor();
    await main.getByLabel("a new source").check();
    await main.getByLabel("Title (needed)").fill("A yearbook of a test");
    await main.getByLabel("Inhabitants").fill("78745");
    await main.getByLabel("In a sentence").fill("The number of inhabitants has changed");
    await main.getByText("The address is removed once they have decided").waitFor();
    await main.getByLabel("Name", { exact: true }).fill("Nora");
    await main.getByRole("button", { name: "Show what would change" }).click();
    await main.getByRole("button", { name: "Propose it" }).waitFor();
    await settled();
    await accessible(page);
  });

  await check("an answer that is lost does not hand it in twice, and the secret is shown", async () => {
    let lost = 0;
    await page.route("**/graphql", async (route) => {
      const { query, variables } = JSON.parse(route.request().postData() ?? "{}");
      if (lost > 0 || !/^mutation Propose\(/.test(query) || variables.dryRun) return route.continue();
      lost++;
      await route.fetch(); // it is kept, and nobody hears of it
      await route.fulfill({ status: 200, contentType: "application/json", body: "" });
    });
    await main.getByRole("button", { name: "Propose it" }).click();
    await main.getByRole("alert").getByText("it is kept once").waitFor();
    await main.getByRole("button", { name: "Propose it" }).click();
    await main.getByRole("heading", { name: "Handed in" }).waitFor();
    await main.getByText("It had arrived before").waitFor();
    await page.unroute("**/graphql");
    if (keys.length !== 2 || keys[0] !== keys[1] || keys[0].length < 22) throw new Error(keys.join(" "));
    kept = await main.getByLabel(/^By this address/).inputValue();
    if (!kept.startsWith(`${open}/review?proposal=`) || !kept.includes("#")) throw new Error(kept);
    await settled();
    await accessible(page);
    await picture("anonymous-secret");
  });

  await check("the address is copied", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: open });
    await main.getByRole("button", { name: "Copy the address" }).click();
    await main.getByText("Copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (copied !== kept) throw new Error(copied);
  });

  await check("in another browser it shows what became of the proposal; its secret is sent in no address", async () => {
    const context = await page.context().browser().newContext();
    const other = await context.newPage();
    const addresses = [];
    other.on("request", (request) => addresses.push(request.url(), request.headers().referer ?? ""));
    await other.goto(kept);
    await other.getByRole("heading", { level: 1, name: "Your proposal" }).waitFor();
    await other.getByText("The number of inhabitants has changed").waitFor();
    await other.getByRole("row", { name: /^Inhabitants 41,915 78,745/ }).waitFor();
    const secret = kept.split("#")[1];
    if (addresses.some((address) => address.split("#")[0].includes(secret))) throw new Error("the secret was sent");
    await accessible(other);
    await context.close();
  });

  for (const theme of ["light", "dark"])
    for (const width of [1440, 390])
      await check(`its page is without faults, ${theme}, ${width} pixels wide`, async () => {
        await page.setViewportSize({ width, height: 900 });
        const address = new URL(kept);
        address.searchParams.set("theme", theme);
        await page.goto("about:blank");
        await page.goto(address.href);
        await main.getByRole("button", { name: "Withdraw it" }).waitFor();
        await settled();
        await accessible(page);
        const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        if (wide > shown) throw new Error(`the page is ${wide} pixels wide`);
        await picture(`anonymous-${theme}-${width}`);
      });
  await page.setViewportSize({ width: 1280, height: 800 });

  await check("with another secret there is nothing, and with it the proposal is taken back", async () => {
    await page.goto("about:blank");
    await page.goto(`${kept}x`);
    await main.getByText("There is no such proposal").waitFor();
    await page.goto("about:blank");
    await page.goto(kept);
    await main.getByRole("button", { name: "Withdraw it" }).click();
    await main.getByText("Withdrawn").first().waitFor();
    if ((await main.getByRole("button", { name: "Withdraw it" }).count()) > 0) throw new Error("it is still open");
    await picture("anonymous-withdrawn");
  });
}
