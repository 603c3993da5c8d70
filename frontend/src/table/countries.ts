let known: string[] | undefined;

/** The codes of today's countries, ISO 3166-1 alpha-2, as the browser knows them. */
export function countryCodes(): string[] {
  if (known) return known;
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  // The rest of what has a name: groups of countries, places set aside, codes for tests.
  const none = ["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"];
  known = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(
      (code) => names.of(code) && !none.includes(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
    );
  return known;
}
