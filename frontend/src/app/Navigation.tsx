import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** The ways to the pages. GraphiQL is a page of its own, outside of this one. */
export function Navigation() {
  const { t } = useTranslation("app");
  return (
    <nav aria-label={t("navigation.label")} className="navigation">
      <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
        {t("navigation.start")}
      </Link>
      <Link to="/network" activeOptions={{ includeSearch: false }}>
        {t("navigation.network")}
      </Link>
      <Link to="/ask/$question" params={{ question: "dialogue" }} activeOptions={{ includeSearch: false }}>
        {t("navigation.ask")}
      </Link>
      <Link to="/table/$list" params={{ list: "links" }} activeOptions={{ includeSearch: false }}>
        {t("navigation.table")}
      </Link>
      <Link to="/edition" activeOptions={{ includeSearch: false }}>
        {t("navigation.editions")}
      </Link>
      <Link to="/match" activeOptions={{ includeSearch: false }}>
        {t("navigation.match")}
      </Link>
      <Link to="/about" activeOptions={{ includeSearch: false }}>
        {t("navigation.about")}
      </Link>
      <a href="/graphiql">GraphiQL</a>
    </nav>
  );
}
