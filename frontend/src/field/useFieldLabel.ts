import { useTranslation } from "react-i18next";

/** What a field of a record is called; the schema's name for one that has no word here. */
export function useFieldLabel(): (name: string) => string {
  const { t } = useTranslation("field");
  return (name) => t(`label.${name}` as "label.name", { defaultValue: name });
}
