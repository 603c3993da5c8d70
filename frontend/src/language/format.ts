// Dates, numbers and names of countries as a language writes them.

/** A partial date in words: “2022”, “March 2022”, “1 March 2022”; what is no date stays as it is. */
export function dateWords(date: string | null | undefined, language: string): string {
  if (!date) return "";
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date);
  if (!parts) return date;
  const [, year, month, day] = parts;
  if (!month) return String(Number(year));
  const instant = new Date(0);
  instant.setUTCFullYear(Number(year), Number(month) - 1, Number(day ?? 1));
  return new Intl.DateTimeFormat(locale(language), {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    ...(day ? { day: "numeric" } : {}),
  }).format(instant);
}

/** An instant to the minute, in UTC. */
export function instantWords(instant: string, language: string): string {
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return instant;
  return new Intl.DateTimeFormat(locale(language), {
    timeZone: "UTC",
    dateStyle: "long",
    timeStyle: "short",
  }).format(time);
}

/** A country's name by its ISO code; what is no code stays as it is. */
export function countryName(code: string | null | undefined, language: string): string {
  if (!code) return "";
  try {
    return new Intl.DisplayNames(locale(language), { type: "region", fallback: "code" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** A number with the language's separators. */
export function numberWords(value: number, language: string): string {
  return new Intl.NumberFormat(locale(language)).format(value);
}

/** “a, b and c”. */
export function listWords(items: string[], language: string): string {
  return new Intl.ListFormat(locale(language), { type: "conjunction" }).format(items);
}

/** English dates are written day first, as in the data's sources. */
function locale(language: string): string {
  return language === "en" ? "en-GB" : language;
}
