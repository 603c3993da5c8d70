import { Outlet, useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect, useLayoutEffect, useRef } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { useTranslation } from "react-i18next";
import { Account, EndedSession } from "../account/Account";
import { useToken } from "../account/useViewer";
import { preferredLanguage } from "../language/language";
import type { Target } from "../search/hits";
import { SearchBox } from "../search/SearchBox";
import { useView } from "../view/useView";
import { Brand } from "./Brand";
import { DayField } from "./DayField";
import { Display } from "./Display";
import { Footer } from "./Footer";
import { Navigation } from "./Navigation";
import { Arrival } from "./PageHeading";

/** What is around every page: header, search, navigation, footer; and what every page follows: language and theme. */
export function Shell() {
  const { t, i18n } = useTranslation("app");
  const { lang, theme } = useView();
  const router = useRouter();
  const navigate = useNavigate();
  const arrived = useRef(false);
  const holder = useToken(); // nothing that one reader was shown stays for the next

  const language = lang ?? preferredLanguage(navigator.languages);
  useEffect(() => void i18n.changeLanguage(language), [i18n, language]);
  const spoken = i18n.resolvedLanguage ?? language;
  useLayoutEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);

  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (theme) dataset.theme = theme;
    else delete dataset.theme;
  }, [theme]);

  useEffect(
    () =>
      router.subscribe("onBeforeNavigate", ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation) arrived.current = true;
      }),
    [router],
  );

  function go(target: Target) {
    arrived.current = true;
    if (target.to === "/table/$list")
      void navigate({ to: target.to, params: { list: target.list }, search: target.filter });
    else void navigate({ to: target.to, params: { id: target.id } });
  }

  return (
    <I18nProvider locale={spoken}>
      <Arrival value={arrived}>
        <a className="skip" href="#main">
          {t("skip")}
        </a>
        <header className="top">
          <Brand />
          <SearchBox key={holder} onChoose={go} />
          <Navigation />
          <Display>
            <Account key={holder} />
          </Display>
        </header>
        <EndedSession />
        <section className="time" aria-label={t("day.region")}>
          <DayField />
        </section>
        <main id="main" tabIndex={-1} key={holder}>
          <Outlet />
        </main>
        <Footer />
      </Arrival>
    </I18nProvider>
  );
}
