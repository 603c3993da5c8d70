import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, languages } from "../view/view";

// A catalogue for each folder that has texts, and each language: src/<folder>/words/<language>.json. Each is a file of
// its own in the build and is loaded when first needed.
const catalogues = import.meta.glob<{ default: Record<string, unknown> }>("/src/*/words/*.json");

/** Starts the texts in a language. English stands in for a text that a catalogue lacks. */
export async function startLanguage(language: Language): Promise<i18n> {
  const words = i18next.createInstance();
  words.use(initReactI18next).use({
    type: "backend",
    init() {},
    read(lang: string, namespace: string, callback: (error: unknown, data: unknown) => void) {
      const load = catalogues[`/src/${namespace}/words/${lang}.json`];
      if (load)
        load().then(
          (catalogue) => callback(null, catalogue.default),
          (error) => callback(error, null),
        );
      else callback(new Error(`there are no ${lang} texts in src/${namespace}`), null);
    },
  });
  await words.init({
    lng: language,
    fallbackLng: "en",
    supportedLngs: languages,
    ns: ["app", "language", "search"],
    defaultNS: "app",
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  return words;
}

/** The first language of the reader that is spoken here, else English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (found) return found;
  }
  return "en";
}
