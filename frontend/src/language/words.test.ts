import { describe, expect, it } from "vitest";
import { languages } from "../view/view";

const files = import.meta.glob<Record<string, unknown>>("/src/*/words/*.json", { import: "default", eager: true });
const folders = [...new Set(Object.keys(files).map((path) => path.split("/")[2]))];

/** All texts of a catalogue by key, such as “links.title”. */
function flat(catalogue: Record<string, unknown>, before = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === "string") texts.set(before + key, value);
    else for (const [inner, text] of flat(value as Record<string, unknown>, `${before}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

const plural = /_(zero|one|two|few|many|other)$/;
const stem = (key: string) => key.replace(plural, "");
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}|<\/?(\w+)\/?>/g)].map(([, name, tag]) => name ?? `<${tag}>`).sort();

function read(folder: string | undefined, language: string) {
  const file = files[`/src/${folder}/words/${language}.json`];
  if (!file) throw new Error(`src/${folder}/words/${language}.json is missing`);
  return flat(file);
}

describe.each(folders)("the texts of src/%s", (folder) => {
  const english = read(folder, "en");

  it.each(languages)("are all there in %s", (language) => {
    const texts = read(folder, language);
    expect([...new Set([...texts.keys()].map(stem))].sort()).toEqual(
      [...new Set([...english.keys()].map(stem))].sort(),
    );
    for (const [key, text] of texts) expect(text.trim(), key).not.toBe("");
  });

  it.each(languages)("have in %s every plural form of the language", (language) => {
    const keys = [...read(folder, language).keys()];
    const counted = [...new Set(keys.filter((key) => plural.test(key)).map(stem))];
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of counted)
      expect(keys.filter((k) => plural.test(k) && stem(k) === key).sort(), key).toEqual(
        wanted.map((category) => `${key}_${category}`).sort(),
      );
  });

  it.each(languages)("have in %s the placeholders of the English ones", (language) => {
    const wanted = new Map<string, string[]>();
    for (const [key, text] of english) if (!key.endsWith("_one")) wanted.set(stem(key), placeholders(text));
    for (const [key, text] of read(folder, language)) {
      const found = placeholders(text);
      // A form for exactly one thing may leave the number out.
      const expected = wanted.get(stem(key));
      if (key.endsWith("_one")) expect([...found, "count"].sort(), key).toEqual(expect.arrayContaining(expected ?? []));
      else expect(found, key).toEqual(expected);
    }
  });
});
