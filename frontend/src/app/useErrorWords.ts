import { useTranslation } from "react-i18next";
import { ApiError, unreachable, unusable } from "../api/ask";

/** What to say to a reader about an error: what happened, and what can be done. */
export function useErrorWords(): (error: Error) => string {
  const { t } = useTranslation("app");
  return (error) => {
    if (!(error instanceof ApiError)) return t("error.page");
    const message = error.message.replace(/\.$/, "");
    switch (error.code) {
      case unreachable:
        return t("error.unreachable");
      case unusable:
        return t("error.unusable", { message });
      case "NOT_FOUND":
        return t("error.notFound", { message });
      default:
        return t("error.refused", { message });
    }
  };
}
