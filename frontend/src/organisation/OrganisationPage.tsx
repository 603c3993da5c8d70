import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OrganisationDocument, type OrganisationQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { webAddress } from "../record/webAddress";
import { useView } from "../view/useView";
import "../record/record.css";

/** An organisation: what it is and what it asks for. */
export function OrganisationPage() {
  const { id } = useParams({ from: "/organisation/$id" });
  const { knownAt } = useView();
  const variables = { id, ...(knownAt ? { knownAt } : {}) };
  const answer = useAnswer(OrganisationDocument, variables, `organisation ${id}`);
  return (
    <Answered answer={answer}>
      {({ organisation }) =>
        organisation && (
          <article className="record">
            <OrganisationHead organisation={organisation} />
            <Campaigns organisation={organisation} />
            <p className="record-foot">
              <ShowAsGraphQL document={OrganisationDocument} variables={variables} />
            </p>
          </article>
        )
      }
    </Answered>
  );
}

type Shown = NonNullable<OrganisationQuery["organisation"]>;

function OrganisationHead({ organisation }: { organisation: Shown }) {
  const { t } = useTranslation(["organisation", "language"]);
  const format = useFormat();
  const url = webAddress(organisation.url);
  const { country } = organisation;
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
    </header>
  );
}

function Campaigns({ organisation }: { organisation: Shown }) {
  const { t } = useTranslation(["organisation", "language"]);
  if (organisation.campaigns.nodes.length === 0) return null;
  return (
    <section aria-labelledby="campaigns">
      <h2 id="campaigns">{t("organisation:campaigns")}</h2>
      <ul>
        {organisation.campaigns.nodes.map(({ id, slug, name, stance }) => (
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
