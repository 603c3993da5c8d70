import type { TwinningLinkFilter } from "../api/operations";

/** What news of links a feed is about; nothing for that of all links. */
export interface Followed {
  /** The slug of a city of the links. */
  city?: string;
  /** The code of a country of one of their cities. */
  country?: string;
  filter?: TwinningLinkFilter | undefined;
}

/** The address of a feed of news, as feed readers take it. */
export function feedAddress({ city, country, filter }: Followed, origin = location.origin): string {
  const address = new URL("/feed/status.atom", origin);
  if (city) address.searchParams.set("city", city);
  if (country) address.searchParams.set("country", country);
  if (filter) address.searchParams.set("filter", JSON.stringify(filter));
  return address.href;
}
