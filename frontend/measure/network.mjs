// A made-up network in the form of /export/map.json and /export/layout.json, the same for the same seed: for the tests
// and for measuring how fast the map draws. Its links are longer and its hubs larger than in the real world, which
// makes it harder to draw.

/** Countries with a middle, a spread in degrees and a share of all cities. */
const COUNTRIES = [
  ["DE", 10.4, 51.1, 3, 12],
  ["FR", 2.5, 46.7, 3.5, 12],
  ["PL", 19.3, 52.1, 2.8, 8],
  ["IT", 12.1, 43.3, 3.2, 8],
  ["GB", -1.8, 52.8, 2, 6],
  ["US", -92, 39, 12, 10],
  ["RU", 48, 56, 14, 6],
  ["UA", 31, 49, 3.4, 4],
  ["CZ", 15.4, 49.8, 1.5, 3],
  ["HU", 19.4, 47.2, 1.4, 3],
  ["ES", -3.6, 40.2, 3, 4],
  ["SE", 15.5, 59.4, 3, 2],
  ["NO", 10.3, 61.4, 2.8, 1],
  ["FI", 25.5, 62.2, 2.4, 2],
  ["NL", 5.4, 52.2, 0.8, 2],
  ["JP", 137.6, 35.8, 3, 5],
  ["CN", 113, 31.5, 7, 5],
  ["KR", 127.7, 36.4, 1.2, 2],
  ["BR", -47, -16, 8, 2],
  ["MX", -101, 21.5, 4, 1],
  ["ZA", 26, -29, 3.5, 1],
  ["TR", 34, 39.1, 3.8, 2],
  ["AU", 146, -33, 4, 1],
  ["IN", 78.5, 22, 6, 1],
  ["NZ", 174, -39, 2.5, 1],
]; // prettier-ignore

/** Random numbers in [0, 1) that a seed determines. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A network of so many cities and links. */
export function madeUpNetwork(cityCount, linkCount, seed = 1) {
  const next = random(seed);
  const normal = () => next() + next() + next() - 1.5;
  const shares = COUNTRIES.flatMap((country) => Array(country[4]).fill(country));
  const cities = { id: [], name: [], country: [], kind: [], lat: [], lon: [], population: [] };
  for (let i = 0; i < cityCount; i++) {
    const [code, lon, lat, spread] = shares[Math.floor(next() * shares.length)];
    const placed = next() > 0.01;
    cities.id.push(`city-${i}`);
    cities.name.push(name(next));
    cities.country.push(code);
    cities.kind.push(next() < 0.8 ? 0 : 1);
    cities.lat.push(placed ? round(lat + spread * 0.8 * normal()) : null);
    cities.lon.push(placed ? round(lon + spread * 1.3 * normal()) : null);
    cities.population.push(next() < 0.9 ? Math.round(10 ** (3.5 + 3 * next() ** 2)) : null);
  }
  const links = { id: [], a: [], b: [], kind: [], spells: [] };
  const spells = { from: [], status: [], flags: [] };
  const hub = () => Math.floor(cityCount * next() ** 2.2);
  const war = 19047; // 2022-02-24
  const today = 20779; // 2026-11-22
  for (let i = 0; i < linkCount; i++) {
    const a = hub();
    let b = hub();
    if (b === a) b = (a + 1) % cityCount;
    links.id.push(`link-${i}`);
    links.a.push(a);
    links.b.push(b);
    links.kind.push(next() < 0.7 ? 0 : 1 + Math.floor(next() * 2));
    const began = -5000 + Math.floor(next() * 25500);
    const history = next() < 0.1 ? [[null, 4, 0]] : [[began, 0, next() < 0.4 ? 18 : 2]];
    const touched = [cities.country[a], cities.country[b]].includes("RU");
    if (next() < (touched ? 0.7 : 0.06)) {
      const day = touched ? war + Math.floor(next() ** 2 * 900) : Math.max(began, 0) + 100 + Math.floor(next() * 3000);
      if (day > began && day < today) {
        history.push([day, next() < 0.55 ? 1 : 2, 2 + (next() < 0.5 ? 4 : 0)]);
        if (next() < 0.1 && day + 200 < today) history.push([day + 200, next() < 0.5 ? 0 : 3, 1]);
      }
    }
    links.spells.push(history.length);
    for (const [from, status, flags] of history) {
      spells.from.push(from);
      spells.status.push(status);
      spells.flags.push(flags);
    }
  }
  return {
    version: 1,
    seq: 1,
    asOfDefault: "2026-11-22",
    kinds: ["CITY", "TOWN"],
    linkKinds: ["TWINNING", "FRIENDSHIP", "PARTNERSHIP"],
    statuses: ["ACTIVE", "SUSPENDED", "ENDED", "CONTESTED", "UNKNOWN", "NOT_ESTABLISHED"],
    cities,
    links,
    spells,
  };
}

/** Places and alliances for a network, by country: a layout that needs no computation. */
export function madeUpLayout(network, seed = 2) {
  const next = random(seed);
  const codes = [...new Set(network.cities.country)];
  const alliance = network.cities.country.map((code) => codes.indexOf(code));
  const x = [];
  const y = [];
  for (const group of alliance) {
    const angle = 2.4 * group;
    const middle = 0.25 * Math.sqrt(group + 1);
    x.push(round(middle * Math.cos(angle) + 0.12 * (next() + next() - 1)));
    y.push(round(middle * Math.sin(angle) + 0.12 * (next() + next() - 1)));
  }
  const alliances = codes.map((code, i) => ({ name: code, members: alliance.filter((group) => group === i).length }));
  return { version: 1, seq: network.seq, x, y, alliance, alliances };
}

function name(next) {
  const parts = [
    "ar",
    "bel",
    "cor",
    "dan",
    "el",
    "fri",
    "gor",
    "hal",
    "in",
    "kos",
    "lun",
    "mar",
    "nov",
    "os",
    "pol",
    "ros",
  ];
  const text = Array.from({ length: 2 + Math.floor(next() * 2) }, () => parts[Math.floor(next() * parts.length)]).join(
    "",
  );
  return text[0].toUpperCase() + text.slice(1);
}

function round(value) {
  return Math.round(value * 10_000) / 10_000;
}
