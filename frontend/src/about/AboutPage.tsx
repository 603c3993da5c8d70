import { Trans, useTranslation } from "react-i18next";
import { PageHeading } from "../app/PageHeading";
import "./about.css";

/** What the data is, how to read it, where it comes from. */
export function AboutPage() {
  const { t } = useTranslation("about");
  return (
    <article className="about">
      <PageHeading title={t("title")} />
      <p>{t("what")}</p>
      <h2>{t("readTitle")}</h2>
      <p>{t("times")}</p>
      <p>{t("sides")}</p>
      <p>{t("unknown")}</p>
      <p>{t("stances")}</p>
      <h2>{t("creditsTitle")}</h2>
      <p>{t("collection")}</p>
      <p>
        <Trans
          t={t}
          i18nKey="geonames"
          components={{
            // biome-ignore lint/a11y/useAnchorContent: the words come from the catalogue
            geonames: <a href="https://www.geonames.org/" rel="noreferrer" />,
            // biome-ignore lint/a11y/useAnchorContent: the words come from the catalogue
            licence: <a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer" />,
          }}
        />
      </p>
      <p>
        <Trans
          t={t}
          i18nKey="shapes"
          components={{
            // biome-ignore lint/a11y/useAnchorContent: the words come from the catalogue
            earth: <a href="https://www.naturalearthdata.com/" rel="noreferrer" />,
          }}
        />
      </p>
      <p>
        <Trans
          t={t}
          i18nKey="letters"
          components={{
            // biome-ignore lint/a11y/useAnchorContent: the words come from the catalogue
            licences: <a href="/licenses.md" />,
          }}
        />
      </p>
    </article>
  );
}
