import type { AskCandidateFragment, ScorePartKind } from "../api/operations";

/** A piece of the bar of a score: where it begins and how long it is, in hundredths of the whole bar. */
export interface Piece {
  part: ScorePartKind;
  points: number;
  from: number;
  width: number;
}

const whole = 1000; // a score of 1

/** The parts that give points, one after the other; what approaches take away stands at the end of them. */
export function piecesOf(parts: AskCandidateFragment["parts"]): Piece[] {
  const scale = Math.max(
    whole,
    parts.reduce((sum, { points }) => sum + Math.max(0, points), 0),
  );
  let at = 0;
  return parts.flatMap(({ part, points }): Piece[] => {
    if (points === 0) return [];
    const width = (Math.abs(points) / scale) * 100;
    if (points < 0) return [{ part, points, from: Math.max(0, at - width), width: Math.min(width, at) }];
    const piece = { part, points, from: at, width };
    at += width;
    return [piece];
  });
}
