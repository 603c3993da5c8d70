import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import type { Network } from "./network";
import { Swatch } from "./Swatch";
import type { Hit } from "./scene";
import type { Selection } from "./select";
import { LOOKS } from "./status";

interface Props {
  network: Network;
  selection: Selection;
  hit: Hit;
}

/** In a few words what lies under the pointer. */
export function TipWords({ network, selection, hit }: Props) {
  const { t } = useTranslation("map");
  const words = useTranslation("language").t;
  const format = useFormat();
  const count = (links: number) => t("tip.links", { count: links, number: format.number(links) });
  if (hit.kind === "country") {
    return (
      <>
        <strong>{format.country(hit.country)}</strong> {count(hit.links)}
        {hit.alone > 0 && (
          <>
            <br />
            {t("tip.alone", { count: hit.alone, number: format.number(hit.alone) })}
          </>
        )}
      </>
    );
  }
  if (hit.kind === "city") {
    return (
      <>
        <strong>{network.cityName[hit.city]}</strong> {format.country(network.country[hit.city])}
        <br />
        {count(selection.degree[hit.city] ?? 0)}
      </>
    );
  }
  const status = selection.looks[hit.link] as number;
  return (
    <>
      <strong>
        {network.cityName[network.a[hit.link] as number]} – {network.cityName[network.b[hit.link] as number]}
      </strong>
      <br />
      <Swatch status={status} /> {words(`status.${LOOKS[status] ?? "UNKNOWN"}`)}
    </>
  );
}
