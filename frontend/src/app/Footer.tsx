import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** What is true of every page. */
export function Footer() {
  const { t } = useTranslation("app");
  return (
    <footer className="foot">
      <p>{t("footer.cited")}</p>
      <p>
        <Link to="/about">{t("footer.credits")}</Link> · <a href="/schema.graphql">{t("footer.schema")}</a> ·{" "}
        <a href="/licenses.md">{t("footer.licences")}</a>
      </p>
    </footer>
  );
}
