import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CampaignDocument, type CampaignQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import "../record/record.css";

/** A campaign: who asks what of whom, and who asks the contrary. */
export function CampaignPage() {
  const { id } = useParams({ from: "/campaign/$id" });
  const { knownAt } = useView();
  const variables = { id, ...(knownAt ? { knownAt } : {}) };
  const answer = useAnswer(CampaignDocument, variables, `campaign ${id}`);
  return (
    <Answered answer={answer}>
      {({ campaign }) =>
        campaign && (
          <article className="record">
            <CampaignHead campaign={campaign} />
            <Opposed campaign={campaign} />
            <p className="record-foot">
              <ShowAsGraphQL document={CampaignDocument} variables={variables} />
            </p>
          </article>
        )
      }
    </Answered>
  );
}

type Shown = NonNullable<CampaignQuery["campaign"]>;

function CampaignHead({ campaign }: { campaign: Shown }) {
  const { t } = useTranslation(["campaign", "language"]);
  const format = useFormat();
  const { organiser, organiserCity, start, end } = campaign;
  return (
    <header className="record-head">
      <p className="kicker">
        {t("campaign:kicker")} · {t(`language:stance.${campaign.stance}`)}
      </p>
      <PageHeading title={campaign.name} />
      <p>
        {organiser && (
          <Link to="/organisation/$id" params={{ id: organiser.slug }}>
            {organiser.name}
          </Link>
        )}
        {organiserCity && (
          <Link to="/city/$id" params={{ id: organiserCity.slug }}>
            {organiserCity.name}
          </Link>
        )}{" "}
        {(start || end) && `${format.date(start)} – ${format.date(end)}`} <Proof of={campaign.name} {...campaign} />
      </p>
      {campaign.summary && <p lang="en">{campaign.summary}</p>}
    </header>
  );
}

function Opposed({ campaign }: { campaign: Shown }) {
  const { t } = useTranslation(["campaign", "language"]);
  if (campaign.opposes.length === 0) return null;
  return (
    <section aria-labelledby="opposed">
      <h2 id="opposed">{t("campaign:opposed")}</h2>
      <ul>
        {campaign.opposes.map(({ id, slug, name, stance }) => (
          <li key={id}>
            <Link to="/campaign/$id" params={{ id: slug }}>
              {name}
            </Link>{" "}
            <span className="quiet-words">{t(`language:stance.${stance}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
