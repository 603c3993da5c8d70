import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Network } from "../map/network";
import { Stage } from "../map/Stage";
import type { Hit, Wish } from "../map/scene";
import type { Selection } from "../map/select";
import { NOT_ESTABLISHED } from "../map/status";
import { TipWords } from "../map/TipWords";
import { neighbourhood } from "./around";

interface Props {
  network: Network;
  alliance: Int32Array;
  wish: Wish;
  soon: boolean;
  selection: Selection;
  onCity: (city: number) => void;
  onLink: (link: number) => void;
  onNothing: () => void;
}

/** A city with its neighbours and theirs, settling as one watches. Links that ever stood belong to it, on any day. */
export function Neighbourhood({ network, alliance, wish, soon, selection, onCity, onLink, onNothing }: Props) {
  const { t } = useTranslation("network");
  const { city } = wish;
  const part = useMemo(() => neighbourhood(network, city, (link) => everStood(network, link)), [network, city]);
  const theirs = useMemo(() => Int32Array.from(part.cities, (one) => alliance[one] ?? -1), [part, alliance]);
  const inside = useMemo(
    () => ({ ...wish, city: 0, link: wish.link < 0 ? -1 : part.links.indexOf(wish.link) }),
    [wish, part],
  );
  const whole = (hit: Hit): Hit =>
    hit.kind === "city"
      ? { ...hit, city: part.cities[hit.city] as number }
      : hit.kind === "link"
        ? { ...hit, link: part.links[hit.link] as number }
        : hit;
  return (
    <Stage
      network={part.network}
      placement="force"
      alliance={theirs}
      wish={inside}
      soon={soon}
      label={t("neighbourhood", { city: network.cityName[city], count: part.cities.length - 1 })}
      describe={(hit) => <TipWords network={network} selection={selection} hit={whole(hit)} />}
      onPick={(hit) => {
        if (!hit) return onNothing();
        const meant = whole(hit);
        if (meant.kind === "city") onCity(meant.city);
        else if (meant.kind === "link") onLink(meant.link);
      }}
    />
  );
}

function everStood(network: Network, link: number): boolean {
  for (let spell = network.firstSpell[link] as number; spell < (network.firstSpell[link + 1] as number); spell++) {
    if (network.spellStatus[spell] !== NOT_ESTABLISHED) return true;
  }
  return false;
}
