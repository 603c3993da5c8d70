import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { Act } from "../record/Act";
import { Proof } from "../record/Proof";
import { Section } from "../record/Section";
import type { City } from "./city";
import { byYear, type Event, historyOf, listingsOf } from "./history";
import { otherEnd } from "./twins";

/** Everything dated about a city, the latest first, with who decided and who says so. */
export function CityHistory({ city }: { city: City }) {
  const { t } = useTranslation(["city", "record"]);
  const { listings } = useSearch({ from: "/city/$id" });
  const navigate = useNavigate({ from: "/city/$id" });
  const events = historyOf(city, listings === "shown");
  const left = listingsOf(city);
  return (
    <Section title={t("city:history")} className="history">
      {left > 0 && (
        <Button
          className="button listings"
          onPress={() =>
            void navigate({
              search: (shown) => ({ ...shown, listings: listings ? undefined : "shown" }),
              resetScroll: false,
              replace: true,
            })
          }
        >
          {listings ? t("city:hideListings", { count: left }) : t("city:showListings", { count: left })}
        </Button>
      )}
      {events.length === 0 && <p>{t("city:noHistory")}</p>}
      {byYear(events).map(([year, inYear]) => (
        <section key={year} className="year" aria-label={year}>
          <h3>{Number(year)}</h3>
          <ol>
            {inYear.map((event) => (
              <EventRow key={event.id} event={event} city={city.id} />
            ))}
          </ol>
        </section>
      ))}
    </Section>
  );
}

function EventRow({ event, city }: { event: Event; city: string }) {
  const { t } = useTranslation("record");
  const format = useFormat();
  return (
    <li>
      <span className="event-date">{event.date ? format.date(event.date) : t("dateUnknown")}</span>
      <EventWords event={event} city={city} />
    </li>
  );
}

function EventWords({ event, city }: { event: Event; city: string }) {
  const { t } = useTranslation(["city", "language"]);
  switch (event.about) {
    case "claim": {
      const other = otherEnd(event.link.cities, city);
      return (
        <Act
          claim={event.claim}
          about={
            <Link to="/link/$id" params={{ id: event.link.slug }}>
              {other?.name}
            </Link>
          }
        />
      );
    }
    case "resolution":
      return (
        <div className="act">
          <p>
            <strong>{t(`city:turn.${event.what}`)}</strong> ·{" "}
            <Link to="/resolution/$id" params={{ id: event.resolution.slug }} lang="en">
              {event.resolution.title}
            </Link>{" "}
            <Proof of={event.resolution.title} {...event.resolution} />
          </p>
        </div>
      );
    case "pledge":
      return (
        <div className="act">
          <p>
            <strong>{t("city:pledged")}</strong> ·{" "}
            <Link to="/campaign/$id" params={{ id: event.pledge.campaign.slug }}>
              {event.pledge.campaign.name}
            </Link>{" "}
            <Proof of={event.pledge.campaign.name} {...event.pledge} />
          </p>
        </div>
      );
  }
}
