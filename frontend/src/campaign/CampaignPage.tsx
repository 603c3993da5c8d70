import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CampaignDocument, type CampaignQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { History } from "../history/History";
import { CampaignCard, CampaignFacts } from "../record/CampaignCard";
import { Pledges } from "../record/Pledges";
import { Proof } from "../record/Proof";
import { RecordFoot } from "../record/RecordFoot";
import { RecordPage } from "../record/References";
import { Section } from "../record/Section";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { Acts, Progress } from "./Progress";
import "../record/status.css";
import "../record/record.css";
import "./campaign.css";

type Campaign = NonNullable<CampaignQuery["campaign"]>;

/** A campaign: who asks what of whom, who asks the contrary, and who answered. */
export function CampaignPage() {
  const { id } = useParams({ from: "/campaign/$id" });
  const { t } = useTranslation("campaign");
  const variables = { id, ...times(useView()) };
  const answer = useAnswer(CampaignDocument, variables, `campaign ${id}`);
  return (
    <Answered answer={answer}>
      {({ campaign }) =>
        campaign && (
          <RecordPage answer={campaign}>
            <CampaignHead campaign={campaign} />
            <Opposed campaign={campaign} />
            <Progress progress={campaign.progress} campaign={campaign} start={campaign.start} />
            <Acts progress={campaign.progress} />
            <Pledges title={t("pledges")} pledges={campaign.answers.nodes} by="who" />
            <History id={campaign.id} />
            <RecordFoot
              id={campaign.id}
              document={CampaignDocument}
              variables={variables}
              recordedAt={campaign.recordedAt}
            />
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
  const { opposed, answeredCount, againstCount } = campaign.progress;
  if (opposed.length === 0) return null;
  return (
    <Section title={t("opposed")}>
      <p className="quiet-words">{t("opposedMeaning")}</p>
      <div className="cards">
        <CampaignCard campaign={campaign} here>
          <p>{t("acts", { answered: answeredCount, against: againstCount })}</p>
        </CampaignCard>
        {opposed.map((other) => (
          <CampaignCard key={other.campaign.id} campaign={other.campaign}>
            <p>{t("acts", { answered: other.answered, against: other.against })}</p>
            <p className="detail">{t(other.recorded ? "recordedOpposed" : "opposedByStance")}</p>
          </CampaignCard>
        ))}
      </div>
    </Section>
  );
}
