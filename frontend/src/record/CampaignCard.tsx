import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignCardFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { Proof } from "./Proof";

interface Props {
  campaign: CampaignCardFragment;
  /** It is the one whose page this is. */
  here?: boolean;
  /** What else is to be said of it. */
  children?: ReactNode;
}

/** A campaign in short, to stand beside others. */
export function CampaignCard({ campaign, here = false, children }: Props) {
  const { t } = useTranslation(["campaign", "language"]);
  return (
    <section className={here ? "campaign-card here" : "campaign-card"} aria-label={campaign.name}>
      <p className="kicker">
        {t(`language:stance.${campaign.stance}`)}
        {here && ` · ${t("campaign:this")}`}
      </p>
      <h3>
        {here ? (
          campaign.name
        ) : (
          <Link to="/campaign/$id" params={{ id: campaign.slug }}>
            {campaign.name}
          </Link>
        )}
      </h3>
      {campaign.summary && <p lang="en">{campaign.summary}</p>}
      <CampaignFacts campaign={campaign} />
      {children}
      <p>
        <Proof of={campaign.name} {...campaign} />
      </p>
    </section>
  );
}

/** Who is behind a campaign, whom it asks, when, and which figures it gives. */
export function CampaignFacts({ campaign }: { campaign: CampaignCardFragment }) {
  const { t } = useTranslation(["campaign", "language"]);
  const format = useFormat();
  const { organiser, organiserCity, start, end } = campaign;
  const where = (codes: string[]) =>
    codes.map((code) => (code === "global" ? t("global") : format.country(code))).join(", ");
  const behind = organiser ? (
    <Link to="/organisation/$id" params={{ id: organiser.slug }}>
      {organiser.name}
    </Link>
  ) : (
    organiserCity && (
      <Link to="/city/$id" params={{ id: organiserCity.slug }}>
        {organiserCity.name}
      </Link>
    )
  );
  return (
    <dl className="card-facts">
      <Fact word={t("organiser")}>{behind}</Fact>
      <Fact word={t("asks")}>{[campaign.target, where(campaign.scope)].filter(Boolean).join(" · ")}</Fact>
      <Fact word={t("about")}>{where(campaign.about)}</Fact>
      <Fact word={t("subject")}>{campaign.subject && t(`language:campaignSubject.${campaign.subject}`)}</Fact>
      <Fact word={t("years")}>{(start || end) && `${format.date(start)} – ${format.date(end)}`}</Fact>
      <Fact word={t("claimed")}>{campaign.claimedNumbers && <span lang="en">{campaign.claimedNumbers}</span>}</Fact>
      <Fact word={t("pledgeCount")}>
        {campaign.pledges.totalCount > 0 && format.number(campaign.pledges.totalCount)}
      </Fact>
    </dl>
  );
}

/** A fact with its word; nothing where there is none. */
function Fact({ word, children }: { word: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}
