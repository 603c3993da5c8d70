import { Link, useRouter } from "@tanstack/react-router";
import { useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import type { AfterFragment, ConsequenceFragment } from "../api/operations";
import { pageOf, type Word } from "../field/fields";
import { useFormat } from "../language/useFormat";
import { Since } from "../record/Since";
import { StatusWord } from "../record/StatusSign";
import { shownStatus } from "../record/status";
import type { Answer } from "./useSubmission";

/** What would be recorded, or was, in numbers. */
export function Counts({ receipt }: { receipt: Answer }) {
  const { t } = useTranslation("correct");
  const format = useFormat();
  if (!("added" in receipt)) return null;
  const counts = (["added", "corrected", "retracted", "unchanged"] as const)
    .filter((what) => receipt[what] > 0)
    .map((what) => t(`counts.${what}`, { count: receipt[what], number: format.number(receipt[what]) }));
  return <p>{counts.length > 0 ? `${format.list(counts)}.` : t("counts.nothing")}</p>;
}

/** Which links stand otherwise because of it, before and after, side by side. */
export function Consequences({
  of: { consequences, consequencesTotal },
}: {
  of: { consequences: readonly ConsequenceFragment[]; consequencesTotal: number };
}) {
  const { t } = useTranslation("correct");
  const format = useFormat();
  if (consequencesTotal === 0) return <p>{t("noConsequences")}</p>;
  return (
    <>
      <table className="figures consequences">
        <caption>{t("consequences", { count: consequencesTotal, number: format.number(consequencesTotal) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("link")}</th>
            <th scope="col">{t("before")}</th>
            <th scope="col">{t("after")}</th>
          </tr>
        </thead>
        <tbody>
          {consequences.map(({ link, before, after }) => (
            <tr key={link.id}>
              <th scope="row">
                <LinkName link={link} known={before !== null} />
              </th>
              <td data-label={t("before")}>{before ? <Standing of={before} /> : t("newLink")}</td>
              <td data-label={t("after")}>{after ? <Standing of={after} /> : t("goneLink")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {consequences.length < consequencesTotal && (
        <p className="quiet-words">{t("first", { number: format.number(consequences.length) })}</p>
      )}
    </>
  );
}

/** The cities of a link; the way to its page where it has one. */
function LinkName({ link: { slug, cities }, known }: { link: ConsequenceFragment["link"]; known: boolean }) {
  const name = cities.map(({ name }) => name).join(" – ");
  if (!known) return name;
  return (
    <Link to="/link/$id" params={{ id: slug }}>
      {name}
    </Link>
  );
}

function Standing({ of }: { of: AfterFragment }) {
  const { t } = useTranslation("record");
  return (
    <>
      <p>
        <StatusWord of={shownStatus(of)} /> <Since of={of} />
        {of.disputed && ` · ${t("disputed")}`}
      </p>
      <ul className="detail">
        {of.sides.map((side) => (
          <li key={side.city.id}>
            {side.city.name}: <StatusWord of={shownStatus(side)} /> <Since of={side} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The address by which who handed a proposal in without a sign-in sees what becomes of it: shown this once, to be kept. */
function Secret({ id, secret }: { id: string; secret: string }) {
  const { t } = useTranslation("correct");
  const router = useRouter();
  const box = useId();
  const [copied, setCopied] = useState(false);
  const address = new URL(
    router.buildLocation({ to: "/review", search: { proposal: id }, hash: secret }).href,
    location.origin,
  );
  return (
    <div className="secret">
      <label htmlFor={box}>{t("secret")}</label>
      <input id={box} type="text" readOnly value={address.href} onFocus={({ target }) => target.select()} />
      <p className="buttons">
        <Button
          className="button"
          onPress={() => {
            const field = document.getElementById(box) as HTMLInputElement;
            field.select();
            // On addresses without TLS there is no clipboard: what is selected can be copied there.
            void navigator.clipboard?.writeText(address.href).then(
              () => setCopied(true),
              () => {},
            );
          }}
        >
          {t("copy")}
        </Button>
        <Link to="/review" search={{ proposal: id }} hash={secret}>
          {t("follow")}
        </Link>
      </p>
      <p role="status" className="hint">
        {copied && t("copied")}
      </p>
    </div>
  );
}

/** What was recorded, with the ways to it. */
export function Receipt({ receipt }: { receipt: Answer }) {
  const { t } = useTranslation("correct");
  const format = useFormat();
  // What waits for a reviewer has no page yet.
  const shown = (receipt.change ? receipt.records : []).flatMap(({ __typename, slug }) => {
    const page = pageOf(__typename as Word);
    return page ? [{ page, slug }] : [];
  });
  return (
    <>
      {receipt.change && (
        <p>
          {t("receipt", {
            number: format.number(receipt.change.number),
            instant: format.instant(receipt.change.recordedAt),
          })}
        </p>
      )}
      {"repeated" in receipt && receipt.repeated && <p>{t("repeated")}</p>}
      {"proposal" in receipt && receipt.proposal && <p>{t("proposed", { id: receipt.proposal.id })}</p>}
      {"secret" in receipt && receipt.secret && receipt.proposal && (
        <Secret id={receipt.proposal.id} secret={receipt.secret} />
      )}
      <Counts receipt={receipt} />
      {shown.length > 0 && (
        <ul>
          {shown.map(({ page, slug }) => (
            <li key={page + slug}>
              <Link to={page} params={{ id: slug }}>
                {slug}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Consequences of={receipt} />
    </>
  );
}
