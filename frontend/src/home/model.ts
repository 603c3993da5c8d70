// The shapes of the answers to src/documents/*.graphql, and the decisions about how to show them. No React here.

export type Status = "ACTIVE" | "SUSPENDED" | "ENDED" | "CONTESTED" | "UNKNOWN" | "NOT_ESTABLISHED";
export type Basis = "DECISION" | "STATEMENT" | "OBSERVATION" | "LISTING";

export interface Citation {
  id: string;
  title: string;
  publisher: string | null;
  url: string | null;
  date: string | null;
}

export interface Statement {
  id: string;
  type: string;
  side: { id: string; name: string } | null;
  date: string | null;
  authority: string;
  decidedBy: string | null;
  reason: string | null;
  sources: Citation[];
}

export interface Known {
  status: Status;
  since: string | null;
  governing: Statement[];
}

export interface LinkStatus extends Known {
  exact: boolean;
  unilateral: boolean;
  disputed: boolean;
  underReview: boolean;
  basis: Basis | null;
  lastConfirmed: string | null;
  before: Known | null;
  after: Known | null;
}

export interface Place {
  id: string;
  slug: string;
  name: string;
  country: string | null;
}

export interface Link {
  id: string;
  slug: string;
  kind: string;
  cities: Place[];
  status: LinkStatus;
  disputes: string[];
  disputeNote: string | null;
  sources: Citation[];
}

export interface City extends Place {
  localName: string | null;
  kind: string;
  region: string | null;
  population: number | null;
  links: { totalCount: number; nodes: Link[] };
  sources: Citation[];
}

export interface Organisation extends Place {
  kind: string;
  url: string | null;
  sources: Citation[];
}

export interface Resolution {
  id: string;
  slug: string;
  title: string;
  kind: string;
  city: Place;
  inForce: { value: "TRUE" | "FALSE" | "UNKNOWN"; exact: boolean };
  adopted: string | null;
  adoptedBy: string | null;
  inForceOn: string | null;
  amended: string | null;
  repealed: string | null;
  annulled: string | null;
  lapsed: string | null;
  rejected: string | null;
  notInForceBy: string | null;
  sources: Citation[];
}

export interface SearchHit {
  /** The name that the text matched, as written; not always the one that the node goes by. */
  name: string;
  node:
    | ({ __typename: "City"; kind: string } & Place)
    | ({ __typename: "Organisation"; organisationKind: string } & Place)
    | {
        __typename: "Resolution";
        id: string;
        slug: string;
        title: string;
        resolutionKind: string;
        adopted: string | null;
        city: { name: string; country: string | null };
      };
}

/** What the page shows: one thing, at a date; an empty asOf is today. */
export interface Choice {
  word: "city" | "organisation" | "resolution";
  slug: string;
}

const choiceWords = ["city", "organisation", "resolution"] as const;

/** Reads the choice and the date from an address such as ?city=chicago-il-us&asOf=2021-12-31. */
export function readAddress(search: string): { choice: Choice | null; asOf: string } {
  const parameters = new URLSearchParams(search);
  const asOf = parameters.get("asOf") ?? "";
  const word = choiceWords.find((candidate) => parameters.get(candidate));
  return {
    choice: word ? { word, slug: parameters.get(word) ?? "" } : null,
    asOf: /^\d{4}-\d\d-\d\d$/.test(asOf) ? asOf : "",
  };
}

/** The address of a choice at a date. */
export function address(choice: Choice | null, asOf: string): string {
  const parameters = new URLSearchParams();
  if (choice) parameters.set(choice.word, choice.slug);
  if (asOf) parameters.set("asOf", asOf);
  const text = parameters.toString();
  return text ? `/?${text}` : "/";
}

/** What the title line of a hit says, and the choice it leads to. */
export function describeHit(hit: SearchHit): { choice: Choice; name: string; detail: string } {
  const { node } = hit;
  const also = (name: string) => (hit.name === name ? null : `found as “${hit.name}”`);
  switch (node.__typename) {
    case "City":
      return {
        choice: { word: "city", slug: node.slug },
        name: node.name,
        detail: join(inWords(node.kind), countryName(node.country), also(node.name)),
      };
    case "Organisation":
      return {
        choice: { word: "organisation", slug: node.slug },
        name: node.name,
        detail: join(inWords(node.organisationKind), countryName(node.country), also(node.name)),
      };
    case "Resolution":
      return {
        choice: { word: "resolution", slug: node.slug },
        name: node.title,
        detail: join(inWords(node.resolutionKind), node.city.name, dateWords(node.adopted)),
      };
  }
}

/** A heading under which links are listed, and how it is drawn. */
export interface Group {
  key: "suspended" | "ended" | "contested" | "active" | "listed" | "unknown" | "not-established";
  title: string;
  explanation: string;
}

// A tie that stands by a directory alone is weak evidence, so it never shares a heading with one that a side acted on.
const groups: Group[] = [
  { key: "suspended", title: "Suspended", explanation: "At least one side put the tie on hold." },
  { key: "ended", title: "Ended", explanation: "At least one side ended the tie." },
  { key: "contested", title: "Contested", explanation: "Statements of equal weight contradict each other." },
  { key: "active", title: "Active", explanation: "Somebody acted on it or reported it as standing." },
  {
    key: "listed",
    title: "Active by a list only",
    explanation: "A directory shows the tie. That is weak evidence: directories keep suspended and ended ties.",
  },
  { key: "unknown", title: "Unknown", explanation: "No statement covers this date. Unknown is not active." },
  { key: "not-established", title: "Not yet established", explanation: "The tie begins after this date." },
];

/** The statements that a status rests on; those of the nearest known ones when it is unknown itself. */
export function statementsOf({ governing, before, after }: LinkStatus): Statement[] {
  return [governing, before?.governing ?? [], after?.governing ?? []].flat();
}

/** Which heading a status belongs under. */
export function groupOf(status: Pick<LinkStatus, "status" | "basis">): Group["key"] {
  switch (status.status) {
    case "SUSPENDED":
      return "suspended";
    case "ENDED":
      return "ended";
    case "CONTESTED":
      return "contested";
    case "ACTIVE":
      return status.basis === "LISTING" ? "listed" : "active";
    case "NOT_ESTABLISHED":
      return "not-established";
    default:
      return "unknown";
  }
}

/** Sorts links under their headings, leaving out empty ones; by name of the other city within each. */
export function grouped(links: Link[], cityId: string): { group: Group; links: { link: Link; other: Place }[] }[] {
  const rows = links.map((link) => ({ link, other: otherCity(link, cityId) }));
  rows.sort((a, b) => a.other.name.localeCompare(b.other.name, "en") || a.link.slug.localeCompare(b.link.slug));
  return groups
    .map((group) => ({ group, links: rows.filter(({ link }) => groupOf(link.status) === group.key) }))
    .filter(({ links }) => links.length > 0);
}

/** The end of a link that is not the given city. */
export function otherCity(link: Link, cityId: string): Place {
  const other = link.cities.find(({ id }) => id !== cityId) ?? link.cities[0];
  if (!other) throw new Error(`link ${link.slug} has no cities`);
  return other;
}

const bases: Record<Basis, string> = {
  DECISION: "by a decision of a side",
  STATEMENT: "by a statement of a side",
  OBSERVATION: "as others report it",
  LISTING: "by a directory alone",
};

/** What a status rests on, in words; empty when nothing is known. */
export function basisWords(basis: Basis | null): string {
  return basis ? bases[basis] : "";
}

const statuses: Record<Status, string> = {
  ACTIVE: "active",
  SUSPENDED: "suspended",
  ENDED: "ended",
  CONTESTED: "contested",
  UNKNOWN: "unknown",
  NOT_ESTABLISHED: "not yet established",
};

/** The nearest known states around an unknown one, in a sentence; empty when there are none. */
export function nearestKnown(status: Pick<LinkStatus, "before" | "after">): string {
  const parts = [
    status.before && `${statuses[status.before.status]} before${since(status.before.since, "since")}`,
    status.after && `${statuses[status.after.status]} later${since(status.after.since, "from")}`,
  ];
  return parts.filter(Boolean).join("; ");
}

function since(date: string | null, word: string): string {
  return date ? ` (${word} ${dateWords(date)})` : "";
}

/** Who stated what, in a sentence: “Suspended by Chicago (mayor), 1 March 2022”. */
export function statementWords(statement: Statement): string {
  const act = capital(inWords(statement.type));
  const who = statement.side ? ` by ${statement.side.name}` : "";
  const body = statement.decidedBy ? ` (${inWords(statement.decidedBy)})` : "";
  return `${act}${who}${body}, ${dateWords(statement.date) || "date not known"}`;
}

const matters: Record<string, string> = {
  STATUS: "whether it stands",
  ESTABLISHED: "when it was established",
  INITIATOR: "which side acted",
  PARTIES: "who its parties are",
};

/** What an editor found disputed, in a sentence; empty when nothing is. */
export function disputeWords({ disputes, disputeNote }: Pick<Link, "disputes" | "disputeNote">): string {
  if (disputes.length === 0) return "";
  const about = disputes.map((matter) => matters[matter] ?? inWords(matter)).join(" and ");
  return `Sources disagree about ${about}${disputeNote ? `: ${disputeNote}` : ""}.`;
}

/** A partial date in words: “2022”, “March 2022” or “1 March 2022”; empty for none. */
export function dateWords(date: string | null): string {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date ?? "");
  if (!parts) return date ?? "";
  const [, year, month, day] = parts;
  if (!month) return String(year);
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    ...(day ? { day: "numeric" } : {}),
  }).format(new Date(`${year}-${month}-${day ?? "01"}T00:00:00Z`));
}

/** A country's English name from its two-letter code; the code itself when it is none, empty when not known. */
export function countryName(code: string | null): string {
  if (!code) return "";
  try {
    return new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

// Words that are not simply the value in lower case.
const spelt: Record<string, string> = {
  NGO: "NGO",
  ANTI_LGBT_DECLARATION: "anti-LGBT declaration",
  FAMILY_CHARTER: "Family Charter",
};

/** An enum value in words: SISTER_CITY is “sister city”. */
export function inWords(value: string): string {
  return spelt[value] ?? value.toLowerCase().replaceAll("_", " ");
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The parts that say something, with a middle dot between them. */
export function join(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** The address of a source when it is a web address, and null for anything else. */
export function webAddress(url: string | null): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

/** Today's date, UTC, as the server counts it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
