import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { InDispute } from "../record/InDispute";
import { Proof } from "../record/Proof";
import { Since } from "../record/Since";
import { StatusMarks } from "../record/StatusMarks";
import { StatusSign, statusClass } from "../record/StatusSign";
import { Strip, StripAxis } from "../record/Strip";
import { byStatus, type Shown, shownStatus } from "../record/status";
import { type Axis, axisOf } from "../record/strip";
import { useView } from "../view/useView";
import { shownDay } from "../view/view";
import type { City } from "./city";
import { otherEnd } from "./twins";

type CityLink = City["links"]["nodes"][number];

/** The ties of a city under a heading for each status, each with both sides and its past. */
export function CityLinks({ city }: { city: City }) {
  const { t } = useTranslation("city");
  const day = shownDay(useView());
  const { nodes, totalCount } = city.links;
  if (nodes.length === 0) return city.all.totalCount === 0 ? <p>{t("noTies")}</p> : null;
  const axis = axisOf(
    nodes.flatMap(({ spells }) => spells),
    day,
  );
  return (
    <div className="city-links">
      {byStatus(nodes, ({ status }) => shownStatus(status)).map(([shown, links]) => (
        <Group key={shown} shown={shown} links={links} city={city} axis={axis} day={day} />
      ))}
      {nodes.length < totalCount && <p>{t("more", { shown: nodes.length, all: totalCount })}</p>}
    </div>
  );
}

interface GroupProps {
  shown: Shown;
  links: CityLink[];
  city: City;
  axis: Axis;
  day: string;
}

function Group({ shown, links, city, axis, day }: GroupProps) {
  const { t } = useTranslation(["city", "language", "record"]);
  const format = useFormat();
  const rows = links
    .map((link) => ({ link, other: otherEnd(link.cities, city.id) }))
    .sort((a, b) => format.compare(a.other?.name ?? "", b.other?.name ?? ""));
  const heading = `status-${shown}`;
  return (
    <section className={`link-group ${statusClass(shown)}`} aria-labelledby={heading}>
      <div className="link-group-head">
        <h2 id={heading}>
          <StatusSign of={shown} /> {t(`language:status.${shown}`)} <span className="count">{links.length}</span>
        </h2>
        <p className="quiet-words meaning">{t(`language:statusMeaning.${shown}`)}</p>
      </div>
      <table className="links">
        <colgroup>
          <col className="twin-column" />
          <col className="since-column" />
          <col className="sides-column" />
          <col />
          <col className="sources-column" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t("city:twin")}</th>
            <th scope="col">{t("record:since")}</th>
            <th scope="col">{t("city:bothSides")}</th>
            <th scope="col" className="past">
              <span className="hidden">{t("city:past")}</span>
              <StripAxis axis={axis} />
            </th>
            <th scope="col">{t("record:sources")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ link, other }) => (
            <tr key={link.id}>
              <th scope="row">
                {other && (
                  <Link to="/city/$id" params={{ id: other.slug }} className="name">
                    {other.name}
                  </Link>
                )}{" "}
                <span className="quiet-words">{format.country(other?.country)}</span>
                <span className="detail">
                  <Link to="/link/$id" params={{ id: link.slug }}>
                    {t(`language:linkKind.${link.kind}`)}
                  </Link>{" "}
                  <StatusMarks standing={link.status} /> <InDispute cities={link.inDispute} />
                </span>
              </th>
              <td>
                <Standing link={link} shown={shown} />
              </td>
              <td>
                <Sides link={link} shown={shown} />
              </td>
              <td className="past">
                <Strip stretches={link.spells} axis={axis} day={day} />
              </td>
              <td>
                <Proof of={other?.name ?? ""} {...link} sources={sourcesOf(link)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The sources of the tie and of everything said about it. */
function sourcesOf(link: CityLink) {
  const all = [...link.claims.flatMap(({ sources }) => sources), ...link.sources];
  return [...new Map(all.map((source) => [source.id, source])).values()];
}

function Standing({ link: { status }, shown }: { link: CityLink; shown: Shown }) {
  const { t } = useTranslation(["city", "language", "record"]);
  return (
    <>
      <Since of={status} />
      {status.basis && shown !== "LISTED" && <span className="detail">{t(`language:basis.${status.basis}`)}</span>}
      {status.before && (
        <span className="detail">
          {t("city:before", { status: t(`language:status.${status.before.status}`) })} <Since of={status.before} />
        </span>
      )}
      {status.after && (
        <span className="detail">
          {t("city:after", { status: t(`language:status.${status.after.status}`) })} <Since of={status.after} />
        </span>
      )}
    </>
  );
}

/** How each side stands. A list shows a link and never a side: then there is nothing to say of either. */
function Sides({ link: { status }, shown }: { link: CityLink; shown: Shown }) {
  const { t } = useTranslation(["language", "city"]);
  if (shown === "LISTED" && status.sides.every((side) => shownStatus(side) === "LISTED"))
    return <span className="quiet-words">{t("city:noSide")}</span>;
  return (
    <ul className="sides">
      {status.sides.map((side) => (
        <li key={side.city.id}>
          <StatusSign of={shownStatus(side)} /> {side.city.name}: {t(`language:status.${shownStatus(side)}`)}
        </li>
      ))}
    </ul>
  );
}
