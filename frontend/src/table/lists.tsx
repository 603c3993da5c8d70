import { Link } from "@tanstack/react-router";
import {
  type TableCampaignFragment,
  TableCampaignsDocument,
  TableCitiesDocument,
  type TableCityFragment,
  type TableContactFragment,
  TableContactsDocument,
  type TableOrganisationFragment,
  TableOrganisationsDocument,
  type TablePartnershipFragment,
  TablePartnershipsDocument,
  type TablePledgeFragment,
  TablePledgesDocument,
  type TablePracticeFragment,
  TablePracticesDocument,
  type TableResolutionFragment,
  TableResolutionsDocument,
  type TableSourceFragment,
  TableSourcesDocument,
} from "../api/operations";
import type { ListName } from "./address";
import { CityName, cityText, OrganisationName, Parties, WebAddress } from "./cells";
import { anyName, cityFields, countries, country, dates, days, kind, name, texts } from "./columns";
import { statusField } from "./filter";
import { links } from "./links";
import type { List, Row, Words } from "./list";
import {
  channels,
  cityKinds,
  inForces,
  organisationKinds,
  outcomes,
  practiceKinds,
  resolutionKinds,
  stances,
} from "./values";

const cities: List<TableCityFragment> = {
  document: TableCitiesDocument,
  name: (city) => city.name,
  columns: [
    texts("name", (city) => city.name, {
      cell: ({ slug, name, localName }) => (
        <>
          <Link to="/city/$id" params={{ id: slug }}>
            {name}
          </Link>
          {localName && localName !== name && (
            <span className="quiet-words" lang="">
              {" "}
              {localName}
            </span>
          )}
        </>
      ),
      order: "NAME",
      fields: [anyName],
    }),
    countries((city) => city.country, "COUNTRY"),
    texts("region", (city) => city.region, {
      order: "REGION",
      fields: [{ parameter: "region", kind: "text", path: ["region"] }],
    }),
    {
      id: "kind",
      text: (city, { t }) => t(`language:cityKind.${city.kind}`),
      fields: [kind(cityKinds, "cityKind")],
    },
    {
      id: "population",
      text: ({ population }) => (population === null ? "" : String(population)),
      cell: ({ population }, { format }) => population !== null && format.number(population),
      order: "POPULATION",
      fields: [{ parameter: "population", kind: "numbers", path: ["population"] }],
      number: true,
    },
    {
      id: "ties",
      text: (city) => String(city.links.totalCount),
      fields: [statusField(["links", "status"])],
      number: true,
    },
  ],
};

const resolutions: List<TableResolutionFragment> = {
  document: TableResolutionsDocument,
  name: ({ title }) => title,
  columns: [
    texts("title", ({ title }) => title, {
      cell: ({ slug, title }) => (
        <Link to="/resolution/$id" params={{ id: slug }}>
          {title}
        </Link>
      ),
      order: "TITLE",
      fields: [{ parameter: "title", kind: "text", path: ["title"] }],
      wide: true,
    }),
    {
      id: "city",
      text: (row, words) => cityText(row.city, words),
      cell: (row, { format }) => <CityName city={row.city} format={format} />,
      fields: cityFields("city"),
    },
    texts("region", ({ city }) => city.region, {
      fields: [{ parameter: "region", kind: "text", path: ["city", "region"] }],
    }),
    {
      id: "kind",
      text: (row, { t }) => t(`language:resolutionKind.${row.kind}`),
      fields: [kind(resolutionKinds, "resolutionKind")],
    },
    {
      id: "inForce",
      text: (row, { t }) => t(`language:inForce.${row.inForce.value}`),
      cell: (row, { t }) =>
        `${t(`language:inForce.${row.inForce.value}`)}${row.inForce.exact ? "" : ` (${t("record:notExact")})`}`,
      fields: [{ parameter: "inForce", kind: "choice", path: ["inForce"], values: inForces, words: "inForce" }],
    },
    {
      id: "adopted",
      text: ({ adopted, adoptedBy }, { t }) => adopted ?? (adoptedBy ? t("table:by", { date: adoptedBy }) : ""),
      cell: ({ adopted, adoptedBy }, { t, format }) =>
        adopted ? format.date(adopted) : adoptedBy && t("table:by", { date: format.date(adoptedBy) }),
      order: "ADOPTED",
      fields: [days("adopted", "adopted")],
    },
    dates("repealed", (row) => row.repealed, { order: "REPEALED", fields: [days("repealed", "repealed")] }),
    {
      id: "outcome",
      text: ({ outcome }, { t }) => (outcome ? t(`language:outcome.${outcome}`) : ""),
      fields: [{ parameter: "outcome", kind: "choice", path: ["outcome"], values: outcomes, words: "outcome" }],
    },
  ],
};

const organisations: List<TableOrganisationFragment> = {
  document: TableOrganisationsDocument,
  name: (row) => row.name,
  columns: [
    texts("name", (row) => row.name, {
      cell: (row) => <OrganisationName organisation={row} />,
      order: "NAME",
      fields: [anyName],
      wide: true,
    }),
    {
      id: "kind",
      text: (row, { t }) => t(`language:organisationKind.${row.kind}`),
      fields: [kind(organisationKinds, "organisationKind")],
    },
    countries((row) => row.country, "COUNTRY"),
    texts("web", ({ url }) => url, { cell: ({ url }) => <WebAddress text={url} /> }),
  ],
};

const scopes = (codes: readonly string[], { t, format }: Words) =>
  codes.map((code) => (code === "global" ? t("table:worldwide") : format.country(code))).join(", ");

const campaigns: List<TableCampaignFragment> = {
  document: TableCampaignsDocument,
  name: (row) => row.name,
  columns: [
    texts("name", (row) => row.name, {
      cell: ({ slug, name }) => (
        <Link to="/campaign/$id" params={{ id: slug }}>
          {name}
        </Link>
      ),
      order: "NAME",
      fields: [name],
      wide: true,
    }),
    {
      id: "stance",
      text: ({ stance }, { t }) => t(`language:stance.${stance}`),
      fields: [{ parameter: "stance", kind: "choice", path: ["stance"], values: stances, words: "stance" }],
    },
    {
      id: "organiser",
      text: ({ organiser, organiserCity }) => organiser?.name ?? organiserCity?.name ?? "",
      cell: ({ organiser, organiserCity }, { format }) =>
        organiser ? (
          <OrganisationName organisation={organiser} />
        ) : (
          organiserCity && <CityName city={organiserCity} format={format} />
        ),
      fields: [{ parameter: "organiser", kind: "text", path: ["organiser", "anyName"] }],
    },
    {
      id: "scope",
      text: ({ scope }, words) => scopes(scope, words),
      fields: [{ parameter: "scope", kind: "country", path: ["scope"] }],
    },
    {
      id: "about",
      text: ({ about }, words) => scopes(about, words),
      fields: [{ parameter: "about", kind: "country", path: ["about"] }],
    },
    dates("start", ({ start }) => start, { order: "START", fields: [days("start", "start")] }),
    dates("end", ({ end }) => end, { fields: [days("end", "end")] }),
    { id: "pledges", text: ({ pledges }) => String(pledges.totalCount), number: true },
  ],
};

const pledges: List<TablePledgeFragment> = {
  document: TablePledgesDocument,
  name: ({ entityName }) => entityName,
  columns: [
    texts("name", ({ entityName }) => entityName, {
      cell: ({ entityName, city, organisation }) =>
        city ? (
          <Link to="/city/$id" params={{ id: city.slug }}>
            {entityName}
          </Link>
        ) : organisation ? (
          <OrganisationName organisation={{ ...organisation, name: entityName }} />
        ) : (
          entityName
        ),
      order: "ENTITY_NAME",
      fields: [{ parameter: "name", kind: "text", path: ["entityName"] }],
    }),
    {
      id: "country",
      text: ({ country }, { format }) => format.country(country),
      cell: ({ country, countryBasis }, { t, format }) => (
        <>
          {format.country(country)}
          {countryBasis && countryBasis !== "STATED" && (
            <span className="quiet-words"> {t(`language:countryBasis.${countryBasis}`)}</span>
          )}
        </>
      ),
      order: "COUNTRY",
      fields: [country],
    },
    texts("campaign", ({ campaign }) => campaign.name, {
      cell: ({ campaign }) => (
        <Link to="/campaign/$id" params={{ id: campaign.slug }}>
          {campaign.name}
        </Link>
      ),
      fields: [{ parameter: "campaign", kind: "text", path: ["campaign", "name"] }],
    }),
    texts("work", ({ focusAreas }) => focusAreas.map((area) => area.replaceAll("_", " ")).join(", "), {
      fields: [{ parameter: "work", kind: "keyword", path: ["focusAreas"] }],
      wide: true,
    }),
    dates("date", ({ date }) => date, { order: "DATE", fields: [days("date", "date")] }),
  ],
};

const partnerships: List<TablePartnershipFragment> = {
  document: TablePartnershipsDocument,
  name: ({ programme, slug }) => programme ?? slug,
  columns: [
    texts("programme", ({ programme }) => programme, {
      order: "PROGRAMME",
      fields: [{ parameter: "programme", kind: "text", path: ["programme"] }],
    }),
    {
      id: "parties",
      text: ({ cities, organisations }, words) =>
        [...cities.map((city) => cityText(city, words)), ...organisations.map(({ name }) => name)].join("; "),
      cell: ({ cities, organisations }, { format }) => (
        <Parties cities={cities} organisations={organisations} format={format} />
      ),
      fields: cityFields("cities"),
      wide: true,
    },
    texts("themes", ({ themes }) => themes.join(", "), {
      fields: [{ parameter: "topic", kind: "text", path: ["themes"] }],
    }),
    texts("funder", ({ funder }) => funder?.name ?? null, {
      cell: ({ funder }) => funder && <OrganisationName organisation={funder} />,
      fields: [{ parameter: "funder", kind: "text", path: ["funder", "anyName"] }],
    }),
    dates("start", ({ start }) => start, { order: "START", fields: [days("start", "start")] }),
    dates("end", ({ end }) => end, { fields: [days("end", "end")] }),
  ],
};

const contacts: List<TableContactFragment> = {
  document: TableContactsDocument,
  name: ({ role }) => role,
  columns: [
    texts("role", ({ role }) => role, {
      order: "ROLE",
      fields: [{ parameter: "role", kind: "text", path: ["role"] }],
      wide: true,
    }),
    {
      id: "reaches",
      text: ({ city, organisation }, words) => (city ? cityText(city, words) : (organisation?.name ?? "")),
      cell: ({ city, organisation }, { format }) =>
        city ? (
          <CityName city={city} format={format} />
        ) : (
          organisation && <OrganisationName organisation={organisation} />
        ),
      fields: [...cityFields("city"), { parameter: "organisation", kind: "text", path: ["organisation", "anyName"] }],
    },
    {
      id: "channel",
      text: ({ channel }, { t }) => t(`language:channel.${channel}`),
      fields: [{ parameter: "channel", kind: "choice", path: ["channel"], values: channels, words: "channel" }],
    },
    texts("value", ({ value }) => value, { cell: ({ value }) => <WebAddress text={value} /> }),
    dates("verified", ({ verified }) => verified, { order: "VERIFIED", fields: [days("verified", "verified")] }),
  ],
};

const practices: List<TablePracticeFragment> = {
  document: TablePracticesDocument,
  name: ({ title }) => title,
  columns: [
    texts("title", ({ title }) => title, {
      order: "TITLE",
      fields: [{ parameter: "title", kind: "text", path: ["title"] }],
    }),
    {
      id: "kind",
      text: (row, { t }) => t(`language:practiceKind.${row.kind}`),
      fields: [kind(practiceKinds, "practiceKind")],
    },
    texts("summary", ({ summary }) => summary, { wide: true }),
    {
      id: "cities",
      text: (row, words) => row.cities.map((city) => cityText(city, words)).join("; "),
      cell: (row, { format }) => <Parties cities={row.cities} format={format} />,
      fields: cityFields("cities"),
    },
  ],
};

const sources: List<TableSourceFragment> = {
  document: TableSourcesDocument,
  name: ({ title }) => title,
  columns: [
    texts("title", ({ title }) => title, {
      order: "TITLE",
      fields: [{ parameter: "title", kind: "text", path: ["title"] }],
      wide: true,
    }),
    texts("publisher", ({ publisher }) => publisher, {
      order: "PUBLISHER",
      fields: [{ parameter: "publisher", kind: "text", path: ["publisher"] }],
    }),
    dates("date", ({ date }) => date, { order: "DATE", fields: [days("date", "date")] }),
    texts("web", ({ url }) => url, { cell: ({ url }) => <WebAddress text={url} /> }),
  ],
};

/** The lists by the names that the address has for them. */
export const lists: Record<ListName, List<Row>> = {
  links,
  cities,
  resolutions,
  organisations,
  campaigns,
  pledges,
  partnerships,
  contacts,
  practices,
  sources,
};
