export const options = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** On a phone two fingers zoom the map and one moves it, at the screen's own resolution. */
export default async function touch({ page, origin, check, picture }) {
  await page.goto(origin);
  await page.locator('.stage[data-drawn="true"]').waitFor();
  const canvas = page.locator(".stage canvas");
  const box = await canvas.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const fingers = (type, ...points) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
    });
  const at = () => (new URL(page.url()).searchParams.get("at") ?? "").split(",").map(Number);

  await check("the picture has two device pixels for each of the page's", async () => {
    const ratio = await canvas.evaluate((element) => element.width / element.clientWidth);
    if (ratio !== 2) throw new Error(`it has ${ratio}`);
  });

  await check("two fingers that part zoom in", async () => {
    await fingers("touchStart", [x - 30, y], [x + 30, y]);
    for (let d = 30; d <= 110; d += 10) await fingers("touchMove", [x - d, y], [x + d, y]);
    await fingers("touchEnd");
    await page.waitForURL(/at=/);
    await picture("phone-map");
  });

  await check("one finger moves the picture, and the page stays where it is", async () => {
    const [, before] = at();
    await fingers("touchStart", [x, y]);
    for (let d = 0; d <= 120; d += 10) await fingers("touchMove", [x - d, y]);
    await fingers("touchEnd");
    await page.waitForURL((url) => Number(url.searchParams.get("at").split(",")[1]) > before);
    const scrolled = await page.evaluate(() => scrollY);
    if (scrolled !== 0) throw new Error(`the page scrolled by ${scrolled}`);
  });
}
