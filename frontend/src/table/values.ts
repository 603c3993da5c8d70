// The words of the schema that a reader can choose from. A test holds them to the schema.
import type {
  Basis,
  CityKind,
  Confidence,
  ContactChannel,
  InForce,
  LinkKind,
  OrganisationKind,
  Outcome,
  PracticeKind,
  ResolutionKind,
  Stance,
} from "../api/operations";

export const bases: Basis[] = ["DECISION", "STATEMENT", "OBSERVATION", "LISTING"];
export const linkKinds: LinkKind[] = [
  "TWINNING",
  "SISTER_CITY",
  "SISTER_STATE",
  "FRIENDSHIP",
  "PARTNERSHIP",
  "CONTACT_GROUP",
];
export const cityKinds: CityKind[] = [
  "CITY",
  "TOWN",
  "MUNICIPALITY",
  "COUNTY",
  "DISTRICT",
  "REGION",
  "VOIVODESHIP",
  "OBLAST",
  "DEPARTMENT",
  "UNION",
];
export const resolutionKinds: ResolutionKind[] = [
  "ANTI_LGBT_DECLARATION",
  "FAMILY_CHARTER",
  "SUSPENSION_DECISION",
  "HUMAN_RIGHTS_COMMITMENT",
  "SOLIDARITY",
  "OTHER",
];
export const inForces: InForce[] = ["TRUE", "FALSE", "UNKNOWN"];
export const outcomes: Outcome[] = ["IN_FORCE", "AMENDED", "REPEALED", "ANNULLED", "LAPSED", "REJECTED"];
export const organisationKinds: OrganisationKind[] = [
  "NETWORK",
  "NGO",
  "MUNICIPAL_ASSOCIATION",
  "FUNDER",
  "RESEARCH_INSTITUTE",
  "PARLIAMENT",
  "CAMPAIGN",
  "PUBLIC_BODY",
  "MEDIA",
];
export const stances: Stance[] = [
  "MAINTAIN_AND_DIALOGUE",
  "MAINTAIN",
  "DIALOGUE",
  "SUSPEND",
  "END",
  "COMMIT",
  "PARTNER",
  "PROTECT",
  "DOCUMENT",
  "PROMOTE_CHARTER",
  "CONDEMN",
  "WITHHOLD_FUNDS",
];
export const channels: ContactChannel[] = ["EMAIL", "PHONE", "WEB", "POST"];
export const practiceKinds: PracticeKind[] = [
  "BEST_PRACTICE",
  "OPPORTUNITY",
  "ACTION",
  "CAUTION",
  "RECOMMENDATION",
  "SUPPORT_MEASURE",
  "NEXT_STEP",
];
export const confidences: Confidence[] = ["DOCUMENTED", "RECALLED"];
