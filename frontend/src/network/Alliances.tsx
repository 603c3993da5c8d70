import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { ALLIANCES } from "../map/palette";

/** Which colour stands for which of the largest alliances. */
export function Alliances({ alliances }: { alliances: { name: string; members: number }[] }) {
  const { t } = useTranslation("network");
  const format = useFormat();
  const { light, dark } = ALLIANCES;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="alliances" aria-label={t("alliances")} tabIndex={0}>
      <h2>{t("alliances")}</h2>
      <ul>
        {alliances.slice(0, light.named.length).map(({ name, members }, i) => (
          <li key={name}>
            <span className="dot" style={{ background: `light-dark(${light.named[i]}, ${dark.named[i]})` }} />
            <span>{name}</span>
            <output>{format.number(members)}</output>
          </li>
        ))}
        {alliances.length > light.named.length && (
          <li>
            <span className="dot" style={{ background: `light-dark(${light.other}, ${dark.other})` }} />
            <span>{t("otherAlliances", { count: alliances.length - light.named.length })}</span>
          </li>
        )}
      </ul>
    </section>
  );
}
