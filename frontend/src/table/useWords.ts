import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import type { Words } from "./list";

/** What rows are written with, in the language of the page. */
export function useWords(): Words {
  const { t } = useTranslation(["table", "language", "record"]);
  const format = useFormat();
  return useMemo(() => ({ t, format }), [t, format]);
}
