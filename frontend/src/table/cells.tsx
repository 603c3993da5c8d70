import { Link } from "@tanstack/react-router";
import type { PlaceFragment } from "../api/operations";
import { webAddress } from "../record/webAddress";
import type { Words } from "./list";

/** A city in a cell: its name leads to its page. */
export function CityName({ city, format }: { city: PlaceFragment; format: Words["format"] }) {
  return (
    <>
      <Link to="/city/$id" params={{ id: city.slug }}>
        {city.name}
      </Link>{" "}
      <span className="quiet-words">{format.country(city.country)}</span>
    </>
  );
}

interface Named {
  id: string;
  slug: string;
  name: string;
}

/** An organisation in a cell. */
export function OrganisationName({ organisation }: { organisation: Named }) {
  return (
    <Link to="/organisation/$id" params={{ id: organisation.slug }}>
      {organisation.name}
    </Link>
  );
}

/** Cities and organisations one after the other. */
export function Parties({
  cities,
  organisations = [],
  format,
}: {
  cities: readonly PlaceFragment[];
  organisations?: readonly Named[];
  format: Words["format"];
}) {
  return (
    <ul className="parties">
      {cities.map((city) => (
        <li key={city.id}>
          <CityName city={city} format={format} />
        </li>
      ))}
      {organisations.map((organisation) => (
        <li key={organisation.id}>
          <OrganisationName organisation={organisation} />
        </li>
      ))}
    </ul>
  );
}

/** An address of the web as a link without its scheme; any other text as it is. */
export function WebAddress({ text }: { text: string | null }) {
  const url = webAddress(text);
  return url ? (
    <a href={url} rel="noreferrer">
      {url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "")}
    </a>
  ) : (
    text
  );
}

/** A city as a text. */
export const cityText = (city: PlaceFragment, { format }: Words) =>
  [city.name, format.country(city.country)].filter(Boolean).join(", ");
