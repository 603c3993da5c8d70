import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OrganisationDocument, type OrganisationQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { History } from "../history/History";
import { useFormat } from "../language/useFormat";
import { CampaignCard } from "../record/CampaignCard";
import { Contacts } from "../record/Contacts";
import { Partnerships } from "../record/Partnerships";
import { Pledges } from "../record/Pledges";
import { Proof } from "../record/Proof";
import { RecordFoot } from "../record/RecordFoot";
import { RecordPage } from "../record/References";
import { Section } from "../record/Section";
import { webAddress } from "../record/webAddress";
import { useView } from "../view/useView";
import "../record/status.css";
import "../record/record.css";

type Organisation = NonNullable<OrganisationQuery["organisation"]>;

/** An organisation: what it is, what it asks for, what it takes part in and how to reach it. */
export function OrganisationPage() {
  const { id } = useParams({ from: "/organisation/$id" });
  const { t } = useTranslation("organisation");
  const { knownAt } = useView();
  const variables = { id, ...(knownAt ? { knownAt } : {}) };
  const answer = useAnswer(OrganisationDocument, variables, `organisation ${id}`);
  return (
    <Answered answer={answer}>
      {({ organisation }) =>
        organisation && (
          <RecordPage answer={organisation}>
            <OrganisationHead organisation={organisation} />
            <Section title={t("campaigns")} count={organisation.campaigns.nodes.length}>
              <div className="cards">
                {organisation.campaigns.nodes.map((campaign) => (
                  <CampaignCard key={campaign.id} campaign={campaign} />
                ))}
              </div>
            </Section>
            <div className="two-columns even">
              <Pledges title={t("pledges")} pledges={organisation.pledges.nodes} />
              <Partnerships partnerships={organisation.partnerships.nodes} of={organisation.id} />
              <Contacts contacts={organisation.contacts.nodes} />
            </div>
            <History id={organisation.id} />
            <RecordFoot
              id={organisation.id}
              document={OrganisationDocument}
              variables={variables}
              recordedAt={organisation.recordedAt}
            />
          </RecordPage>
        )
      }
    </Answered>
  );
}

function OrganisationHead({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation(["organisation", "language"]);
  const format = useFormat();
  const url = webAddress(organisation.url);
  const { aliases, country } = organisation;
  return (
    <header className="record-head">
      <p className="kicker">
        {t(`language:organisationKind.${organisation.kind}`)}
        {country && ` · ${format.country(country)}`}
      </p>
      <PageHeading title={organisation.name} />
      <p>
        {url && (
          <a href={url} rel="noreferrer">
            {url}
          </a>
        )}{" "}
        <Proof of={organisation.name} {...organisation} />
      </p>
      {aliases.length > 0 && (
        <p className="quiet-words">
          {t("organisation:aliases")}: <span lang="">{aliases.join(" · ")}</span>
        </p>
      )}
    </header>
  );
}
