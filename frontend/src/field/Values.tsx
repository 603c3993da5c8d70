import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { webAddress } from "../record/webAddress";
import { type Field, pageOf } from "./fields";
import type { Called } from "./useNames";

interface Props {
  field: Field;
  /** As files write them; a place is two of them. */
  values: readonly string[];
  /** What records are called; left out, they are shown by their slugs. */
  called?: Called;
  /** The slug stands beside the name: of two records of one name it says which is meant. */
  slugs?: boolean;
}

/** The values of a field in the words of the page: codes in words, dates as the language writes them, records as links. */
export function Values({ field, values, called = bySlug, slugs = false }: Props) {
  const { t } = useTranslation("field");
  if (values.length === 0) return <span className="quiet-words">{t("none")}</span>;
  if (field.kind === "place") return <span className="value">{values.join(", ")}</span>;
  if (values.length === 1 && !field.many)
    return (
      <span className="value">
        <Value field={field} value={values[0] ?? ""} called={called} slugs={slugs} />
      </span>
    );
  return (
    <ul className="values">
      {values.map((value) => (
        <li key={value}>
          <Value field={field} value={value} called={called} slugs={slugs} />
        </li>
      ))}
    </ul>
  );
}

const bySlug: Called = (_, slug) => slug;

function Value({ field, value, called, slugs }: { field: Field; value: string; called: Called; slugs: boolean }) {
  const { t } = useTranslation(["field", "language"]);
  const format = useFormat();
  switch (field.kind) {
    case "choice":
      // The compiler cannot know which word belongs to which key; a test of the table does.
      return t(`language:${field.choice?.words}.${value}` as "language:status.ACTIVE", { defaultValue: value });
    case "date":
      return format.date(value);
    case "country":
      return format.country(value);
    case "number":
      return format.number(Number(value));
    case "flag":
      return t(value === "true" ? "field:yes" : "field:no");
    case "record": {
      const page = field.to ? pageOf(field.to) : null;
      const name = called(field.to, value);
      return (
        <>
          {page ? (
            <Link to={page} params={{ id: value }} search={(shown) => shown}>
              {name}
            </Link>
          ) : (
            name
          )}
          {slugs && name !== value && <code className="slug"> {value}</code>}
        </>
      );
    }
    case "web": {
      const url = webAddress(value);
      return url ? (
        <a href={url} rel="noreferrer">
          {value}
        </a>
      ) : (
        value
      );
    }
    case "text":
    case "prose":
      return <span lang="">{value}</span>;
    default:
      return value;
  }
}
