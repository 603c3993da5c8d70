import type { CityQuery } from "../api/operations";

/** What the page of a city shows of it. */
export type City = NonNullable<CityQuery["city"]>;
