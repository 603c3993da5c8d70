import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/** The ways to the pages. GraphiQL is a page of its own, outside of this one. */
export function Navigation() {
  const { t } = useTranslation("app");
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  // On a narrow screen the bar scrolls: the entry of the page that is shown is always in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another page that matters
  useEffect(() => {
    const nav = bar.current;
    const entry = nav?.querySelector<HTMLElement>("a.active");
    if (!nav || !entry || nav.scrollWidth <= nav.clientWidth) return;
    const [left, right] = [entry.offsetLeft - nav.offsetLeft, entry.offsetLeft - nav.offsetLeft + entry.offsetWidth];
    if (left < nav.scrollLeft) nav.scrollLeft = left;
    else if (right > nav.scrollLeft + nav.clientWidth - 40) nav.scrollLeft = right - nav.clientWidth + 40;
  }, [pathname]);
  return (
    <nav ref={bar} aria-label={t("navigation.label")} className="navigation">
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
