import type { SubjectQuery } from "../api/operations";
import { type Word, words } from "../field/fields";
import { currentOf, type Subject } from "./draft";

/** What a form is about, and what there is to say of it. */
export interface About extends Subject {
  /** What it is called: of a link its cities, of a new record nothing. */
  name: string;
  /** The cities of the link that it is about; none of another subject. */
  sides: readonly { slug: string; name: string }[];
  /** Of a new statement: the values that are given. */
  given: Record<string, readonly string[]>;
}

type Node = NonNullable<SubjectQuery["node"]>;

/** What is said of a record: a correction of it, or a new claim about it where it is a link and `claim` is wanted. */
export function aboutOf(node: Node, claim: boolean): About | null {
  const word = words.find((known) => known === node.__typename);
  if (!word || !("versions" in node)) return null;
  const link = "cities" in node ? node : "link" in node ? node.link : null;
  const sides = link?.cities ?? [];
  const name = sides.length > 0 ? sides.map(({ name }) => name).join(" – ") : nameOf(node);
  if (claim && word === "TwinningLink") return { ...blank("Claim"), name, sides, given: { link: [node.slug] } };
  const { nodes } = node.versions;
  return {
    word,
    slug: node.slug,
    recordedAt: nodes.at(-1)?.change.recordedAt ?? "",
    before: currentOf(nodes),
    name,
    sides: word === "Claim" ? sides : [],
    given: {},
  };
}

/** What is said of a record that is not recorded yet; `given` are the values that its form begins with. */
export function aboutNew(word: Word, given: Record<string, readonly string[]>): About {
  return { ...blank(word), name: "", sides: [], given };
}

const blank = (word: Word) => ({ word, slug: "", recordedAt: "", before: {} });

function nameOf(node: Node): string {
  if ("name" in node) return node.name;
  if ("title" in node) return node.title;
  return "slug" in node ? node.slug : "";
}
