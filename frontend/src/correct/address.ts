import { type Word, words } from "../field/fields";

const cities = ["a", "b", "city", "from", "to"] as const;

/** What the address of the form says. */
export type Wanted = {
  /** The global id of the record that is corrected. */
  record?: string;
  /** The global id of the link about which something is claimed. */
  claim?: string;
  /** The type of the record that is new. */
  add?: Word;
} & {
  /** Of a new record: slugs of cities that it is about, by field. */
  [field in (typeof cities)[number]]?: string;
};

/** Reads what the address of the form says; what is no part of it is left out. */
export function readCorrect(parameters: Record<string, unknown>): Wanted {
  const wanted: Wanted = {};
  for (const name of ["record", "claim", ...cities] as const) {
    const value = parameters[name];
    if (typeof value === "string") wanted[name] = value;
  }
  const add = words.find((word) => word === parameters.add);
  if (add) wanted.add = add;
  return wanted;
}

/** The values that the form of a new record begins with. */
export function givenOf(wanted: Wanted): Record<string, readonly string[]> {
  return Object.fromEntries(cities.flatMap((name) => (wanted[name] ? [[name, [wanted[name]]]] : [])));
}
