import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignActFragment, CampaignCardFragment, ProgressFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { statusOfClaim } from "../record/Act";
import { inWords } from "../record/Pledges";
import { Proof } from "../record/Proof";
import { Section } from "../record/Section";
import { StatusSign } from "../record/StatusSign";
import { chartOf } from "./chart";

interface Props {
  progress: ProgressFragment;
  /** What its organiser says of its pledges. */
  campaign: Pick<CampaignCardFragment, "name" | "claimedFocusAreas" | "examplesOnly">;
  /** When the campaign began. */
  start: string | null;
}

/** How far a campaign has come by the day: figures, the chart of its pledges, and where they come from. */
export function Progress({ progress, campaign, start }: Props) {
  const { t } = useTranslation("campaign");
  const format = useFormat();
  const { pledges, cities, organisations, pace, milestones } = progress;
  if (pledges === 0 && milestones.length === 0) return null;
  const figures: [string, number][] = [
    [t("figure.pledges"), pledges],
    [t("figure.cities"), cities],
    [t("figure.organisations"), organisations],
    [t("figure.overall"), pace.overall],
    [t("figure.lastYear"), pace.lastYear],
  ];
  return (
    <Section title={t("progress")} className="progress">
      <dl className="facts">
        {figures.map(([word, figure]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{format.number(figure)}</dd>
          </div>
        ))}
      </dl>
      <PledgeChart progress={progress} start={start} />
      <ul className="lines">
        {milestones.map((milestone) => (
          <li key={milestone.pledges}>
            <strong>{t("milestone", { pledges: format.number(milestone.pledges) })}</strong>
            {milestone.by && ` · ${t("milestoneBy")} ${format.date(milestone.by)}`} ·{" "}
            {milestone.reached
              ? `${t("reached")} ${format.date(milestone.reachedOn)}`
              : `${t(milestone.late ? "late" : "missing")}: ${format.number(milestone.missing)}`}
            {milestone.claimed &&
              !milestone.reached &&
              ` · ${t("claimedReached", { date: format.date(milestone.claimed) })}`}
          </li>
        ))}
      </ul>
      <div className="two-columns even">
        <Bars
          title={t("byCountry")}
          counts={progress.byCountry.map(({ key, count }) => [key ? format.country(key) : t("countryUnknown"), count])}
        />
        <div>
          <Bars title={t("byFocusArea")} counts={progress.byFocusArea.map(({ key, count }) => [inWords(key), count])} />
          <NamedIn progress={progress} campaign={campaign} />
        </div>
      </div>
    </Section>
  );
}

/** What the counts of focus areas rest on, and what the organiser says of them. */
function NamedIn({ progress, campaign }: Omit<Props, "start">) {
  const { t } = useTranslation("campaign");
  if (progress.namedIn.length === 0) return null;
  return (
    <p className="quiet-words">
      {t(campaign.examplesOnly ? "namedInExamples" : "namedIn")}{" "}
      {campaign.claimedFocusAreas.length > 0 &&
        t("claimedFocusAreas", { areas: campaign.claimedFocusAreas.map(inWords).join(", ") })}{" "}
      <Proof of={t("byFocusArea")} sources={progress.namedIn} />
    </p>
  );
}

function PledgeChart({ progress, start }: Omit<Props, "campaign">) {
  const { t } = useTranslation("campaign");
  const format = useFormat();
  const chart = chartOf(progress, start);
  if (!chart) return null;
  const path = chart.steps.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${100 - y}`).join("");
  return (
    <figure className="chart">
      <div className="chart-field">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {chart.years.map(({ year, x }) => (
            <path key={year} className="chart-year" d={`M${x} 0V100`} />
          ))}
          {chart.milestones.map(({ pledges, y, x }) => (
            <path key={pledges} className="chart-milestone" d={`M0 ${100 - y}H${x ?? 100}`} />
          ))}
          <path className="chart-area" d={`${path}V100H0Z`} />
          <path className="chart-line" d={path} />
        </svg>
        <span className="chart-top">{format.number(chart.top)}</span>
        {chart.years.map(({ year, x }) => (
          <span key={year} className="chart-label" style={{ left: `${x}%` }}>
            {year}
          </span>
        ))}
      </div>
      <figcaption>
        {t("chart")}{" "}
        {progress.byMonth.map(({ month, total }) => `${format.date(month)}: ${format.number(total)}`).join("; ")}.
        {progress.undated > 0 && ` ${t("undated", { count: progress.undated })}`}
      </figcaption>
    </figure>
  );
}

const most = 12; // bars; the rest is in the list of pledges

function Bars({ title, counts }: { title: string; counts: [string, number][] }) {
  const format = useFormat();
  const top = Math.max(1, ...counts.map(([, count]) => count));
  return (
    <section className="counted" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {counts.slice(0, most).map(([word, count]) => (
          <li key={word}>
            <span>{word}</span>
            <span className="bar-of" style={{ width: `${(count / top) * 100}%` }} />
            <span className="number">{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Cities that acted as a campaign asks, and those that acted the other way, side by side. */
export function Acts({ progress }: { progress: ProgressFragment }) {
  const { t } = useTranslation("campaign");
  if (progress.answeredCount + progress.againstCount === 0) return null;
  return (
    <div className="two-columns even">
      <Section title={t("answered")} count={progress.answeredCount}>
        <p className="quiet-words">{t("answeredMeaning")}</p>
        <ActList acts={progress.answered.nodes} />
      </Section>
      <Section title={t("against")} count={progress.againstCount}>
        <p className="quiet-words">{t("againstMeaning")}</p>
        <ActList acts={progress.against.nodes} />
      </Section>
    </div>
  );
}

function ActList({ acts }: { acts: readonly CampaignActFragment[] }) {
  const { t } = useTranslation(["campaign", "language", "record"]);
  const format = useFormat();
  return (
    <ul className="lines">
      {acts.map(({ city, partner, link, claim, resolution, texts, date, certain, sources }) => {
        const status = claim && statusOfClaim(claim.type, claim.observed);
        return (
          <li key={claim?.id ?? resolution?.id}>
            {status && <StatusSign of={status} />}{" "}
            <Link to="/city/$id" params={{ id: city.slug }}>
              {city.name}
            </Link>
            {link && partner && (
              <>
                {" – "}
                <Link to="/link/$id" params={{ id: link.slug }}>
                  {partner.name}
                </Link>
              </>
            )}
            {resolution && !claim && (
              <>
                {": "}
                <Link to="/resolution/$id" params={{ id: resolution.slug }} lang="en">
                  {resolution.title}
                </Link>
              </>
            )}
            <span className="quiet-words">
              {claim && ` · ${t(`language:claimType.${claim.type}`)}`} ·{" "}
              {date ? format.date(date) : t("record:dateUnknown")}
              {!certain && ` (${t("campaign:uncertain")})`}
              {texts.map((text, index) => (
                <Fragment key={text.id}>
                  {index === 0 ? ` · ${t("campaign:aboutTexts")} ` : ", "}
                  <Link to="/resolution/$id" params={{ id: text.slug }} lang="en">
                    {text.title}
                  </Link>{" "}
                  <Proof of={text.title} {...text} />
                </Fragment>
              ))}
            </span>{" "}
            <Proof of={city.name} sources={sources} confidence={(claim ?? resolution)?.confidence ?? null} />
          </li>
        );
      })}
    </ul>
  );
}
