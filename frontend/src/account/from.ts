/** A page of this program to come back to, from a parameter of an address; undefined for anything else. */
export function readFrom(value: unknown): string | undefined {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 4000) return undefined;
  const address = new URL(value, "http://here.invalid");
  const inside = address.host === "here.invalid" && address.pathname !== "/sign-in";
  return inside ? address.pathname + address.search + address.hash : undefined;
}
