import { useTranslation } from "react-i18next";
import { SearchDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { useView } from "../view/useView";
import { type Hit, hitsOf } from "./hits";

/** What the search finds for a text; an empty text asks nothing. */
export function useHits(text: string, first: number): { hits: Hit[]; waiting: boolean; error: Error | null } {
  const { t } = useTranslation(["search", "language"]);
  const format = useFormat();
  const { knownAt } = useView();
  const variables = text ? { query: text, first, ...(knownAt ? { knownAt } : {}) } : null;
  const answer = useAnswer(SearchDocument, variables, "search");
  const hits = hitsOf(answer.data?.search.nodes ?? [], {
    kind: (node) => {
      switch (node.__typename) {
        case "City":
          return t(`language:cityKind.${node.cityKind}`);
        case "Organisation":
          return t(`language:organisationKind.${node.organisationKind}`);
        case "Resolution":
          return t(`language:resolutionKind.${node.resolutionKind}`);
        case "Campaign":
          return t("search:campaign");
        case "Practice":
          return t(`language:practiceKind.${node.practiceKind}`);
        case "Source":
          return t("search:source");
        default:
          return "";
      }
    },
    country: format.country,
    date: format.date,
    place: (kind) => t(`search:${kind}`),
    alias: (name) => t("search:alias", { name }),
    found: (how, name) => t(`search:found.${how}`, { name }),
  });
  return { hits, waiting: text !== "" && (answer.isPlaceholderData || answer.isPending), error: answer.error };
}
