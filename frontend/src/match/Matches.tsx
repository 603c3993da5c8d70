import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { Answered } from "../app/states";
import { useErrorWords } from "../app/useErrorWords";
import { useFormat } from "../language/useFormat";
import { StatusSign } from "../record/StatusSign";
import { byStatus, shownStatus } from "../record/status";
import { csv, save } from "../table/file";
import { useView } from "../view/useView";
import { shownDay } from "../view/view";
import { type Columns, parts, type TownList } from "./list";
import { type Match, type Town, useMatches, useTowns } from "./useMatches";

interface Props {
  list: TownList;
  columns: Columns;
  decided: Record<number, string>;
  decide: (row: number, slug: string) => void;
}

/** How a row stands: as the server says, or decided by the reader. */
type State = Match["outcome"] | "DECIDED";
const states: State[] = ["MATCHED", "DECIDED", "AMBIGUOUS", "UNKNOWN"];

const portion = 100; // rows that are shown at a time

/** The rows of a list with the cities that they mean. */
export function Matches({ list, columns, decided, decide }: Props) {
  const answer = useMatches(list, columns);
  return (
    <Answered answer={answer}>
      {({ matchCities }) => (
        <MatchTable list={list} columns={columns} decided={decided} decide={decide} matches={matchCities} />
      )}
    </Answered>
  );
}

function MatchTable({ list, columns, decided, decide, matches }: Props & { matches: readonly Match[] }) {
  const { t } = useTranslation("match");
  const errorWords = useErrorWords();
  const view = useView();
  const format = useFormat();
  const [only, setOnly] = useState<State | null>(null);
  const [most, setMost] = useState(portion);
  const chosen = (at: number) => decided[at] ?? matches[at]?.city?.slug ?? "";
  const stateOf = (at: number): State => (decided[at] === undefined ? (matches[at]?.outcome ?? "UNKNOWN") : "DECIDED");
  const slugs = [...new Set(matches.map((_, at) => chosen(at)).filter(Boolean))].sort();
  const { towns, waiting, error } = useTowns(slugs);
  const at = matches.map((_, row) => row).filter((row) => only === null || stateOf(row) === only);
  const count = (state: State) => matches.filter((_, row) => stateOf(row) === state).length;
  return (
    <section className="match-answer" aria-busy={waiting}>
      <div className="match-tools">
        <fieldset className="match-counts">
          <legend>{t("show")}</legend>
          <Button className="button" aria-pressed={only === null} onPress={() => setOnly(null)}>
            {t("all", { count: matches.length })}
          </Button>
          {states.map((state) => (
            <Button
              key={state}
              className="button"
              aria-pressed={only === state}
              onPress={() => setOnly(only === state ? null : state)}
            >
              {t(`outcome.${state}`)} <span className="count">{format.number(count(state))}</span>
            </Button>
          ))}
        </fieldset>
        <Button
          className="button"
          isDisabled={waiting || error !== null}
          onPress={() =>
            save(`twingraph-list-${shownDay(view)}.csv`, csv(fileOf(list, matches, chosen, stateOf, towns)))
          }
        >
          {t("take")}
        </Button>
      </div>
      <p role="status" className={error ? "hint failed" : "hint"}>
        {error ? errorWords(error) : t("day", { day: format.date(shownDay(view)) })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="match-box" tabIndex={0} aria-label={t("rows")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("row")}</th>
              {parts.map(
                (part) =>
                  columns[part] >= 0 && (
                    <th key={part} scope="col">
                      {t(`part.${part}`)}
                    </th>
                  ),
              )}
              <th scope="col">{t("result")}</th>
              <th scope="col">{t("city")}</th>
              <th scope="col">{t("links")}</th>
            </tr>
          </thead>
          <tbody>
            {at.slice(0, most).map((row) => (
              <tr key={row}>
                <td>{format.number(row + 1)}</td>
                {parts.map(
                  (part) =>
                    columns[part] >= 0 && (
                      <td key={part} lang="">
                        {list.rows[row]?.[columns[part]]}
                      </td>
                    ),
                )}
                <td>
                  <span className={`outcome outcome-${stateOf(row).toLowerCase()}`}>
                    {t(`outcome.${stateOf(row)}`)}
                  </span>
                  <Why match={matches[row]} slug={chosen(row)} />
                </td>
                <td>
                  <Choice
                    match={matches[row]}
                    label={t("which", { row: row + 1, name: list.rows[row]?.[columns.name] ?? "" })}
                    chosen={decided[row] ?? matches[row]?.city?.slug}
                    decide={(slug) => decide(row, slug)}
                  />
                </td>
                <td>
                  <Links town={towns.get(chosen(row))} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {at.length > most && (
        <Button className="button" onPress={() => setMost(most + portion)}>
          {t("more", { count: Math.min(portion, at.length - most) })}
        </Button>
      )}
    </section>
  );
}

/** Why a row was matched so: the reasons of the candidate that is chosen, or of the likeliest. */
function Why({ match, slug }: { match: Match | undefined; slug: string }) {
  const { t } = useTranslation("match");
  const format = useFormat();
  const candidate = match?.candidates.find(({ city }) => city.slug === slug) ?? match?.candidates[0];
  if (!candidate) return null;
  return <span className="why">{format.list(candidate.reasons.map((reason) => t(`reason.${reason}`)))}</span>;
}

/** Lets the reader decide which of the candidates is meant. */
function Choice({
  match,
  label,
  chosen,
  decide,
}: {
  match: Match | undefined;
  label: string;
  chosen: string | undefined;
  decide: (slug: string) => void;
}) {
  const { t } = useTranslation("match");
  const format = useFormat();
  if (!match || match.candidates.length === 0) return <span className="quiet-words">{t("nobody")}</span>;
  const where = ({ name, region, country }: Match["candidates"][number]["city"]) =>
    [name, region, format.country(country)].filter(Boolean).join(", ");
  return (
    <span className="choice">
      <select aria-label={label} value={chosen ?? "?"} onChange={({ target }) => decide(target.value)}>
        {chosen === undefined && (
          <option value="?" disabled>
            {t("decide")}
          </option>
        )}
        {match.candidates.map(({ city, score }) => (
          <option key={city.slug} value={city.slug}>
            {where(city)} ({format.number(Math.round(score * 100))} %)
          </option>
        ))}
        <option value="">{t("none")}</option>
      </select>
      {chosen && (
        <Link to="/city/$id" params={{ id: chosen }} aria-label={t("open", { name: chosen })}>
          {t("page")}
        </Link>
      )}
    </span>
  );
}

/** The links of a city on the day, under their statuses. */
function Links({ town }: { town: Town | undefined }) {
  const { t } = useTranslation(["match", "language"]);
  const format = useFormat();
  if (!town) return null;
  if (town.links.totalCount === 0) return <span className="quiet-words">{t("noLinks")}</span>;
  return (
    <details>
      <summary>
        {byStatus(town.links.nodes, ({ status }) => shownStatus(status)).map(([shown, links]) => (
          <span key={shown} className="tally">
            <StatusSign of={shown} /> {t(`language:status.${shown}`)} {format.number(links.length)}
          </span>
        ))}
      </summary>
      <ul>
        {town.links.nodes.map((link) => (
          <li key={link.slug}>
            <StatusSign of={shownStatus(link.status)} />{" "}
            <Link to="/link/$id" params={{ id: link.slug }}>
              {link.cities.filter(({ slug }) => slug !== town.slug).map(({ name }) => name)}
            </Link>{" "}
            <span className="quiet-words">
              {t(`language:status.${shownStatus(link.status)}`)}
              {link.status.since && `, ${t("since", { date: format.date(link.status.since) })}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The list as a file, with what came of it; the columns are those of `twingraph match`. */
function fileOf(
  list: TownList,
  matches: readonly Match[],
  chosen: (row: number) => string,
  stateOf: (row: number) => State,
  towns: Map<string, Town>,
): string[][] {
  const added = [
    "match",
    "match_city",
    "match_name",
    "match_country",
    "match_score",
    "match_reasons",
    "match_candidates",
    "links",
  ];
  const rows = list.rows.map((cells, row) => {
    const town = towns.get(chosen(row));
    const candidates = matches[row]?.candidates ?? [];
    const links = town?.links.nodes.map(({ cities, status }) => {
      const other = cities.find(({ slug }) => slug !== town.slug)?.name ?? "";
      return `${other}: ${status.status}${status.since ? ` since ${status.since}` : ""}`;
    });
    return [
      ...list.columns.map((_, at) => cells[at] ?? ""),
      stateOf(row),
      chosen(row),
      town?.name ?? "",
      town?.country ?? "",
      candidates[0]?.score.toFixed(2) ?? "",
      candidates[0]?.reasons.join(" ") ?? "",
      candidates.map(({ city, score }) => `${city.slug} (${score.toFixed(2)})`).join("; "),
      links?.join("; ") ?? "",
    ];
  });
  return [[...list.columns, ...added], ...rows];
}
