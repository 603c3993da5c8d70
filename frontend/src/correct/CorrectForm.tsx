import { Link } from "@tanstack/react-router";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useErrorWords } from "../app/useErrorWords";
import { type Field, fields } from "../field/fields";
import { useFieldLabel } from "../field/useFieldLabel";
import { type Draft, isNewLink, isStated, type Problem, type Values } from "./draft";
import { FieldInput, useProblemWords, Wrong } from "./FieldInput";
import { Consequences, Counts, Receipt } from "./Outcome";
import { SourceStep } from "./SourceStep";
import type { About } from "./subject";
import { useDraft } from "./useDraft";
import { type Deed, useSubmission } from "./useSubmission";

interface Props {
  /** Under which the draft is kept. */
  id: string;
  about: About;
  /** Whether it is recorded at once or proposed. */
  as: "editor" | "proposer";
  /** Whether the server knows who is writing. */
  named: boolean;
}

/** Asks for the source, then for the statement, shows what would change, and sends it. */
export function CorrectForm({ id, about, as, named }: Props) {
  const { t } = useTranslation("correct");
  const errorWords = useErrorWords();
  const given = { ...about.before, ...about.given, confidence: about.before.confidence ?? ["DOCUMENTED"] };
  const { draft, change, drop } = useDraft(id, given);
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [deed, setDeed] = useState<Deed>("record");
  const { stage, preview, send, restart } = useSubmission(
    about,
    as === "editor" ? { as } : { as, proposer: named ? null : { name: name || null, address: address || null } },
  );
  const form = useRef<HTMLFormElement>(null);
  const done = useRef<HTMLElement>(null);

  const problems = stage.at === "writing" ? stage.problems : [];
  useEffect(() => {
    if (problems.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);
  useEffect(() => {
    if (stage.at === "done") done.current?.focus();
  }, [stage.at]);

  function edit(next: Draft) {
    change(next);
    restart();
  }
  function chooseDeed(next: Deed) {
    setDeed(next);
    restart();
  }
  const at = (field: string) => problems.filter((problem) => problem.field === field);
  const seen = stage.at === "seen" ? stage.receipt : stage.at === "failed" ? stage.seen : null;
  const waiting = stage.at === "waiting";

  if (stage.at === "done")
    return (
      <section className="part outcome" ref={done} tabIndex={-1} aria-labelledby="outcome" role="status">
        <h2 id="outcome">{t(as === "proposer" ? "handedIn" : "done")}</h2>
        <Receipt receipt={stage.receipt} />
        <p>
          <Button
            className="button"
            onPress={() => {
              drop();
              restart();
            }}
          >
            {t("another")}
          </Button>
        </p>
      </section>
    );

  return (
    <form
      ref={form}
      className="correct-form"
      noValidate
      aria-label={about.name || undefined}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!waiting) preview(draft, deed);
      }}
    >
      {about.slug && <DeedChoice deed={deed} onChange={chooseDeed} />}
      {deed === "record" && (
        <>
          <SourceStep draft={draft.source} onChange={(source) => edit({ ...draft, source })} problemsAt={at} />
          <Statement about={about} draft={draft} onChange={edit} problemsAt={at} />
          {isNewLink(about) && <FirstClaim draft={draft} onChange={edit} problemsAt={at} />}
        </>
      )}
      <section className="part" aria-labelledby="why">
        <h2 id="why">{t(deed === "retract" ? "step.reason" : "step.note")}</h2>
        <FieldInput
          field={{ name: "note", kind: "prose", needed: true }}
          label={t(deed === "retract" ? "reason" : "note")}
          values={[draft.note]}
          onChange={([note = ""]) => edit({ ...draft, note })}
          problems={at("note")}
        />
      </section>
      {!named && (
        <section className="part" aria-labelledby="who">
          <h2 id="who">{t("step.who")}</h2>
          <p className="quiet-words">{t("who.meaning")}</p>
          <div className="fields">
            <FieldInput
              field={{ name: "name", kind: "text" }}
              label={t("who.name")}
              values={[name]}
              onChange={([text = ""]) => setName(text)}
              problems={at("name")}
            />
            <FieldInput
              field={{ name: "address", kind: "text" }}
              label={t("who.address")}
              values={[address]}
              onChange={([text = ""]) => setAddress(text)}
              problems={at("address")}
            />
          </div>
        </section>
      )}
      <Left problems={problems} about={about} />
      <section className="part outcome" aria-labelledby="effect" aria-busy={waiting}>
        <h2 id="effect">{t("step.effect")}</h2>
        {stage.at === "failed" && (
          <p role="alert" className="failed">
            {errorWords(stage.error)} {seen && t(as === "editor" ? "sendAgain" : "proposeAgain")}
          </p>
        )}
        <div role="status">
          {waiting && <p className="on-its-way">{t(stage.sending ? "sending" : "looking")}</p>}
          {seen && (
            <>
              <Counts receipt={seen} />
              <Consequences of={seen} />
            </>
          )}
        </div>
        <p className="buttons">
          {/* Which of the two comes next is the strong one. */}
          <button type="submit" className={`button ${seen ? "" : "strong"}`} disabled={waiting}>
            {t("preview")}
          </button>
          {seen && (
            <Button
              className="button strong"
              onPress={() => {
                send(draft, deed, seen);
              }}
            >
              {t(as === "proposer" ? "propose" : deed === "retract" ? "sendRetract" : "send")}
            </Button>
          )}
          <Button
            className="button"
            isDisabled={waiting}
            onPress={() => {
              drop();
              restart();
            }}
          >
            {t("drop")}
          </Button>
        </p>
        {!seen && <p className="hint">{t("nothingYet")}</p>}
      </section>
    </form>
  );
}

function DeedChoice({ deed, onChange }: { deed: Deed; onChange: (deed: Deed) => void }) {
  const { t } = useTranslation("correct");
  return (
    <fieldset className="field deeds">
      <legend>{t("deed.label")}</legend>
      {(["record", "retract"] as const).map((one) => (
        <label key={one} className="check">
          <input type="radio" name="deed" checked={deed === one} onChange={() => onChange(one)} /> {t(`deed.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

interface StatementProps {
  about: About;
  draft: Draft;
  onChange: (draft: Draft) => void;
  problemsAt: (field: string) => Problem[];
}

/** What the form asks of a statement: the source is asked for before, and a claim stays with its link. */
function asked(about: About, draft: Draft): Field[] {
  return fields[about.word].filter(({ name }) => {
    if (name === "sources") return false;
    if (about.word !== "Claim") return true;
    return name !== "link" && (name !== "observed" || draft.values.type?.[0] === "OBSERVED");
  });
}

/** Some values with those of a field in place; what was observed goes with the statement that says so. */
function withValue(all: Values, name: string, values: readonly string[]): Values {
  const gone = name === "type" && values[0] !== "OBSERVED" && all.observed ? { observed: [] } : {};
  return { ...all, ...gone, [name]: values };
}

function Statement({ about, draft, onChange, problemsAt }: StatementProps) {
  const { t } = useTranslation(["correct", "record"]);
  const label = useFieldLabel();
  const sides = [
    { value: "", name: t("record:asWhole") },
    ...about.sides.map(({ slug, name }) => ({ value: slug, name })),
  ];
  return (
    <section className="part" aria-labelledby="statement">
      <h2 id="statement">
        {t(about.slug ? "correct:step.record" : about.word === "Claim" ? "correct:step.claim" : "correct:step.add")}
      </h2>
      <div className="fields">
        {asked(about, draft).map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            label={label(field.name)}
            values={draft.values[field.name] ?? []}
            onChange={(values) => {
              onChange({ ...draft, values: withValue(draft.values, field.name, values) });
            }}
            problems={problemsAt(field.name)}
            {...(field.name === "side" && about.sides.length > 0 ? { options: sides } : {})}
          />
        ))}
      </div>
      {isNewLink(about) && (
        <p className="quiet-words">
          {t("correct:cityMissing")}{" "}
          <Link to="/correct" search={{ add: "City" }}>
            {t("correct:addCity")}
          </Link>
        </p>
      )}
    </section>
  );
}

/** What is asked of how a new link stands. */
const ofNewLink = fields.Claim.filter(({ name }) =>
  ["type", "date", "observed", "authority", "decidedBy", "reason"].includes(name),
);

function FirstClaim({ draft, onChange, problemsAt }: Omit<StatementProps, "about">) {
  const { t } = useTranslation("correct");
  const label = useFieldLabel();
  const stated = isStated(draft.claim);
  return (
    <section className="part" aria-labelledby="standing">
      <h2 id="standing">{t("standing.title")}</h2>
      <p className="quiet-words">{t("standing.meaning")}</p>
      <div className="fields">
        {ofNewLink.map((field) =>
          field.name === "observed" && draft.claim.type?.[0] !== "OBSERVED" ? null : (
            <FieldInput
              key={field.name}
              field={{ ...field, needed: stated && (field.needed ?? false) }}
              label={label(field.name)}
              values={draft.claim[field.name] ?? []}
              onChange={(values) => onChange({ ...draft, claim: withValue(draft.claim, field.name, values) })}
              problems={problemsAt(`claim.${field.name}`)}
            />
          ),
        )}
      </div>
    </section>
  );
}

/** Problems that belong to no field that is asked for; and how many there are in all. */
function Left({ problems, about }: { problems: readonly Problem[]; about: About }) {
  const { t } = useTranslation("correct");
  const words = useProblemWords();
  const id = useId();
  if (problems.length === 0) return null;
  const shown = new Set(["note", "source", ...fields.Source.map(({ name }) => `source.${name}`)]);
  if (isNewLink(about)) for (const { name } of ofNewLink) shown.add(`claim.${name}`);
  for (const { name } of fields[about.word])
    if (name !== "sources" && !(about.word === "Claim" && name === "link")) shown.add(name);
  const left = problems.filter(({ field }) => !shown.has(field));
  return (
    <div role="alert">
      <p className="failed">{t("problems", { count: problems.length })}</p>
      <Wrong id={id} texts={left.map(words)} />
      {left.some(({ why }) => why === "conflict") && (
        <Button className="button" onPress={() => location.reload()}>
          {t("readAgain")}
        </Button>
      )}
    </div>
  );
}
