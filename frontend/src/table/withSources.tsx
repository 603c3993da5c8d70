import { Proof } from "../record/Proof";
import type { List, Row } from "./list";
import { confidences } from "./values";

/** The list with a last column that proves each row. */
export function withSources(list: List<Row>): List<Row> {
  const cited = (row: Row) => [...new Map((list.cited?.(row) ?? row.sources).map((one) => [one.id, one])).values()];
  return {
    ...list,
    columns: [
      ...list.columns,
      {
        id: "sources",
        text: (row) =>
          cited(row)
            .map(({ title, url }) => (url ? `${title} <${url}>` : title))
            .join("; "),
        cell: (row) => (
          <Proof
            of={list.name(row)}
            sources={cited(row)}
            confidence={row.confidence}
            notes={row.notes}
            recordedAt={row.recordedAt}
          />
        ),
        fields: [
          { parameter: "confidence", kind: "choice", path: ["confidence"], values: confidences, words: "confidence" },
        ],
      },
    ],
  };
}
