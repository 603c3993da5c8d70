import { once } from "node:events";
import { connect, createServer } from "node:net";

export const options = { expected: /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/ };

/** The server stops and comes back: here a door in front of it, which can be shut. */
export default async function outage({ page, origin, origins, check, picture }) {
  const { hostname, port } = new URL(origin);
  const door = await openDoor(hostname, Number(port), 0);
  origins.push(door.origin);
  let reopened;
  try {
    await check("a page that was loaded stays when the server stops", async () => {
      await page.goto(`${door.origin}/city/murmansk-ru`);
      await page.getByRole("heading", { level: 2, name: /Suspended/ }).waitFor();
      await door.shut();
      await page.getByRole("button", { name: /sources?: Murmansk/ }).click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
    });

    await check("what cannot be loaded says why", async () => {
      await page.getByRole("region").getByRole("link").first().click();
      await page.getByRole("heading", { level: 1, name: "The server does not answer" }).waitFor();
      await picture("outage");
    });

    await check("the page goes on by itself when the server is back", async () => {
      reopened = await openDoor(hostname, Number(port), door.port);
      await page.getByRole("heading", { level: 2, name: /Suspended/ }).waitFor();
    });
  } finally {
    await door.shut();
    await reopened?.shut();
  }
}

/** Opens a port of this machine that leads to the server; 0 takes a free one. */
async function openDoor(host, target, wanted) {
  const sockets = new Set();
  const server = createServer((inner) => {
    const outer = connect(target, host);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        inner.destroy();
        outer.destroy();
      });
    }
    inner.pipe(outer).pipe(inner);
  });
  server.listen(wanted, host);
  await once(server, "listening");
  const { port } = server.address();
  return {
    port,
    origin: `http://${host}:${port}`,
    async shut() {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}
