import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { type Field, rangeOf } from "./filter";

/** What fields and their values are called. */
export function useFieldWords() {
  const { t } = useTranslation(["table", "language"]);
  const format = useFormat();
  // The compiler cannot know which word belongs to which key; the test of the lists does.
  const choice = ({ words = "status" }: Field, one: string) =>
    t(`language:${words}.${one}` as "language:status.ACTIVE");
  return {
    label: ({ parameter }: Field) => t(`table:field.${parameter}`),
    choice,
    value(field: Field, value: string): string {
      switch (field.kind) {
        case "choice":
          return value
            .split(",")
            .map((one) => choice(field, one))
            .join(", ");
        case "country":
          return value.split(",").map(format.country).join(", ");
        case "yes":
          return t(value === "yes" ? "table:yes" : "table:no");
        case "days":
          return rangeOf(value).map(format.date).join(" – ");
        case "numbers":
          return rangeOf(value)
            .map((end) => (end === "" ? "" : format.number(Number(end))))
            .join(" – ");
        default:
          return `“${value}”`;
      }
    },
  };
}
