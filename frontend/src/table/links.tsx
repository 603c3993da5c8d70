import { Link } from "@tanstack/react-router";
import { type TableLinkFragment, TableLinksDocument } from "../api/operations";
import { InDispute } from "../record/InDispute";
import { Since } from "../record/Since";
import { StatusMarks } from "../record/StatusMarks";
import { StatusWord } from "../record/StatusSign";
import { shownStatus } from "../record/status";
import { CityName, cityText } from "./cells";
import { type Asked, type Field, statusField } from "./filter";
import type { Column, List } from "./list";
import { bases, linkKinds } from "./values";

type Side = "one" | "other";

const sideFields = (side: Side): Field[] => [
  { parameter: side, kind: "text", path: ["between", side, "anyName"] },
  { parameter: `${side}Country`, kind: "country", path: ["between", side, "country"] },
];

const side = (id: "a" | "b", name: Side): Column<TableLinkFragment> => ({
  id: name,
  text: (link, words) => cityText(link[id], words),
  cell: (link, { format }) => <CityName city={link[id]} format={format} />,
  fields: sideFields(name),
});

/** Twinning links. Either city can be asked for in either column; a link is turned so that it reads as it was asked. */
export const links: List<TableLinkFragment> = {
  document: TableLinksDocument,
  name: ({ a, b }) => `${a.name} – ${b.name}`,
  cited: ({ status, sources }) => [...status.governing.flatMap((claim) => claim.sources), ...sources],
  turned: (link, asked) => (turn(link, asked) ? { ...link, a: link.b, b: link.a } : link),
  columns: [
    side("a", "one"),
    side("b", "other"),
    {
      id: "status",
      text: ({ status }, { t }) => t(`language:status.${shownStatus(status)}`),
      cell: ({ status }) => <StatusWord of={shownStatus(status)} />,
      fields: [statusField(["status"])],
    },
    {
      id: "since",
      text: ({ status }) => status.since ?? "",
      cell: ({ status }) => <Since of={status} />,
      order: "SINCE",
      fields: [{ parameter: "since", kind: "days", path: ["since"] }],
    },
    {
      id: "basis",
      text: ({ status }, { t }) => (status.basis ? t(`language:basis.${status.basis}`) : ""),
      fields: [{ parameter: "basis", kind: "choice", path: ["basis"], values: bases, words: "basis" }],
    },
    {
      id: "marks",
      text: ({ status, inDispute }, { t, format }) =>
        [
          inDispute.length > 0 && t("record:inDispute", { cities: format.list(inDispute.map(({ name }) => name)) }),
          status.disputed && t("record:disputed"),
          status.underReview && t("record:underReview"),
          status.unilateral && t("record:unilateral"),
        ]
          .filter(Boolean)
          .join(", "),
      cell: ({ status, inDispute }) => (
        <span className="marks">
          <InDispute cities={inDispute} /> <StatusMarks standing={status} />
        </span>
      ),
      fields: [
        { parameter: "disputed", kind: "yes", path: ["disputed"] },
        { parameter: "review", kind: "yes", path: ["underReview"] },
        { parameter: "unilateral", kind: "yes", path: ["unilateral"] },
      ],
    },
    {
      id: "confirmed",
      text: ({ status }) => status.lastConfirmed ?? "",
      cell: ({ status }, { format }) => format.date(status.lastConfirmed),
      order: "LAST_CONFIRMED",
      fields: [{ parameter: "confirmed", kind: "days", path: ["lastConfirmed"] }],
    },
    {
      id: "tie",
      text: ({ kind }, { t }) => t(`language:linkKind.${kind}`),
      cell: ({ slug, kind }, { t }) => (
        <Link to="/link/$id" params={{ id: slug }}>
          {t(`language:linkKind.${kind}`)}
        </Link>
      ),
      fields: [{ parameter: "kind", kind: "choice", path: ["kind"], values: linkKinds, words: "linkKind" }],
    },
  ],
};

/** Whether a link reads as it was asked only the other way round. */
export function turn({ a, b }: Pick<TableLinkFragment, "a" | "b">, asked: Asked): boolean {
  const fits = (city: typeof a, name: Side) => {
    const countries = String(asked[`${name}Country`] ?? "");
    const text = plain(String(asked[name] ?? ""));
    return (
      (countries === "" || countries.split(",").includes(city.country ?? "")) &&
      (text === "" || plain(city.name).includes(text))
    );
  };
  return !(fits(a, "one") && fits(b, "other")) && fits(b, "one") && fits(a, "other");
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
