// What is being written: the values of fields as texts, as files and histories have them, and the inputs that the server
// takes. Everything here is pure.
import type { ProblemCode, RecordsInput, RecordWord } from "../api/operations";
import { type Field, fields, type Word } from "../field/fields";
import { day } from "../view/view";

/** The values of fields by name; a field without a value is left out or empty. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** The source of a statement: one that is recorded already, or a new one. */
export interface SourceDraft {
  kind: "known" | "new";
  /** The slug of the recorded one; empty until it is chosen. */
  slug: string;
  /** The fields of the new one. */
  values: Values;
}

/** All that is being written about a record. */
export interface Draft {
  source: SourceDraft;
  values: Values;
  /** Of a new link: what is known of how it stands; empty for nothing. */
  claim: Values;
  note: string;
  /** Under which it is sent, again and again until there is an answer; another one once anything is changed. */
  key: string;
}

/** What is wrong, at which field; those of the source are named “source.title”, of a new link's claim “claim.type”, the sentence is “note”. */
export interface Problem {
  field: string;
  /** The server's sentence; empty for one of those that follow. */
  message: string;
  why: "server" | "conflict" | "needed" | "date" | "number" | "place" | "source" | "nothing";
}

/** The list of a submission in which records of a type are. */
export const lists = {
  City: "cities",
  TwinningLink: "twinningLinks",
  Claim: "claims",
  Resolution: "resolutions",
  Organisation: "organisations",
  Campaign: "campaigns",
  Pledge: "pledges",
  Partnership: "partnerships",
  Practice: "practices",
  Membership: "memberships",
  Edition: "editions",
  Source: "sources",
  Contact: "contacts",
  Approach: "approaches",
  SupportTwinning: "supportTwinnings",
} as const satisfies Record<Word, keyof RecordsInput>;

/** The type of a record as enums of the schema write it: TWINNING_LINK. */
export function wordOf(word: Word): RecordWord {
  return word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase() as RecordWord;
}

/** A draft of nothing. */
export function emptyDraft(values: Values = {}): Draft {
  return { source: { kind: "known", slug: "", values: {} }, values, claim: {}, note: "", key: "" };
}

/** The values of a record today, from the steps of its life, oldest first. */
export function currentOf(
  steps: readonly { changes: readonly { field: string; after: readonly string[] }[] }[],
): Values {
  const values: Record<string, readonly string[]> = {};
  for (const { changes } of steps) for (const { field, after } of changes) values[field] = after;
  return values;
}

/** The values without empty ones, each without spaces around it. */
function trimmed(values: readonly string[] | undefined): string[] {
  return (values ?? []).map((value) => value.trim()).filter(Boolean);
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, at) => one === b[at]);

/** The fields that differ from what is recorded, as the server takes them: null empties one. Of a new record `before` is empty. */
export function inputOf(word: Word, values: Values, before: Values = {}): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields[word]) {
    const now = trimmed(values[field.name]);
    if (!same(now, trimmed(before[field.name]))) input[field.name] = written(field, now);
  }
  return input;
}

function written({ kind, many }: Field, values: string[]): unknown {
  if (values.length === 0) return null;
  if (kind === "place") return { latitude: Number(values[0]), longitude: Number(values[1]) };
  if (many) return values;
  const [value] = values;
  if (kind === "number") return Number(value);
  return kind === "flag" ? value === "true" : value;
}

/** How a submission names what has no id yet. */
const newSource = "new:source";
const newLink = "new:link";

/** What a draft is about: a record that is corrected, or nothing for a new one. */
export interface Subject {
  word: Word;
  /** Of the record that is corrected; empty for a new one. */
  slug: string;
  /** When the version was recorded that was read; empty for a new one. */
  recordedAt: string;
  before: Values;
}

/** The submission that a draft is: a record, and its source where that is new. */
export function recordsOf({ source, values, claim }: Draft, { word, slug, recordedAt, before }: Subject): RecordsInput {
  const cited = source.kind === "new" ? newSource : source.slug;
  const sources = [...(before.sources ?? []).filter((one) => one !== cited), ...(cited ? [cited] : [])];
  const claims =
    isNewLink({ word, slug }) && isStated(claim)
      ? [inputOf("Claim", { confidence: ["DOCUMENTED"], ...claim, link: [newLink], sources: [cited] })]
      : [];
  const record = {
    ...(claims.length > 0 ? { id: newLink } : {}),
    ...(slug ? { id: slug, ifRecordedAt: recordedAt } : {}),
    ...inputOf(word, { ...values, sources }, before),
  };
  const fresh = { id: newSource, ...inputOf("Source", { confidence: ["DOCUMENTED"], ...source.values }) };
  const others = word === "Source" ? [record] : [];
  return {
    ...(word === "Source" ? {} : { [lists[word]]: [record] }),
    ...(claims.length > 0 ? { claims } : {}),
    ...(source.kind === "new" ? { sources: [fresh, ...others] } : others.length > 0 ? { sources: others } : {}),
  };
}

/** Whether it is a link that is not recorded yet: then it is asked how it stands, too. */
export function isNewLink({ word, slug }: Pick<Subject, "word" | "slug">): boolean {
  return word === "TwinningLink" && slug === "";
}

/** Whether anything is said in some fields. */
export function isStated(values: Values): boolean {
  return Object.values(values).some((given) => trimmed(given).length > 0);
}

/** What can be seen to be wrong before the server is asked. */
export function faultsOf(draft: Draft, { word, slug, before }: Subject): Problem[] {
  const faults: Problem[] = [];
  const fault = (field: string, why: Problem["why"]) => faults.push({ field, why, message: "" });
  if (draft.source.kind === "known" && !draft.source.slug) fault("source", "source");
  if (draft.source.kind === "new")
    for (const { name, why } of faultsIn("Source", draft.source.values)) fault(`source.${name}`, why);
  for (const { name, why } of faultsIn(word, draft.values)) fault(name, why);
  if (isNewLink({ word, slug }) && isStated(draft.claim))
    for (const { name, why } of faultsIn("Claim", { ...draft.claim, link: [newLink] })) fault(`claim.${name}`, why);
  if (slug && Object.keys(inputOf(word, { ...draft.values, sources: before.sources ?? [] }, before)).length === 0)
    fault("note", "nothing");
  if (draft.note.trim() === "") fault("note", "needed");
  return faults;
}

function* faultsIn(word: Word, values: Values): Generator<{ name: string; why: Problem["why"] }> {
  for (const field of fields[word]) {
    const { name, kind, needed } = field;
    const given = trimmed(values[name]);
    if (given.length === 0) {
      if (needed) yield { name, why: "needed" };
    } else if (kind === "date" && !given.every(isPartialDate)) yield { name, why: "date" };
    else if (kind === "number" && !/^-?\d+$/.test(given[0] ?? "")) yield { name, why: "number" };
    else if (kind === "place" && (given.length !== 2 || given.some((one) => !Number.isFinite(Number(one)))))
      yield { name, why: "place" };
  }
}

/** Whether a text is a year, a month or a day of the calendar. */
export function isPartialDate(text: string): boolean {
  return /^\d{4}(-\d\d(-\d\d)?)?$/.test(text) && day(`${text}-01-01`.slice(0, Math.max(10, text.length))) !== undefined;
}

/** The problems that the server found, at the fields of the form. */
export function problemsOf(
  found: readonly { word: RecordWord | null; field: string | null; message: string; code: ProblemCode }[],
  word: Word,
): Problem[] {
  return found.map(({ word: of, field, message, code }) => {
    if (code === "CONFLICT") return { field: "", message, why: "conflict" };
    const part =
      of === "SOURCE" && word !== "Source" ? "source." : of === "CLAIM" && word === "TwinningLink" ? "claim." : "";
    const known = part + (field ?? "");
    return { field: known, message, why: "server" };
  });
}

/** A name for a request that is sent again until it is answered: 32 letters and digits. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
