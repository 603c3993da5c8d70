import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { ask } from "../api/ask";
import { EditionLinksDocument, type EditionLinksQuery, type ListingChange } from "../api/operations";
import { everyPage } from "../api/pages";
import { Failed, OnItsWay } from "../app/states";
import { useFormat } from "../language/useFormat";
import { InDispute } from "../record/InDispute";
import { Proof } from "../record/Proof";
import { StatusWord } from "../record/StatusSign";
import { shownStatus } from "../record/status";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { changes } from "./address";
import { Download } from "./Download";
import { Wide } from "./Wide";
import { filterOfPair } from "./waves";

/** So many links are shown at a time; so many are asked for when all are saved. */
const STEP = 50;
const MOST = 500;

type Page = EditionLinksQuery["editionDiff"]["links"];

/** The links that were dropped, or of which something else became: of a pair of countries, or of all. */
export function ListedLinks({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation(["edition", "language"]);
  const format = useFormat();
  const view = useView();
  const { pair, what = "DROPPED" } = useSearch({ from: "/edition/$id" });
  const navigate = useNavigate({ from: "/edition/$id" });
  const question = {
    from,
    to,
    ...(pair ? { filter: filterOfPair(pair) } : {}),
    changes: [what],
    ...times(view),
  };
  const page = async (first: number, after: string, signal: AbortSignal): Promise<Page> =>
    (await ask(EditionLinksDocument, { ...question, first, ...(after ? { after } : {}) }, signal)).editionDiff.links;
  const answer = useInfiniteQuery({
    queryKey: ["listed links", question],
    queryFn: ({ pageParam, signal }) => page(STEP, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: ({ pageInfo }: Page) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: (last) => last,
  });
  const everything = (signal: AbortSignal) => everyPage((after) => page(MOST, after, signal));
  const pairName = pair?.split("-").map(format.country).join(" – ");
  const total = answer.data?.pages[0]?.totalCount ?? 0;
  const rows = answer.data?.pages.flatMap(({ nodes }) => nodes) ?? [];
  return (
    <section className="part" aria-labelledby="listed" aria-busy={answer.isFetching}>
      <h2 id="listed">
        {pairName ? t("edition:listedOf", { pair: pairName }) : t("edition:listed")}{" "}
        {answer.data && <span className="count">{format.number(total)}</span>}
      </h2>
      <p className="edition-tools">
        <label>
          {t("edition:what")}{" "}
          <select
            value={what}
            onChange={({ target }) =>
              void navigate({
                search: (shown) => ({
                  ...shown,
                  what: target.value === "DROPPED" ? undefined : (target.value as ListingChange),
                }),
                resetScroll: false,
              })
            }
          >
            {changes.map((change) => (
              <option key={change} value={change}>
                {t(`edition:change.${change}`)}
              </option>
            ))}
          </select>
        </label>
        {pair && (
          <Button
            className="button"
            onPress={() => void navigate({ search: (shown) => ({ ...shown, pair: undefined }), resetScroll: false })}
          >
            {t("edition:everywhere")}
          </Button>
        )}
        <Download
          name={`twingraph-${to}-${what.toLowerCase().replaceAll("_", "-")}${pair ? `-${pair}` : ""}`}
          rows={async (signal) => [
            [
              t("edition:city"),
              t("edition:country"),
              t("edition:otherCity"),
              t("edition:otherCountry"),
              t("edition:became"),
              t("edition:now"),
              t("edition:lastConfirmed"),
              t("edition:inDispute"),
              "id",
            ],
            ...(await everything(signal)).map(({ change, link: { slug, a, b, status, inDispute } }) => [
              a.name,
              a.country ?? "",
              b.name,
              b.country ?? "",
              t(`edition:change.${change}`),
              t(`language:status.${shownStatus(status)}`),
              status.lastConfirmed ?? "",
              inDispute.map(({ name }) => name).join("; "),
              slug,
            ]),
          ]}
        />
      </p>
      {answer.isError ? (
        <Failed error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <OnItsWay />
      ) : total === 0 ? (
        <p>{t("edition:noLinks")}</p>
      ) : (
        <Wide label={t("edition:listed")}>
          <table className="figures editions">
            <thead>
              <tr>
                <th scope="col">{t("edition:link")}</th>
                <th scope="col">{t("edition:now")}</th>
                <th scope="col">{t("edition:lastConfirmed")}</th>
                <th scope="col">{t("edition:sources")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ link }) => (
                <tr key={link.id}>
                  <th scope="row">
                    <Link to="/link/$id" params={{ id: link.slug }}>
                      {link.a.name} – {link.b.name}
                    </Link>{" "}
                    <span className="quiet-words">
                      {[...new Set([link.a, link.b].map(({ country }) => format.country(country)))].join(" – ")}
                    </span>{" "}
                    <InDispute cities={link.inDispute} />
                  </th>
                  <td>
                    <StatusWord of={shownStatus(link.status)} />
                  </td>
                  <td>{format.date(link.status.lastConfirmed)}</td>
                  <td>
                    <Proof of={`${link.a.name} – ${link.b.name}`} {...link} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {answer.hasNextPage && (
        <Button className="button" isDisabled={answer.isFetchingNextPage} onPress={() => void answer.fetchNextPage()}>
          {t("edition:more", { shown: format.number(rows.length), all: format.number(total) })}
        </Button>
      )}
    </section>
  );
}
