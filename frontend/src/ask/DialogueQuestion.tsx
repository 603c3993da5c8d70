import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { AskCampaignsDocument, type AskCandidateFragment, AskDialogueDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { countryCodes } from "../table/countries";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { AskAnswer } from "./AskAnswer";
import { type AskAddress, goals, placeInput } from "./address";
import { Choice, Controls, MoreRows } from "./controls";
import { Picker } from "./Picker";
import { Cautions, CityLink, Facts, Tie } from "./parts";
import { ScoreBar } from "./ScoreBar";
import { useAsk, useChangeAsk } from "./useAsk";
import { useCandidates } from "./useCandidates";

const step = 20;

/** Whom to approach: channels for dialogue, best first. */
export function DialogueQuestion() {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const address = useAsk();
  const view = useView();
  const { rows = step } = address;
  const asker = address.organisation
    ? { organisation: address.organisation }
    : address.from
      ? askerOf(address.from)
      : undefined;
  const variables = asker && {
    for: asker,
    ...goalVariables(address),
    ...(address.among ? { among: { country: { eq: address.among } } } : {}),
    first: step,
    ...times(view),
  };
  const answer = useCandidates(variables ?? null, rows);
  return (
    <>
      <DialogueControls />
      <AskAnswer answer={answer} missing={asker ? undefined : t("missing.asker")}>
        {({ pages }) => {
          const found = pages[0]?.dialogueCandidates;
          const nodes = pages.flatMap((page) => page.dialogueCandidates.nodes);
          return (
            found && (
              <>
                <p role="status">
                  {t("channels", { count: found.totalCount, number: format.number(found.totalCount) })}{" "}
                  {found.withoutChannel > 0 && (
                    <span className="quiet-words">{t("withoutChannel", { count: found.withoutChannel })} </span>
                  )}
                  <span className="quiet-words">{t(`speaksThrough.${found.through}`)}</span>
                </p>
                {nodes.length > 0 && (
                  <>
                    <PartLegend parts={found.weights.map(({ part }) => part)} />
                    <ol className="candidates">
                      {nodes.map((candidate, index) => (
                        <Candidate key={keyOf(candidate)} candidate={candidate} rank={index + 1} />
                      ))}
                    </ol>
                    <MoreRows shown={nodes.length} total={found.totalCount} step={step} />
                  </>
                )}
                {nodes.length === 0 && (
                  <p className="ask-missing">{t(found.withoutChannel > 0 ? "noChannels" : "noTargets")}</p>
                )}
                {variables && (
                  <p className="record-foot">
                    <ShowAsGraphQL document={AskDialogueDocument} variables={variables} />
                  </p>
                )}
              </>
            )
          );
        }}
      </AskAnswer>
    </>
  );
}

function askerOf(from: string) {
  const place = placeInput(from);
  return "country" in place ? place : { cities: [place.city] };
}

/** What the goal asks besides its name. */
export function goalVariables({ goal = "REPEAL", ways, campaign, topic }: AskAddress) {
  return {
    goal,
    throughSuspended: ways === "suspended",
    ...(goal === "JOIN" && campaign ? { campaign } : {}),
    ...(goal === "PARTNER" && topic ? { theme: topic } : {}),
  };
}

const keyOf = ({ target, channel }: AskCandidateFragment) =>
  [channel.from.slug, ...channel.hops.map(({ link }) => link.slug), channel.organisation?.slug, target.slug].join(" ");

function DialogueControls() {
  const { t } = useTranslation("ask");
  const { from, organisation, goal = "REPEAL", among, ways } = useAsk();
  const change = useChangeAsk();
  const [byOrganisation, setByOrganisation] = useState(organisation !== undefined);
  return (
    <Controls>
      <Choice
        label={t("asks.label")}
        value={byOrganisation ? "organisation" : "place"}
        options={[
          ["place", t("asks.place")],
          ["organisation", t("asks.organisation")],
        ]}
        onChange={(kind) => {
          setByOrganisation(kind === "organisation");
          change({ from: undefined, organisation: undefined, rows: undefined });
        }}
      />
      {byOrganisation ? (
        <Picker
          label={t("asker")}
          of="organisations"
          value={organisation}
          onChange={(value) => change({ organisation: value, from: undefined, rows: undefined })}
        />
      ) : (
        <Picker
          label={t("asker")}
          of="places"
          value={from}
          onChange={(value) => change({ from: value, organisation: undefined, rows: undefined })}
        />
      )}
      <Choice
        label={t("goal.label")}
        value={goal}
        options={goals.map((one) => [one, t(`goal.${one}`)] as const)}
        onChange={(one) => change({ goal: one === "REPEAL" ? undefined : one, rows: undefined })}
      />
      <GoalControls />
      <AmongChoice value={among} />
      <label className="control tick">
        <input
          type="checkbox"
          checked={ways === "suspended"}
          onChange={({ target }) => change({ ways: target.checked ? "suspended" : undefined })}
        />{" "}
        {t("throughSuspended")}
      </label>
    </Controls>
  );
}

function GoalControls() {
  const { t } = useTranslation("ask");
  const { goal, campaign = "", topic = "" } = useAsk();
  const { knownAt } = useView();
  const change = useChangeAsk();
  const campaigns = useAnswer(AskCampaignsDocument, goal === "JOIN" ? (knownAt ? { knownAt } : {}) : null, "campaigns");
  if (goal === "JOIN")
    return (
      <Choice
        label={t("campaign")}
        value={campaign}
        options={[
          ["", t("theOnlyCampaign")] as const,
          ...(campaigns.data?.campaigns.nodes ?? []).map(({ slug, name }) => [slug, name] as const),
        ]}
        onChange={(one) => change({ campaign: one || undefined })}
      />
    );
  if (goal === "PARTNER")
    return (
      <div className="control">
        <label htmlFor="ask-topic">{t("topic")}</label>
        <input
          key={topic}
          id="ask-topic"
          type="text"
          maxLength={100}
          defaultValue={topic}
          onBlur={({ target }) => change({ topic: target.value.trim() || undefined })}
          onKeyDown={(event) => {
            if (event.key === "Enter") change({ topic: event.currentTarget.value.trim() || undefined });
          }}
        />
      </div>
    );
  return null;
}

function AmongChoice({ value = "" }: { value: string | undefined }) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const change = useChangeAsk();
  const countries = useMemo(
    () =>
      countryCodes()
        .map((code) => [code, format.country(code)] as const)
        .sort(([, a], [, b]) => format.compare(a, b)),
    [format],
  );
  return (
    <Choice
      label={t("among")}
      value={value}
      options={[["", t("anywhere")] as const, ...countries]}
      onChange={(one) => change({ among: one || undefined, rows: undefined })}
    />
  );
}

function PartLegend({ parts }: { parts: readonly AskCandidateFragment["parts"][number]["part"][] }) {
  const { t } = useTranslation("ask");
  return (
    <ul className="part-legend" aria-label={t("parts")}>
      {parts.map((part) => (
        <li key={part}>
          <svg viewBox="0 0 10 10" width="12" height="12" aria-hidden="true">
            <rect width="10" height="10" className={`part-${part.toLowerCase()}`} />
          </svg>{" "}
          {t(`part.${part}`)}
        </li>
      ))}
    </ul>
  );
}

function Candidate({ candidate, rank }: { candidate: AskCandidateFragment; rank: number }) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const address = useAsk();
  const { target, channel, parts, cautions, score } = candidate;
  return (
    <li className="candidate">
      <span className="rank" aria-hidden="true">
        {rank}
      </span>
      <div className="candidate-main">
        <h2>
          <CityLink city={target} />
        </h2>
        <Channel channel={channel} />
        {cautions.length > 0 && (
          <p className="caution-tags">
            {[...new Set(cautions.map(({ kind }) => kind))].map((kind) => (
              <span key={kind} className="tag caution-tag">
                {t(`caution.${kind}`)}
              </span>
            ))}
          </p>
        )}
      </div>
      <ScoreBar parts={parts} score={score} />
      <div className="candidate-more">
        <Link
          className="button plan-link"
          to="/ask/$question"
          params={{ question: "plan" }}
          search={{
            from: channel.from.slug,
            to: target.slug,
            goal: address.goal,
            ways: address.ways,
            campaign: address.campaign,
            topic: address.topic,
          }}
        >
          {t("openPlan")}
        </Link>
        <details>
          <summary>{t("evidence")}</summary>
          {parts.map(({ part, points, weight, facts }) => (
            <section key={part} className="evidence">
              <h3>
                <svg viewBox="0 0 10 10" width="12" height="12" aria-hidden="true">
                  <rect width="10" height="10" className={`part-${part.toLowerCase()}`} />
                </svg>{" "}
                {t(`part.${part}`)}{" "}
                <span className="quiet-words">
                  {t("pointsOf", { points: format.number(points), weight: format.number(weight) })}
                </span>
              </h3>
              <Facts facts={facts} />
            </section>
          ))}
          {cautions.length > 0 && (
            <section className="evidence">
              <h3>{t("cautions")}</h3>
              <Cautions cautions={cautions} />
            </section>
          )}
        </details>
      </div>
    </li>
  );
}

/** The way from the asking city to the target. */
export function Channel({ channel }: { channel: AskCandidateFragment["channel"] }) {
  const { t } = useTranslation("ask");
  if (channel.organisation)
    return (
      <p className="channel">
        <CityLink city={channel.from} /> <span className="quiet-words">{t("bothIn")}</span>{" "}
        <Link to="/organisation/$id" params={{ id: channel.organisation.slug }}>
          {channel.organisation.name}
        </Link>
      </p>
    );
  return (
    <ol className="channel">
      {channel.hops.map(({ from, to, link }) => (
        <li key={link.id}>
          <CityLink city={from} country={false} /> <span aria-hidden="true">→</span>{" "}
          <CityLink city={to} country={false} /> <Tie tie={link} />
        </li>
      ))}
    </ol>
  );
}
