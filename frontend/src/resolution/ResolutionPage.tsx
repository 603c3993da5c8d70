import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ResolutionDocument, type ResolutionQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { shownDay, times } from "../view/view";
import "../record/record.css";

/** A resolution: whether it was in force on the day, and its life. */
export function ResolutionPage() {
  const { id } = useParams({ from: "/resolution/$id" });
  const variables = { id, ...times(useView()) };
  const answer = useAnswer(ResolutionDocument, variables, `resolution ${id}`);
  return (
    <Answered answer={answer}>
      {({ resolution }) =>
        resolution && (
          <article className="record">
            <ResolutionHead resolution={resolution} />
            <Life resolution={resolution} />
            <p className="record-foot">
              <ShowAsGraphQL document={ResolutionDocument} variables={variables} />
            </p>
          </article>
        )
      }
    </Answered>
  );
}

type Shown = NonNullable<ResolutionQuery["resolution"]>;

function ResolutionHead({ resolution }: { resolution: Shown }) {
  const { t } = useTranslation(["record", "language"]);
  const format = useFormat();
  const day = shownDay(useView());
  const { city, inForce } = resolution;
  return (
    <header className="record-head">
      <p className="kicker">{t(`language:resolutionKind.${resolution.kind}`)}</p>
      <PageHeading title={resolution.title}>
        <span lang="en">{resolution.title}</span>
      </PageHeading>
      <p>
        <Link to="/city/$id" params={{ id: city.slug }}>
          {city.name}
        </Link>
        {city.country && `, ${format.country(city.country)}`}
      </p>
      <p role="status">
        <strong>{t(`language:inForce.${inForce.value}`)}</strong> · {t("record:onDay")} {format.date(day)}
        {!inForce.exact && ` (${t("record:notExact")})`} <Proof of={resolution.title} {...resolution} />
      </p>
    </header>
  );
}

const dates = [
  "adopted",
  "adoptedBy",
  "inForceOn",
  "amended",
  "repealed",
  "annulled",
  "lapsed",
  "rejected",
  "notInForceBy",
] as const;

function Life({ resolution }: { resolution: Shown }) {
  const { t } = useTranslation("resolution");
  const format = useFormat();
  return (
    <dl className="facts">
      {dates
        .filter((word) => resolution[word])
        .map((word) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>{format.date(resolution[word])}</dd>
          </div>
        ))}
    </dl>
  );
}
