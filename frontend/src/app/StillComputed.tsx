import { useTranslation } from "react-i18next";

/** Says how much is done, from 0 to 1, of what is still being computed. It is asked for again by itself. */
export function StillComputed({ share }: { share: number }) {
  const { t, i18n } = useTranslation("app");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(share);
  return (
    <div className="state">
      <p role="status">{t("computing.words")}</p>
      <p>
        <progress aria-label={t("computing.progress")} max={1} value={share} /> {percent}
      </p>
    </div>
  );
}
