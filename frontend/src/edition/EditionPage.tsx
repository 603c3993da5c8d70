import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditionDocument, type EditionQuery, EditionsDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { History } from "../history/History";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { RecordFoot } from "../record/RecordFoot";
import { RecordPage } from "../record/References";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { Comparison } from "./Comparison";
import "../record/status.css";
import "../record/record.css";
import "./edition.css";

export type Edition = NonNullable<EditionQuery["edition"]>;

/** An edition of a directory: what it covers, and what it dropped and added beside an earlier one. */
export function EditionPage() {
  const { id } = useParams({ from: "/edition/$id" });
  const variables = { id, ...times(useView()) };
  const answer = useAnswer(EditionDocument, variables, `edition ${id}`);
  return (
    <Answered answer={answer}>
      {({ edition }) =>
        edition && (
          <RecordPage answer={edition}>
            <EditionHead edition={edition} />
            <Compared edition={edition} />
            <History id={edition.id} />
            <RecordFoot
              id={edition.id}
              document={EditionDocument}
              variables={variables}
              recordedAt={edition.recordedAt}
            />
          </RecordPage>
        )
      }
    </Answered>
  );
}

function EditionHead({ edition }: { edition: Edition }) {
  const { t } = useTranslation("edition");
  const format = useFormat();
  const { covers, previous, next } = edition;
  const title = edition.title ?? edition.slug;
  return (
    <header className="record-head">
      <p className="kicker">
        {t("kicker")} · <code>{edition.directory}</code> · {format.date(edition.date)}
      </p>
      <PageHeading title={title} />
      <p>
        {covers.totalCount === 0
          ? t("coversNone")
          : t("coversSome", { count: covers.totalCount, number: format.number(covers.totalCount) })}{" "}
        <Proof of={title} {...edition} />
      </p>
      {edition.notes && (
        <p className="quiet-words" lang="en">
          {edition.notes}.
        </p>
      )}
      <ul className="edition-others">
        {previous && (
          <li>
            {t("before")}{" "}
            <Link to="/edition/$id" params={{ id: previous.slug }}>
              {format.date(previous.date)}
            </Link>
          </li>
        )}
        {next.nodes.map((one) => (
          <li key={one.id}>
            {t("after")}{" "}
            <Link to="/edition/$id" params={{ id: one.slug }}>
              {format.date(one.date)}
            </Link>
          </li>
        ))}
        <li>
          <Link to="/edition">{t("all")}</Link>
        </li>
      </ul>
    </header>
  );
}

/** The comparison with an earlier edition of the directory, and the choice of that edition. */
function Compared({ edition }: { edition: Edition }) {
  const { t } = useTranslation("edition");
  const format = useFormat();
  const { from } = useSearch({ from: "/edition/$id" });
  const navigate = useNavigate({ from: "/edition/$id" });
  const answer = useAnswer(EditionsDocument, times(useView()), "editions");
  return (
    <Answered answer={answer}>
      {({ editions }) => {
        const earlier = editions.nodes.filter(
          ({ directory, date, slug }) =>
            directory === edition.directory && slug !== edition.slug && date < edition.date,
        );
        const chosen = earlier.find(({ slug }) => slug === (from ?? edition.previous?.slug)) ?? earlier[0];
        if (!chosen) return <p>{t("noEarlier")}</p>;
        return (
          <>
            {earlier.length > 1 && (
              <label className="edition-choice">
                {t("with")}{" "}
                <select
                  value={chosen.slug}
                  onChange={({ target }) =>
                    void navigate({ search: (shown) => ({ ...shown, from: target.value }), resetScroll: false })
                  }
                >
                  {earlier.map(({ slug, date }) => (
                    <option key={slug} value={slug}>
                      {format.date(date)}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <Comparison from={chosen.slug} to={edition.slug} />
          </>
        );
      }}
    </Answered>
  );
}
