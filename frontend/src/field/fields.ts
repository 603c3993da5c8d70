// The fields of records as they are recorded and corrected, and what the values of each are: one table, by which history
// shows them and forms ask for them. The schema's inputs have the same; a test compares.

/** A closed list of values: where their words are in the catalogue “language”, and the values in the schema's order. */
export interface Choice {
  words: string;
  values: readonly string[];
}

/** What the values of a field are. */
export type Kind =
  | "text" // a line
  | "prose" // several lines
  | "date" // may be partial
  | "number"
  | "place" // latitude and longitude
  | "flag"
  | "code" // letters and digits that are shown as they are
  | "country"
  | "web"
  | "choice"
  | "record"; // another record, by its slug

/** A field of a record. */
export interface Field {
  name: string;
  kind: Kind;
  /** It has several values. */
  many?: boolean;
  /** Nothing is recorded without it. */
  needed?: boolean;
  choice?: Choice;
  /** The type that it refers to. */
  to?: Word;
}

const choice = (words: string, ...values: string[]): Choice => ({ words, values });

export const choices = {
  claimType: choice(
    "claimType",
    ...[
      "ESTABLISHED",
      "SUSPENDED",
      "ENDED",
      "RESTORED",
      "REAFFIRMED",
      "REVIEW_OPENED",
      "LISTED",
      "OBSERVED",
      "NOT_LISTED",
    ],
  ),
  observed: choice("status", "ACTIVE", "SUSPENDED", "ENDED"),
  authority: choice("authority", "PARTY_DECISION", "OFFICIAL_STATEMENT", "THIRD_PARTY"),
  decidedBy: choice("decidedBy", "COUNCIL", "MAYOR", "EXECUTIVE", "ASSOCIATION"),
  dispute: choice("dispute", "STATUS", "ESTABLISHED", "INITIATOR", "PARTIES"),
  linkKind: choice(
    "linkKind",
    ...["TWINNING", "SISTER_CITY", "SISTER_STATE", "FRIENDSHIP", "PARTNERSHIP", "CONTACT_GROUP"],
  ),
  cityKind: choice(
    "cityKind",
    ...["CITY", "TOWN", "MUNICIPALITY", "COUNTY", "DISTRICT", "REGION", "VOIVODESHIP", "OBLAST", "DEPARTMENT", "UNION"],
  ),
  organisationKind: choice(
    "organisationKind",
    ...["NETWORK", "NGO", "MUNICIPAL_ASSOCIATION", "FUNDER", "RESEARCH_INSTITUTE"],
    ...["PARLIAMENT", "CAMPAIGN", "PUBLIC_BODY", "MEDIA"],
  ),
  resolutionKind: choice(
    "resolutionKind",
    ...["ANTI_LGBT_DECLARATION", "FAMILY_CHARTER", "SUSPENSION_DECISION"],
    ...["HUMAN_RIGHTS_COMMITMENT", "SOLIDARITY", "OTHER"],
  ),
  outcome: choice("outcome", "IN_FORCE", "AMENDED", "REPEALED", "ANNULLED", "LAPSED", "REJECTED"),
  stance: choice(
    "stance",
    ...["MAINTAIN_AND_DIALOGUE", "MAINTAIN", "DIALOGUE", "SUSPEND", "END", "COMMIT", "PARTNER", "PROTECT"],
    ...["DOCUMENT", "PROMOTE_CHARTER", "CONDEMN", "WITHHOLD_FUNDS"],
  ),
  campaignSubject: choice("campaignSubject", "DISCRIMINATING_TEXTS", "WAR"),
  confidence: choice("confidence", "DOCUMENTED", "RECALLED"),
  practiceKind: choice(
    "practiceKind",
    ...["BEST_PRACTICE", "OPPORTUNITY", "ACTION", "CAUTION", "RECOMMENDATION", "SUPPORT_MEASURE", "NEXT_STEP"],
  ),
  countryBasis: choice("countryBasis", "STATED", "INFERRED", "AMBIGUOUS"),
  channel: choice("channel", "EMAIL", "PHONE", "WEB", "POST"),
} as const;

const text = (name: string): Field => ({ name, kind: "text" });
const texts = (name: string): Field => ({ name, kind: "text", many: true });
const prose = (name: string): Field => ({ name, kind: "prose" });
const date = (name: string): Field => ({ name, kind: "date" });
const code = (name: string): Field => ({ name, kind: "code" });
const country = (name: string): Field => ({ name, kind: "country" });
const web = (name: string): Field => ({ name, kind: "web" });
const one = (name: string, choice: Choice): Field => ({ name, kind: "choice", choice });
const ref = (name: string, to: Word): Field => ({ name, kind: "record", to });
const refs = (name: string, to: Word): Field => ({ name, kind: "record", to, many: true });
const needed = (field: Field): Field => ({ ...field, needed: true });

/** What every record ends with. */
const statement: Field[] = [refs("sources", "Source"), one("confidence", choices.confidence), prose("notes")];

/** The types of records, as the schema names them. */
export const words = [
  "City",
  "TwinningLink",
  "Claim",
  "Resolution",
  "Organisation",
  "Campaign",
  "Pledge",
  "Partnership",
  "Practice",
  "Membership",
  "Edition",
  "Source",
  "Contact",
  "Approach",
  "SupportTwinning",
] as const;
export type Word = (typeof words)[number];

/** The fields of each type, in the order of the schema's inputs. */
export const fields: Record<Word, readonly Field[]> = {
  City: [
    needed(text("name")),
    text("localName"),
    texts("aliases"),
    needed(one("kind", choices.cityKind)),
    country("country"),
    text("region"),
    code("wikidata"),
    code("geonames"),
    { name: "location", kind: "place" },
    { name: "population", kind: "number" },
    code("iso3166_2"),
    ref("successor", "City"),
    texts("names"),
    { name: "listedUnder", kind: "code", many: true },
    country("administeredBy"),
    { name: "claimedBy", kind: "code", many: true },
    prose("territoryNote"),
    ...statement,
  ],
  TwinningLink: [
    needed(ref("a", "City")),
    needed(ref("b", "City")),
    needed(one("kind", choices.linkKind)),
    { name: "disputes", kind: "choice", choice: choices.dispute, many: true },
    prose("disputeNote"),
    ...statement,
  ],
  Claim: [
    needed(ref("link", "TwinningLink")),
    needed(one("type", choices.claimType)),
    ref("side", "City"),
    date("date"),
    one("observed", choices.observed),
    needed(one("authority", choices.authority)),
    one("decidedBy", choices.decidedBy),
    code("directory"),
    prose("reason"),
    ref("resolution", "Resolution"),
    refs("respondsTo", "Resolution"),
    ...statement,
  ],
  Resolution: [
    needed(ref("city", "City")),
    needed(text("title")),
    needed(one("kind", choices.resolutionKind)),
    ...["adopted", "adoptedBy", "inForceOn", "amended", "repealed", "annulled", "lapsed", "rejected"].map(date),
    one("outcome", choices.outcome),
    date("notInForceBy"),
    refs("links", "TwinningLink"),
    ...statement,
  ],
  Organisation: [
    needed(text("name")),
    texts("aliases"),
    needed(one("kind", choices.organisationKind)),
    country("country"),
    web("url"),
    ...statement,
  ],
  Campaign: [
    needed(text("name")),
    ref("organiser", "Organisation"),
    ref("organiserCity", "City"),
    needed(one("stance", choices.stance)),
    { name: "scope", kind: "code", many: true },
    { name: "about", kind: "code", many: true },
    one("subject", choices.campaignSubject),
    date("start"),
    date("end"),
    texts("milestones"),
    prose("target"),
    prose("summary"),
    prose("claimedNumbers"),
    texts("claimedPledges"),
    { name: "claimedFocusAreas", kind: "code", many: true },
    { name: "examplesOnly", kind: "flag" },
    refs("opposes", "Campaign"),
    ...statement,
  ],
  Pledge: [
    needed(ref("campaign", "Campaign")),
    ref("city", "City"),
    ref("organisation", "Organisation"),
    text("entityName"),
    country("country"),
    one("countryBasis", choices.countryBasis),
    texts("visionThemes"),
    texts("motivations"),
    texts("focusAreas"),
    date("date"),
    ...statement,
  ],
  Partnership: [
    refs("cities", "City"),
    refs("organisations", "Organisation"),
    text("programme"),
    texts("themes"),
    date("start"),
    date("end"),
    ref("funder", "Organisation"),
    ...statement,
  ],
  Practice: [
    needed(one("kind", choices.practiceKind)),
    needed(text("title")),
    prose("summary"),
    refs("cities", "City"),
    { name: "about", kind: "code", many: true },
    refs("opposes", "Practice"),
    ...statement,
  ],
  Membership: [
    needed(ref("city", "City")),
    needed(ref("organisation", "Organisation")),
    date("start"),
    date("end"),
    ...statement,
  ],
  // The cities that an edition covers can be some ten thousand: an import records them.
  Edition: [
    needed(code("directory")),
    needed(ref("source", "Source")),
    needed(date("date")),
    ref("previous", "Edition"),
    text("title"),
    ...statement,
  ],
  Source: [needed(text("title")), text("publisher"), web("url"), date("date"), code("archivedHash"), ...statement],
  Contact: [
    ref("city", "City"),
    ref("organisation", "Organisation"),
    text("role"),
    text("person"),
    one("channel", choices.channel),
    text("value"),
    code("tier"),
    { name: "personal", kind: "flag" },
    date("verified"),
    ...statement,
  ],
  Approach: [
    needed(ref("from", "City")),
    needed(ref("to", "City")),
    ref("organisation", "Organisation"),
    date("date"),
    text("channel"),
    prose("outcome"),
    ...statement,
  ],
  SupportTwinning: [
    text("programme"),
    country("mandateCountry"),
    country("defenderCountry"),
    text("theme"),
    ...statement,
  ],
};

/** A field of a type by its name; what the table does not know is a text. */
export function fieldOf(word: string, name: string): Field {
  return (
    fields[word as Word]?.find((field) => field.name === name) ?? { name, kind: name === "assumed" ? "date" : "text" }
  );
}

/** Where the page of a record is; null for a type that has none. */
export function pageOf(
  word: Word,
): "/city/$id" | "/link/$id" | "/resolution/$id" | "/organisation/$id" | "/campaign/$id" | "/edition/$id" | null {
  switch (word) {
    case "City":
      return "/city/$id";
    case "TwinningLink":
      return "/link/$id";
    case "Resolution":
      return "/resolution/$id";
    case "Organisation":
      return "/organisation/$id";
    case "Campaign":
      return "/campaign/$id";
    case "Edition":
      return "/edition/$id";
    default:
      return null;
  }
}
