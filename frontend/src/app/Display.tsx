import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import { useChangeView, useView } from "../view/useView";
import { type Language, languages, themes } from "../view/view";

const names: Record<Language, string> = { en: "English", de: "Deutsch", pl: "Polski" };

/** How the page is shown: in which language, light or dark. Both are in the address. Beside it: for whom. */
export function Display({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation("app");
  const { theme } = useView();
  const change = useChangeView();
  const shown = i18n.resolvedLanguage ?? "en";
  return (
    <div className="display">
      {children}
      <MenuTrigger>
        <Button className="button quiet" aria-label={t("display.language", { name: names[shown as Language] })}>
          {names[shown as Language]}
        </Button>
        <Popover className="popover">
          <Menu
            aria-label={t("display.languages")}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[shown]}
            onSelectionChange={(keys) => {
              const lang = languages.find((language) => keys !== "all" && keys.has(language));
              if (lang) change({ lang }, { replace: true });
            }}
          >
            {languages.map((language) => (
              <MenuItem key={language} id={language} className="menu-item" textValue={names[language]}>
                <span lang={language}>{names[language]}</span>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <MenuTrigger>
        <Button className="button quiet" aria-label={t("display.theme", { name: t(`display.${theme ?? "system"}`) })}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
            <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
          </svg>
        </Button>
        <Popover className="popover">
          <Menu
            aria-label={t("display.themes")}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme ?? "system"]}
            onSelectionChange={(keys) => {
              if (keys !== "all") change({ theme: themes.find((known) => keys.has(known)) }, { replace: true });
            }}
          >
            {(["system", ...themes] as const).map((known) => (
              <MenuItem key={known} id={known} className="menu-item">
                {t(`display.${known}`)}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
