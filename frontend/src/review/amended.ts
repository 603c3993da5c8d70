import type { ProposalCardFragment, RecordsInput } from "../api/operations";
import { inputOf, lists, type Values } from "../correct/draft";
import { type Word, words } from "../field/fields";

/** The records of a proposal with the values that a reviewer gave them, by slug; null where none of them differs. */
export function amendedRecords(
  proposed: ProposalCardFragment["records"],
  amended: Readonly<Record<string, Values>>,
): RecordsInput | null {
  if (Object.keys(amended).length === 0) return null;
  const records: Partial<Record<(typeof lists)[Word], unknown[]>> = {};
  for (const { word: code, slug, fields } of proposed) {
    const word = wordBy(code);
    const before = Object.fromEntries(fields.map(({ field, before }) => [field, before]));
    const after = Object.fromEntries(fields.map(({ field, after }) => [field, after]));
    const input = { id: slug, ...inputOf(word, { ...after, ...amended[slug] }, before) };
    records[lists[word]] = [...(records[lists[word]] ?? []), input];
  }
  return records as RecordsInput;
}

/** The type that an enum of the schema names: TWINNING_LINK is TwinningLink. */
export function wordBy(code: string): Word {
  const name = code.toLowerCase().replaceAll("_", "");
  const word = words.find((known) => known.toLowerCase() === name);
  if (!word) throw new Error(`there is no type ${code}`);
  return word;
}
