// How parameters are written in an address: plain text that a person can read and change.

/** Reads ?asOf=2022-03-01&statuses=ENDED,SUSPENDED as texts by name; of a name given twice the last counts. */
export function readParameters(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes parameters, lists with commas; empty and missing ones are left out. */
export function writeParameters(parameters: Record<string, unknown>): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const text = Array.isArray(value) ? value.join(",") : value === undefined || value === null ? "" : String(value);
    if (text !== "") written.set(name, text);
  }
  const text = written.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}
