import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { countryName, dateWords, instantWords, listWords, numberWords } from "./format";

/** How the page's language writes dates, numbers, countries and lists. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? "en";
  return useMemo(
    () => ({
      language,
      date: (date: string | null | undefined) => dateWords(date, language),
      instant: (instant: string) => instantWords(instant, language),
      country: (code: string | null | undefined) => countryName(code, language),
      number: (value: number) => numberWords(value, language),
      list: (items: string[]) => listWords(items, language),
      /** An order of names as the language has it. */
      compare: new Intl.Collator(language).compare,
    }),
    [language],
  );
}
