import { useTranslation } from "react-i18next";
import type { AskCandidateFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { piecesOf } from "./score";

/** The parts of a score as a bar; its words are the text beside it. */
export function ScoreBar({ parts, score }: { parts: AskCandidateFragment["parts"]; score: number }) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const pieces = piecesOf(parts);
  const words = pieces.map(({ part, points }) => `${t(`part.${part}`)} ${format.number(points)}`).join(", ");
  return (
    <div className="score" role="img" aria-label={t("scoreOf", { score: format.number(score), parts: words })}>
      <span className="score-number">{format.number(score)}</span>
      <svg className="score-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="10" className="score-rest" />
        {pieces.map(({ part, from, width }) => (
          <rect
            key={part}
            x={from}
            width={Math.max(0, width - 0.3)}
            height="10"
            className={`part-${part.toLowerCase()}`}
          />
        ))}
      </svg>
    </div>
  );
}
