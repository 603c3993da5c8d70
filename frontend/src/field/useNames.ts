import { NamesDocument, type NamesQuery, type NamesQueryVariables } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import type { Field, Word } from "./fields";

/** The types of records that have names to show them by, each with the list of the answer that has them. */
const lists = {
  City: "cities",
  Organisation: "organisations",
  Resolution: "resolutions",
  Campaign: "campaigns",
  Practice: "practices",
  Source: "sources",
  TwinningLink: "twinningLinks",
} as const satisfies Partial<Record<Word, keyof NamesQuery>>;
export type Named = keyof typeof lists;

/** Whether records of a type have names to show them by. */
export function isNamed(word: Word | undefined): word is Named {
  return word !== undefined && word in lists;
}

/** A record that a field refers to. */
export interface Reference {
  of: Named;
  slug: string;
}

/** What a record is called; its slug until that is known, or where it is not for the reader. */
export type Called = (word: Word | undefined, slug: string) => string;

const most = 500; // ids that a filter takes

/** What records are called, asked for in one request. */
export function useNames(references: readonly Reference[]): Called {
  const ids = [...new Set(references.map(({ slug }) => slug))].sort().slice(0, most);
  const words = [...new Set(references.map(({ of }) => of))].sort();
  const variables: NamesQueryVariables = { ids };
  for (const word of words) variables[lists[word]] = true;
  const answer = useAnswer(NamesDocument, ids.length > 0 ? variables : null, `names ${words.join()}`);
  const names = answer.data;
  return (word, slug) => (isNamed(word) && names && nameIn(names, word, slug)) || slug;
}

function nameIn(names: NamesQuery, word: Named, slug: string): string | undefined {
  const nodes: readonly NameNode[] = names[lists[word]]?.nodes ?? [];
  const node = nodes.find((one) => one.slug === slug);
  return node && (node.name ?? node.title ?? node.cities?.map(({ name }) => name).join(" – "));
}

interface NameNode {
  slug: string;
  name?: string;
  title?: string | null;
  cities?: readonly { name: string }[];
}

/** The records that the values of a field are; none of a field of another kind. */
export function referencesOf({ to, kind }: Field, values: readonly string[]): Reference[] {
  return kind === "record" && isNamed(to) ? values.map((slug) => ({ of: to, slug })) : [];
}
