import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AskPlanDocument, type AskPlanQuery, type AskStepFragment } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { Citations } from "../record/Citations";
import { Proof } from "../record/Proof";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { WebAddress } from "../table/cells";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { AskAnswer } from "./AskAnswer";
import { goals, isCountry } from "./address";
import { Choice, Controls } from "./controls";
import { Channel, goalVariables } from "./DialogueQuestion";
import { LetterDraft } from "./LetterDraft";
import { Picker } from "./Picker";
import { Cautions, CityLink, Facts, Part, Tie } from "./parts";
import { ScoreBar } from "./ScoreBar";
import { useAsk, useChangeAsk } from "./useAsk";

type Plan = AskPlanQuery["approachPlan"];

/** The plan of one approach: what there is to talk about, how, and what to verify first; and a letter. */
export function PlanQuestion() {
  const { t } = useTranslation("ask");
  const address = useAsk();
  const change = useChangeAsk();
  const view = useView();
  const { from, to, goal = "REPEAL" } = address;
  const ready = from !== undefined && to !== undefined && !isCountry(from) && !isCountry(to);
  const plan = ready ? { from, target: to, ...goalVariables(address) } : null;
  const variables = plan && { ...plan, ...times(view) };
  const answer = useAnswer(AskPlanDocument, variables, `plan ${from} ${to} ${goal}`);
  return (
    <>
      <Controls>
        <Picker label={t("asker")} value={from} onChange={(value) => change({ from: value })} />
        <Picker label={t("target")} value={to} onChange={(value) => change({ to: value })} />
        <Choice
          label={t("goal.label")}
          value={goal}
          options={goals.map((one) => [one, t(`goal.${one}`)] as const)}
          onChange={(one) => change({ goal: one === "REPEAL" ? undefined : one })}
        />
        <label className="control tick">
          <input
            type="checkbox"
            checked={address.ways === "suspended"}
            onChange={({ target }) => change({ ways: target.checked ? "suspended" : undefined })}
          />{" "}
          {t("throughSuspended")}
        </label>
      </Controls>
      <AskAnswer answer={answer} missing={ready ? undefined : t("missing.plan")}>
        {({ approachPlan }) => (
          <>
            <PlanParts plan={approachPlan} />
            {plan && <LetterDraft plan={plan} />}
            <Part
              id="plan-sources"
              title={t("planSources")}
              empty={approachPlan.sources.length + approachPlan.publishedLater.length === 0}
            >
              <details>
                <summary>
                  {t("sources", { count: approachPlan.sources.length + approachPlan.publishedLater.length })}
                </summary>
                <Citations sources={approachPlan.sources} />
                {approachPlan.publishedLater.length > 0 && (
                  <>
                    <h3>{t("publishedLater")}</h3>
                    <Citations sources={approachPlan.publishedLater} />
                  </>
                )}
              </details>
            </Part>
            {variables && (
              <p className="record-foot">
                <ShowAsGraphQL document={AskPlanDocument} variables={variables} />
              </p>
            )}
          </>
        )}
      </AskAnswer>
    </>
  );
}

function PlanParts({ plan }: { plan: Plan }) {
  const { t } = useTranslation(["ask", "language"]);
  const format = useFormat();
  const { candidate } = plan;
  return (
    <>
      <Part id="plan-verify" title={t("ask:verifyFirst")} empty={plan.verify.length === 0}>
        <Cautions cautions={plan.verify} />
      </Part>
      <Part id="plan-cautions" title={t("ask:cautions")} empty={plan.cautions.length === 0}>
        <Cautions cautions={plan.cautions} />
      </Part>
      <Part id="plan-channel" title={t("ask:way")}>
        {candidate ? (
          <>
            <Channel channel={candidate.channel} />
            <ScoreBar parts={candidate.parts} score={candidate.score} />
          </>
        ) : (
          <p>{t("ask:noWay", { from: plan.from.name, to: plan.target.name })}</p>
        )}
      </Part>
      <Part id="plan-ties" title={t("ask:ties")} empty={plan.ties.length + plan.steps.length === 0}>
        {distinct([...plan.ties, ...plan.steps]).map((step) => (
          <History key={step.link.id} step={step} />
        ))}
      </Part>
      <Part id="plan-texts" title={t("ask:texts")} empty={plan.texts.length === 0}>
        <ul className="facts-list">
          {plan.texts.map(({ resolution, inForce, amended, ended, endedBy }) => (
            <li key={resolution.id}>
              <Link to="/resolution/$id" params={{ id: resolution.slug }}>
                {resolution.title}
              </Link>{" "}
              <span className="quiet-words">
                {t(`language:resolutionKind.${resolution.kind}`)} · {format.date(resolution.adopted)} ·{" "}
                {t(`language:inForce.${inForce}`)}
                {amended && ` · ${t("ask:amended")}`}
                {ended && ` · ${endedBy ? t("ask:endedBy", { date: format.date(ended) }) : format.date(ended)}`}
              </span>{" "}
              <Proof of={resolution.title} {...resolution} />
            </li>
          ))}
        </ul>
      </Part>
      <Part id="plan-occasions" title={t("ask:occasions")} empty={plan.occasions.length + plan.deeds.length === 0}>
        <Facts facts={[...plan.occasions, ...plan.deeds]} />
      </Part>
      <Contacts plan={plan} />
      <Part id="plan-advice" title={t("ask:advice")} empty={plan.advice.length === 0}>
        <ul className="facts-list">
          {plan.advice.map(({ practice, campaigns, fits }) => (
            <li key={practice.id}>
              <strong lang="en">{practice.title}</strong>{" "}
              <span className="quiet-words">{t(`language:practiceKind.${practice.kind}`)}</span>
              {fits && <span className="tag">{t("ask:fits")}</span>} <span lang="en">{practice.summary}</span>{" "}
              <span className="quiet-words" lang="en">
                {campaigns.map(({ name }) => name).join("; ")}
              </span>{" "}
              <Proof of={practice.title} {...practice} />
            </li>
          ))}
        </ul>
      </Part>
      <Part id="plan-cases" title={t("ask:cases")} empty={plan.cases.length === 0}>
        <ul className="facts-list">
          {plan.cases.map((one) => (
            <li key={`${one.kind} ${one.city?.id} ${one.other?.id} ${one.link?.id} ${one.when}`}>
              <strong>{t(`ask:case.${one.kind}`)}</strong>{" "}
              <span className="quiet-words">
                {format.date(one.when)} · {t(`ask:nearness.${one.nearness}`)}
              </span>{" "}
              {one.link ? (
                <Tie tie={one.link} named />
              ) : (
                [one.city, one.other].map((city) => city && <CityLink key={city.id} city={city} />)
              )}
              {one.endedAfter && <span className="tag">{t("ask:endedAfter")}</span>}{" "}
              <Proof of={t(`ask:case.${one.kind}`)} sources={one.sources} />
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

const distinct = (steps: AskStepFragment[]) => [...new Map(steps.map((step) => [step.link.id, step])).values()];

function History({ step }: { step: AskStepFragment }) {
  const { t } = useTranslation(["ask", "language"]);
  const format = useFormat();
  return (
    <details className="tie-history">
      <summary>
        {step.from.name} – {step.to.name}
        {step.founded && <span className="quiet-words"> {t("ask:founded", { date: format.date(step.founded) })}</span>}
      </summary>
      <p>
        <Tie tie={step.link} />
      </p>
      <ol className="facts-list">
        {step.history.map((claim) => (
          <li key={claim.id}>
            <strong>{t(`language:claimType.${claim.type}`)}</strong> {format.date(claim.date ?? claim.effective)}{" "}
            <span className="quiet-words">
              {[claim.side?.name, t(`language:authority.${claim.authority}`)].filter(Boolean).join(" · ")}
            </span>{" "}
            {claim.reason && <span lang="en">{claim.reason}</span>}{" "}
            <Proof of={t(`language:claimType.${claim.type}`)} {...claim} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Whom to write to, which only the target's own offices are, and who can advise. */
function Contacts({ plan }: { plan: Plan }) {
  const { t } = useTranslation("ask");
  const own = plan.contacts.filter(({ of }) => of === "TARGET_CONTACT");
  const others = plan.contacts.filter(({ of }) => of !== "TARGET_CONTACT");
  return (
    <>
      <Part id="plan-contacts" title={t("contacts")}>
        {own.length > 0 ? <ContactList points={own} /> : <p>{t("contactUnknown", { city: plan.target.name })}</p>}
      </Part>
      <Part id="plan-advisers" title={t("advisers")} empty={others.length === 0}>
        <ContactList points={others} />
      </Part>
    </>
  );
}

function ContactList({ points }: { points: Plan["contacts"] }) {
  const { t } = useTranslation(["ask", "language"]);
  const format = useFormat();
  return (
    <ul className="facts-list">
      {points.map(({ contact, fresh, of }) => (
        <li key={`${contact.id} ${of}`}>
          <strong lang="en">{contact.role}</strong> {contact.city && <CityLink city={contact.city} />}
          {contact.organisation && (
            <Link to="/organisation/$id" params={{ id: contact.organisation.slug }}>
              {contact.organisation.name}
            </Link>
          )}{" "}
          <span className="quiet-words">{t(`language:channel.${contact.channel}`)}</span>{" "}
          <WebAddress text={contact.value} />{" "}
          <span className="quiet-words">
            {contact.verified && t("ask:verified", { date: format.date(contact.verified) })}
            {!fresh && ` ${t("ask:stale")}`}
          </span>{" "}
          <Proof of={contact.role} {...contact} />
        </li>
      ))}
    </ul>
  );
}
