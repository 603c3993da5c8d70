import type { Authority, StatementFragment } from "../api/operations";

/** Statements that cannot all be right, or do not fit each other. */
export interface Rivals<Claim> {
  about: "ESTABLISHED" | "SAME_DAY" | "WEAKER" | "LISTED_AFTER_END";
  claims: Claim[];
}

type Comparable = Pick<StatementFragment, "id" | "type" | "date" | "effective" | "authority"> & {
  side: { id: string } | null;
};

const authorities: Authority[] = ["THIRD_PARTY", "OFFICIAL_STATEMENT", "PARTY_DECISION"]; // weakest first
const acts = ["SUSPENDED", "ENDED", "RESTORED", "REAFFIRMED"];

/** Finds the statements about one link that rival each other, to be shown side by side; it judges none of them. */
export function rivalsOf<Claim extends Comparable>(claims: readonly Claim[]): Rivals<Claim>[] {
  const found: Rivals<Claim>[] = [];

  // A date that is only a year does not contradict a day of that year.
  const founded = claims.filter(({ type, date }) => type === "ESTABLISHED" && date);
  if (founded.some((one) => founded.some((other) => contradict(one.date, other.date))))
    found.push({ about: "ESTABLISHED", claims: founded });

  const days = new Map<string, Claim[]>();
  for (const claim of claims)
    if (acts.includes(claim.type)) {
      const key = `${claim.side?.id ?? ""} ${claim.effective}`;
      days.set(key, [...(days.get(key) ?? []), claim]);
    }
  for (const ofDay of days.values())
    if (new Set(ofDay.map(({ type }) => state(type))).size > 1) found.push({ about: "SAME_DAY", claims: ofDay });

  // A later statement of less weight does not replace the act in force; it stands beside it.
  const inForce = new Map<string, Claim>();
  for (const claim of claims
    .filter(({ type }) => acts.includes(type))
    .sort((a, b) => a.effective.localeCompare(b.effective))) {
    const side = claim.side?.id ?? "";
    const before = inForce.get(side);
    const weaker = before && authorities.indexOf(claim.authority) < authorities.indexOf(before.authority);
    if (before && weaker && state(before.type) !== state(claim.type))
      found.push({ about: "WEAKER", claims: [before, claim] });
    else inForce.set(side, claim);
  }

  const ended = claims.filter(({ type }) => type === "ENDED");
  const lastEnd = ended
    .map(({ effective }) => effective)
    .sort()
    .at(-1);
  const back = claims.some(({ type, effective }) => type === "RESTORED" && lastEnd && effective > lastEnd);
  const listed = claims.filter(({ type, effective }) => type === "LISTED" && lastEnd && effective > lastEnd);
  if (listed.length > 0 && !back) found.push({ about: "LISTED_AFTER_END", claims: [...ended, ...listed] });

  return found;
}

function contradict(one: string | null, other: string | null): boolean {
  return Boolean(one && other && !one.startsWith(other) && !other.startsWith(one));
}

/** The state that an act leads to. */
function state(type: string): string {
  return type === "RESTORED" || type === "REAFFIRMED" ? "ACTIVE" : type;
}
