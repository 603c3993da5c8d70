/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a campaign asks for. */
export type Stance =
  /** Keep ties and use them for dialogue. */
  | 'MAINTAIN_AND_DIALOGUE'
  /** Keep ties. */
  | 'MAINTAIN'
  /** Take up dialogue. */
  | 'DIALOGUE'
  /** Suspend ties. */
  | 'SUSPEND'
  /** End ties. */
  | 'END'
  /** Commit to human rights. */
  | 'COMMIT'
  /** Enter partnerships. */
  | 'PARTNER'
  /** Protect people at risk. */
  | 'PROTECT'
  /** Document what happens. */
  | 'DOCUMENT'
  /** Adopt a model charter. */
  | 'PROMOTE_CHARTER'
  /** Condemn. */
  | 'CONDEMN'
  /** Withhold funds. */
  | 'WITHHOLD_FUNDS';

/** What sort of local or regional government a City is. */
export type CityKind =
  /** A city. */
  | 'CITY'
  /** A town. */
  | 'TOWN'
  /** A municipality that is neither called city nor town. */
  | 'MUNICIPALITY'
  /** A county: powiat, Kreis, fylke. */
  | 'COUNTY'
  /** A district. */
  | 'DISTRICT'
  /** A region or state. */
  | 'REGION'
  /** A Polish voivodeship. */
  | 'VOIVODESHIP'
  /** An oblast. */
  | 'OBLAST'
  /** A French department. */
  | 'DEPARTMENT'
  /** A union of municipalities acting as one. */
  | 'UNION';

/** What a claim states: an act, or an observation (LISTED, OBSERVED). */
export type ClaimType =
  /** The tie was founded. */
  | 'ESTABLISHED'
  /** It was put on hold. */
  | 'SUSPENDED'
  /** It was ended. */
  | 'ENDED'
  /** It was taken up again. */
  | 'RESTORED'
  /** It was deliberately kept. */
  | 'REAFFIRMED'
  /** Its future was put up for debate; the state stays. */
  | 'REVIEW_OPENED'
  /** A directory shows it as standing. */
  | 'LISTED'
  /** A survey answer or a report on how things are. */
  | 'OBSERVED';

/** The weight of whoever decided or said so, strongest first. */
export type Authority =
  /** Council, mayor or executive of that side. */
  | 'PARTY_DECISION'
  /** The side's association or spokesperson, or a side named without the body. */
  | 'OFFICIAL_STATEMENT'
  /** Press, directory, survey. */
  | 'THIRD_PARTY';

/** The body that took a decision. */
export type DecidingBody =
  /** The council. */
  | 'COUNCIL'
  /** The mayor. */
  | 'MAYOR'
  /** The executive. */
  | 'EXECUTIVE'
  /** The twinning association. */
  | 'ASSOCIATION';

/** How a statement was obtained. */
export type Confidence =
  /** Seen in a stored source. */
  | 'DOCUMENTED'
  /** General knowledge; the best public source is named. */
  | 'RECALLED';

/** What sort of body an organisation is. */
export type OrganisationKind =
  /** A network. */
  | 'NETWORK'
  /** A non-governmental organisation. */
  | 'NGO'
  /** An association of local governments. */
  | 'MUNICIPAL_ASSOCIATION'
  /** A funder. */
  | 'FUNDER'
  /** A research institute. */
  | 'RESEARCH_INSTITUTE'
  /** A parliament. */
  | 'PARLIAMENT'
  /** A campaign group. */
  | 'CAMPAIGN'
  /** A public body. */
  | 'PUBLIC_BODY'
  /** A news medium. */
  | 'MEDIA';

/** Whether something applied. */
export type InForce =
  /** It applied. */
  | 'TRUE'
  /** It did not apply. */
  | 'FALSE'
  /** Not known, or under appeal. */
  | 'UNKNOWN';

/** What a resolution is about. */
export type ResolutionKind =
  /** A text against so-called LGBT ideology. */
  | 'ANTI_LGBT_DECLARATION'
  /** A charter of family rights that leaves out same-sex couples. */
  | 'FAMILY_CHARTER'
  /** A decision to suspend or end a tie. */
  | 'SUSPENSION_DECISION'
  /** A commitment to human rights. */
  | 'HUMAN_RIGHTS_COMMITMENT'
  /** A declaration of solidarity. */
  | 'SOLIDARITY'
  /** Anything else. */
  | 'OTHER';

/** What became of a resolution. */
export type Outcome =
  /** In force as far as known. */
  | 'IN_FORCE'
  /** Amended. */
  | 'AMENDED'
  /** Repealed. */
  | 'REPEALED'
  /** Annulled by a court. */
  | 'ANNULLED'
  /** Ended; how or when may be unknown. */
  | 'LAPSED'
  /** Voted down, never adopted. */
  | 'REJECTED';

/** The status of a side or of a link. */
export type Status =
  /** It stands. By a LISTING alone that is weak evidence. */
  | 'ACTIVE'
  /** Put on hold. */
  | 'SUSPENDED'
  /** Ended. */
  | 'ENDED'
  /** Statements of equal weight contradict each other. */
  | 'CONTESTED'
  /** Nothing is known on that day. Unknown is not active. */
  | 'UNKNOWN'
  /** Its founding came later. */
  | 'NOT_ESTABLISHED';

/** What a status rests on, strongest first. */
export type Basis =
  /** An act decided by the side's council, mayor or executive. */
  | 'DECISION'
  /** An act stated by the side without the deciding body. */
  | 'STATEMENT'
  /** An act or a state as a third party reports it. */
  | 'OBSERVATION'
  /** A directory shows the tie: weak evidence. */
  | 'LISTING';

/** What two cities call their tie. */
export type LinkKind =
  /** Twinning. */
  | 'TWINNING'
  /** Sister cities. */
  | 'SISTER_CITY'
  /** Sister states or regions. */
  | 'SISTER_STATE'
  /** Friendship. */
  | 'FRIENDSHIP'
  /** Partnership. */
  | 'PARTNERSHIP'
  /** A contact group. */
  | 'CONTACT_GROUP';

/** What rival sources disagree on. */
export type DisputeAbout =
  /** Whether it stands. */
  | 'STATUS'
  /** When it was established. */
  | 'ESTABLISHED'
  /** Which side acted. */
  | 'INITIATOR'
  /** Who the parties are. */
  | 'PARTIES';

export type CampaignQueryVariables = Exact<{
  id: string | number;
  knownAt?: string | null | undefined;
}>;


export type CampaignQuery = { campaign: { id: string, slug: string, name: string, stance: Stance, scope: Array<string>, start: string | null, end: string | null, target: string | null, summary: string | null, claimedNumbers: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, organiser: { id: string, slug: string, name: string } | null, organiserCity: { id: string, slug: string, name: string, country: string | null } | null, opposes: Array<{ id: string, slug: string, name: string, stance: Stance }>, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> } | null };

export type CityQueryVariables = Exact<{
  id: string | number;
  asOf?: string | null | undefined;
  knownAt?: string | null | undefined;
}>;


export type CityQuery = { city: { localName: string | null, aliases: Array<string>, kind: CityKind, region: string | null, population: number | null, confidence: Confidence | null, notes: string | null, recordedAt: string, id: string, slug: string, name: string, country: string | null, links: { totalCount: number, nodes: Array<{ id: string, slug: string, kind: LinkKind, disputes: Array<DisputeAbout>, disputeNote: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, cities: Array<{ id: string, slug: string, name: string, country: string | null }>, status: { status: Status, since: string | null, exact: boolean, unilateral: boolean, disputed: boolean, underReview: boolean, basis: Basis | null, lastConfirmed: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }>, before: { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> } | null, after: { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> } | null }, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> }, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> } | null };

export type CityLinkFragment = { id: string, slug: string, kind: LinkKind, disputes: Array<DisputeAbout>, disputeNote: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, cities: Array<{ id: string, slug: string, name: string, country: string | null }>, status: { status: Status, since: string | null, exact: boolean, unilateral: boolean, disputed: boolean, underReview: boolean, basis: Basis | null, lastConfirmed: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }>, before: { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> } | null, after: { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> } | null }, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> };

export type LinkQueryVariables = Exact<{
  id: string | number;
  asOf?: string | null | undefined;
  knownAt?: string | null | undefined;
}>;


export type LinkQuery = { twinningLink: { id: string, slug: string, kind: LinkKind, disputes: Array<DisputeAbout>, disputeNote: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, a: { id: string, slug: string, name: string, country: string | null }, b: { id: string, slug: string, name: string, country: string | null }, status: { status: Status, since: string | null, exact: boolean, unilateral: boolean, disputed: boolean, underReview: boolean, basis: Basis | null, lastConfirmed: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }>, before: { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> } | null, after: { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> } | null }, claims: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }>, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> } | null };

export type OrganisationQueryVariables = Exact<{
  id: string | number;
  knownAt?: string | null | undefined;
}>;


export type OrganisationQuery = { organisation: { id: string, slug: string, name: string, kind: OrganisationKind, country: string | null, url: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, campaigns: { nodes: Array<{ id: string, slug: string, name: string, stance: Stance }> }, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> } | null };

export type CitationFragment = { id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null };

export type PlaceFragment = { id: string, slug: string, name: string, country: string | null };

export type StatementFragment = { id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> };

export type KnownFragment = { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> };

export type StandingFragment = { status: Status, since: string | null, exact: boolean, unilateral: boolean, disputed: boolean, underReview: boolean, basis: Basis | null, lastConfirmed: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }>, before: { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> } | null, after: { status: Status, since: string | null, governing: Array<{ id: string, slug: string, type: ClaimType, date: string | null, effective: string, observed: Status | null, authority: Authority, decidedBy: DecidingBody | null, reason: string | null, confidence: Confidence | null, notes: string | null, recordedAt: string, side: { id: string, slug: string, name: string, country: string | null } | null, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> }> } | null };

export type ResolutionQueryVariables = Exact<{
  id: string | number;
  asOf?: string | null | undefined;
  knownAt?: string | null | undefined;
}>;


export type ResolutionQuery = { resolution: { id: string, slug: string, title: string, kind: ResolutionKind, adopted: string | null, adoptedBy: string | null, inForceOn: string | null, amended: string | null, repealed: string | null, annulled: string | null, lapsed: string | null, rejected: string | null, notInForceBy: string | null, outcome: Outcome | null, confidence: Confidence | null, notes: string | null, recordedAt: string, city: { id: string, slug: string, name: string, country: string | null }, inForce: { value: InForce, exact: boolean }, sources: Array<{ id: string, slug: string, title: string, publisher: string | null, url: string | null, date: string | null }> } | null };

export type SearchQueryVariables = Exact<{
  query: string;
  first: number;
  knownAt?: string | null | undefined;
}>;


export type SearchQuery = { search: Array<{ name: string, node:
      | { __typename: 'Campaign', slug: string, name: string, stance: Stance }
      | { __typename: 'City', slug: string, name: string, country: string | null, region: string | null, cityKind: CityKind }
      | { __typename: 'Claim' }
      | { __typename: 'Contact' }
      | { __typename: 'Organisation', slug: string, name: string, country: string | null, organisationKind: OrganisationKind }
      | { __typename: 'Partnership' }
      | { __typename: 'Pledge' }
      | { __typename: 'Practice' }
      | { __typename: 'Resolution', slug: string, title: string, adopted: string | null, resolutionKind: ResolutionKind, city: { name: string, country: string | null } }
      | { __typename: 'Source' }
      | { __typename: 'TwinningLink' }
     }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PlaceFragmentDoc = new TypedDocumentString(`
    fragment Place on City {
  id
  slug
  name
  country
}
    `, {"fragmentName":"Place"}) as unknown as TypedDocumentString<PlaceFragment, unknown>;
export const CitationFragmentDoc = new TypedDocumentString(`
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
    `, {"fragmentName":"Citation"}) as unknown as TypedDocumentString<CitationFragment, unknown>;
export const StatementFragmentDoc = new TypedDocumentString(`
    fragment Statement on Claim {
  id
  slug
  type
  side {
    ...Place
  }
  date
  effective
  observed
  authority
  decidedBy
  reason
  confidence
  notes
  recordedAt
  sources {
    ...Citation
  }
}
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
fragment Place on City {
  id
  slug
  name
  country
}`, {"fragmentName":"Statement"}) as unknown as TypedDocumentString<StatementFragment, unknown>;
export const KnownFragmentDoc = new TypedDocumentString(`
    fragment Known on Spell {
  status
  since
  governing {
    ...Statement
  }
}
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
fragment Place on City {
  id
  slug
  name
  country
}
fragment Statement on Claim {
  id
  slug
  type
  side {
    ...Place
  }
  date
  effective
  observed
  authority
  decidedBy
  reason
  confidence
  notes
  recordedAt
  sources {
    ...Citation
  }
}`, {"fragmentName":"Known"}) as unknown as TypedDocumentString<KnownFragment, unknown>;
export const StandingFragmentDoc = new TypedDocumentString(`
    fragment Standing on LinkStatus {
  status
  since
  exact
  unilateral
  disputed
  underReview
  basis
  lastConfirmed
  governing {
    ...Statement
  }
  before {
    ...Known
  }
  after {
    ...Known
  }
}
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
fragment Place on City {
  id
  slug
  name
  country
}
fragment Statement on Claim {
  id
  slug
  type
  side {
    ...Place
  }
  date
  effective
  observed
  authority
  decidedBy
  reason
  confidence
  notes
  recordedAt
  sources {
    ...Citation
  }
}
fragment Known on Spell {
  status
  since
  governing {
    ...Statement
  }
}`, {"fragmentName":"Standing"}) as unknown as TypedDocumentString<StandingFragment, unknown>;
export const CityLinkFragmentDoc = new TypedDocumentString(`
    fragment CityLink on TwinningLink {
  id
  slug
  kind
  cities {
    ...Place
  }
  status {
    ...Standing
  }
  disputes
  disputeNote
  confidence
  notes
  recordedAt
  sources {
    ...Citation
  }
}
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
fragment Place on City {
  id
  slug
  name
  country
}
fragment Statement on Claim {
  id
  slug
  type
  side {
    ...Place
  }
  date
  effective
  observed
  authority
  decidedBy
  reason
  confidence
  notes
  recordedAt
  sources {
    ...Citation
  }
}
fragment Known on Spell {
  status
  since
  governing {
    ...Statement
  }
}
fragment Standing on LinkStatus {
  status
  since
  exact
  unilateral
  disputed
  underReview
  basis
  lastConfirmed
  governing {
    ...Statement
  }
  before {
    ...Known
  }
  after {
    ...Known
  }
}`, {"fragmentName":"CityLink"}) as unknown as TypedDocumentString<CityLinkFragment, unknown>;
export const CampaignDocument = new TypedDocumentString(`
    query Campaign($id: ID!, $knownAt: DateTime) {
  campaign(id: $id, knownAt: $knownAt) {
    id
    slug
    name
    stance
    scope
    start
    end
    target
    summary
    claimedNumbers
    organiser {
      id
      slug
      name
    }
    organiserCity {
      ...Place
    }
    opposes {
      id
      slug
      name
      stance
    }
    confidence
    notes
    recordedAt
    sources {
      ...Citation
    }
  }
}
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
fragment Place on City {
  id
  slug
  name
  country
}`) as unknown as TypedDocumentString<CampaignQuery, CampaignQueryVariables>;
export const CityDocument = new TypedDocumentString(`
    query City($id: ID!, $asOf: Date, $knownAt: DateTime) {
  city(id: $id, asOf: $asOf, knownAt: $knownAt) {
    ...Place
    localName
    aliases
    kind
    region
    population
    links(first: 500) {
      totalCount
      nodes {
        ...CityLink
      }
    }
    confidence
    notes
    recordedAt
    sources {
      ...Citation
    }
  }
}
    fragment CityLink on TwinningLink {
  id
  slug
  kind
  cities {
    ...Place
  }
  status {
    ...Standing
  }
  disputes
  disputeNote
  confidence
  notes
  recordedAt
  sources {
    ...Citation
  }
}
fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
fragment Place on City {
  id
  slug
  name
  country
}
fragment Statement on Claim {
  id
  slug
  type
  side {
    ...Place
  }
  date
  effective
  observed
  authority
  decidedBy
  reason
  confidence
  notes
  recordedAt
  sources {
    ...Citation
  }
}
fragment Known on Spell {
  status
  since
  governing {
    ...Statement
  }
}
fragment Standing on LinkStatus {
  status
  since
  exact
  unilateral
  disputed
  underReview
  basis
  lastConfirmed
  governing {
    ...Statement
  }
  before {
    ...Known
  }
  after {
    ...Known
  }
}`) as unknown as TypedDocumentString<CityQuery, CityQueryVariables>;
export const LinkDocument = new TypedDocumentString(`
    query Link($id: ID!, $asOf: Date, $knownAt: DateTime) {
  twinningLink(id: $id, asOf: $asOf, knownAt: $knownAt) {
    id
    slug
    kind
    a {
      ...Place
    }
    b {
      ...Place
    }
    status {
      ...Standing
    }
    claims {
      ...Statement
    }
    disputes
    disputeNote
    confidence
    notes
    recordedAt
    sources {
      ...Citation
    }
  }
}
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
fragment Place on City {
  id
  slug
  name
  country
}
fragment Statement on Claim {
  id
  slug
  type
  side {
    ...Place
  }
  date
  effective
  observed
  authority
  decidedBy
  reason
  confidence
  notes
  recordedAt
  sources {
    ...Citation
  }
}
fragment Known on Spell {
  status
  since
  governing {
    ...Statement
  }
}
fragment Standing on LinkStatus {
  status
  since
  exact
  unilateral
  disputed
  underReview
  basis
  lastConfirmed
  governing {
    ...Statement
  }
  before {
    ...Known
  }
  after {
    ...Known
  }
}`) as unknown as TypedDocumentString<LinkQuery, LinkQueryVariables>;
export const OrganisationDocument = new TypedDocumentString(`
    query Organisation($id: ID!, $knownAt: DateTime) {
  organisation(id: $id, knownAt: $knownAt) {
    id
    slug
    name
    kind
    country
    url
    campaigns(first: 100) {
      nodes {
        id
        slug
        name
        stance
      }
    }
    confidence
    notes
    recordedAt
    sources {
      ...Citation
    }
  }
}
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}`) as unknown as TypedDocumentString<OrganisationQuery, OrganisationQueryVariables>;
export const ResolutionDocument = new TypedDocumentString(`
    query Resolution($id: ID!, $asOf: Date, $knownAt: DateTime) {
  resolution(id: $id, asOf: $asOf, knownAt: $knownAt) {
    id
    slug
    title
    kind
    city {
      ...Place
    }
    inForce {
      value
      exact
    }
    adopted
    adoptedBy
    inForceOn
    amended
    repealed
    annulled
    lapsed
    rejected
    notInForceBy
    outcome
    confidence
    notes
    recordedAt
    sources {
      ...Citation
    }
  }
}
    fragment Citation on Source {
  id
  slug
  title
  publisher
  url
  date
}
fragment Place on City {
  id
  slug
  name
  country
}`) as unknown as TypedDocumentString<ResolutionQuery, ResolutionQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($query: String!, $first: Int!, $knownAt: DateTime) {
  search(query: $query, first: $first, knownAt: $knownAt) {
    name
    node {
      __typename
      ... on City {
        slug
        name
        cityKind: kind
        country
        region
      }
      ... on Organisation {
        slug
        name
        organisationKind: kind
        country
      }
      ... on Resolution {
        slug
        title
        resolutionKind: kind
        adopted
        city {
          name
          country
        }
      }
      ... on Campaign {
        slug
        name
        stance
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;