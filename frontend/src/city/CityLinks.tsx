import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CityLinkFragment, CityQuery } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { StatusMarks } from "../record/StatusMarks";
import { StatusSign, statusClass } from "../record/StatusSign";
import { byStatus, type Shown, shownStatus } from "../record/status";

/** The ties of a city under a heading for each status. */
export function CityLinks({ city }: { city: NonNullable<CityQuery["city"]> }) {
  const { t } = useTranslation("city");
  const { nodes, totalCount } = city.links;
  if (nodes.length === 0) return <p>{t("noTies")}</p>;
  return (
    <div className="city-links">
      {byStatus(nodes, ({ status }) => shownStatus(status)).map(([shown, links]) => (
        <Group key={shown} shown={shown} links={links} city={city.id} />
      ))}
      {nodes.length < totalCount && <p>{t("more", { shown: nodes.length, all: totalCount })}</p>}
    </div>
  );
}

function Group({ shown, links, city }: { shown: Shown; links: CityLinkFragment[]; city: string }) {
  const { t } = useTranslation("language");
  const format = useFormat();
  const rows = links
    .map((link) => ({ link, other: link.cities.find(({ id }) => id !== city) ?? link.cities[0] }))
    .filter((row) => row.other !== undefined)
    .sort((a, b) => format.compare(a.other?.name ?? "", b.other?.name ?? ""));
  const heading = `status-${shown}`;
  return (
    <section className={`link-group ${statusClass(shown)}`} aria-labelledby={heading}>
      <h2 id={heading}>
        <StatusSign of={shown} /> {t(`status.${shown}`)} <span className="count">{links.length}</span>
      </h2>
      <p className="quiet-words meaning">{t(`statusMeaning.${shown}`)}</p>
      <ul>
        {rows.map(({ link, other }) => (
          <li key={link.id} className="city-link">
            <div>
              {other && (
                <Link to="/city/$id" params={{ id: other.slug }} className="name">
                  {other.name}
                </Link>
              )}{" "}
              <span className="quiet-words">{format.country(other?.country)}</span>
              <StatusMarks standing={link.status} />
            </div>
            <LinkFacts link={link} shown={shown} other={other?.name ?? ""} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LinkFacts({ link, shown, other }: { link: CityLinkFragment; shown: Shown; other: string }) {
  const { t } = useTranslation(["record", "language", "city"]);
  const format = useFormat();
  const { status } = link;
  const statements = [status.governing, status.before?.governing ?? [], status.after?.governing ?? []].flat();
  const sources = [
    ...new Map([...statements.flatMap(({ sources }) => sources), ...link.sources].map((s) => [s.id, s])).values(),
  ];
  return (
    <p className="link-facts">
      <Link to="/link/$id" params={{ id: link.slug }}>
        {t(`language:linkKind.${link.kind}`)}
      </Link>
      {status.since && (
        <>
          {" · "}
          {t("record:since")} {format.date(status.since)}
          {!status.exact && ` (${t("record:notExact")})`}
        </>
      )}
      {status.basis && shown !== "LISTED" && ` · ${t(`language:basis.${status.basis}`)}`}
      {status.before &&
        ` · ${t("city:before", { status: t(`language:status.${status.before.status}`) })} ${format.date(status.before.since)}`}
      {status.after &&
        ` · ${t("city:after", { status: t(`language:status.${status.after.status}`) })} ${format.date(status.after.since)}`}{" "}
      <Proof
        of={other}
        sources={sources}
        confidence={link.confidence}
        notes={link.notes}
        recordedAt={link.recordedAt}
      />
    </p>
  );
}
