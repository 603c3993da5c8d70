import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CampaignDocument, type CampaignQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { CampaignCard, CampaignFacts } from "../record/CampaignCard";
import { Pledges } from "../record/Pledges";
import { Proof } from "../record/Proof";
import { RecordFoot } from "../record/RecordFoot";
import { RecordPage } from "../record/References";
import { Section } from "../record/Section";
import { useView } from "../view/useView";
import "../record/record.css";

type Campaign = NonNullable<CampaignQuery["campaign"]>;

/** A campaign: who asks what of whom, who asks the contrary, and who answered. */
export function CampaignPage() {
  const { id } = useParams({ from: "/campaign/$id" });
  const { t } = useTranslation("campaign");
  const { knownAt } = useView();
  const variables = { id, ...(knownAt ? { knownAt } : {}) };
  const answer = useAnswer(CampaignDocument, variables, `campaign ${id}`);
  return (
    <Answered answer={answer}>
      {({ campaign }) =>
        campaign && (
          <RecordPage answer={campaign}>
            <CampaignHead campaign={campaign} />
            <Opposed campaign={campaign} />
            <Pledges title={t("pledges")} pledges={campaign.answers.nodes} by="who" />
            <RecordFoot document={CampaignDocument} variables={variables} recordedAt={campaign.recordedAt} />
          </RecordPage>
        )
      }
    </Answered>
  );
}

function CampaignHead({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(["campaign", "language"]);
  return (
    <header className="record-head">
      <p className="kicker">
        {t("campaign:kicker")} · {t(`language:stance.${campaign.stance}`)}
      </p>
      <PageHeading title={campaign.name} />
      <p className="lead">
        {campaign.summary && <span lang="en">{campaign.summary}</span>} <Proof of={campaign.name} {...campaign} />
      </p>
      <CampaignFacts campaign={campaign} />
    </header>
  );
}

function Opposed({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("campaign");
  if (campaign.opposes.length === 0) return null;
  return (
    <Section title={t("opposed")}>
      <p className="quiet-words">{t("opposedMeaning")}</p>
      <div className="cards">
        {[campaign, ...campaign.opposes].map((one) => (
          <CampaignCard key={one.id} campaign={one} here={one.id === campaign.id} />
        ))}
      </div>
    </Section>
  );
}
