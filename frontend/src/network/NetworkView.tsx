import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { AsText } from "../map/AsText";
import { ChosenCard } from "../map/ChosenCard";
import type { Explorer } from "../map/explorer";
import { readPlace, writePlace } from "../map/explorer";
import { Kinds } from "../map/Kinds";
import { Legend } from "../map/Legend";
import type { Network } from "../map/network";
import { Stage } from "../map/Stage";
import type { Hit, Shown } from "../map/scene";
import type { Surface } from "../map/surface";
import { TipWords } from "../map/TipWords";
import { useExplorer } from "../map/useExplorer";
import { useNetwork } from "../map/useNetwork";
import { type Box, boxAround, fitted, opening, type Size, type View } from "../map/view";
import { TimeTravel } from "../time/TimeTravel";
import { useView } from "../view/useView";
import { Alliances } from "./Alliances";
import { Neighbourhood } from "./Neighbourhood";
import { type Layout, useLayout } from "./useLayout";
import "../map/map.css";

const colouring = (address: Explorer) => (address.colour === "status" ? "status" : "alliance");

/** The network without geography: the whole of it by its alliances, or a city's neighbourhood as it settles. */
export function NetworkView() {
  const { t } = useTranslation("network");
  const { knownAt } = useView();
  const network = useNetwork(knownAt);
  return (
    <>
      <PageHeading title={t("title")} />
      <p className="quiet-words">{t("lead")}</p>
      <Answered answer={network}>{(known) => <Laid network={known} knownAt={knownAt} />}</Answered>
    </>
  );
}

function Laid({ network, knownAt }: { network: Network; knownAt: string | undefined }) {
  const layout = useLayout(network.seq, knownAt);
  return <Answered answer={layout}>{(found) => <NetworkOf network={network} layout={found} />}</Answered>;
}

function NetworkOf({ network, layout }: { network: Network; layout: Layout }) {
  const { t } = useTranslation("network");
  const map = useTranslation("map").t;
  const format = useFormat();
  const explorer = useExplorer(network, colouring);
  const { wish, selection, change, address } = explorer;
  const surface = useRef<Surface | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const alone = useMemo(() => Float32Array.from(layout.points), [layout]);
  const around = (address.around ?? false) && wish.city >= 0;

  const first = (whole: Box, size: Size): View => {
    const place = readPlace(address.at);
    const everything = fitted(whole, size);
    if (place) return { x: place.first, y: place.second, k: everything.k * place.depth };
    return opening(layout.points, [...network.a, ...network.b], size, 0.8) ?? everything;
  };
  const zoomTo = (cities: number[]) => {
    const box = boxAround(alone, cities);
    if (box) surface.current?.flyTo(box, 8);
  };
  const selectLink = (link: number) => {
    explorer.selectLink(link);
    zoomTo([network.a[link] as number, network.b[link] as number]);
  };
  const selectCity = (city: number) => {
    explorer.selectCity(city);
    zoomTo([city]);
  };
  const pick = (hit: Hit | null) => {
    if (!hit) explorer.clear();
    else if (hit.kind === "city") explorer.selectCity(hit.city);
    else if (hit.kind === "link") explorer.selectLink(hit.link);
  };

  return (
    <div className="explorer">
      <fieldset className="explorer-choice">
        <legend className="hidden">{t("choice")}</legend>
        <label>
          <input
            type="radio"
            name="part"
            checked={!around}
            onChange={() => change({ around: undefined, at: undefined })}
          />
          {t("whole")}
        </label>
        <label>
          <input
            type="radio"
            name="part"
            checked={around}
            disabled={wish.city < 0}
            onChange={() => change({ around: true, at: undefined })}
          />
          {wish.city < 0 ? t("aroundNone") : t("around", { city: network.cityName[wish.city] })}
        </label>
        <label>
          <input
            type="checkbox"
            checked={wish.colour === "alliance"}
            onChange={({ target }) => change({ colour: target.checked ? undefined : "status" }, { replace: true })}
          />
          {t("byAlliance")}
        </label>
      </fieldset>
      <div className="explorer-stage">
        {around ? (
          <Neighbourhood
            network={network}
            alliance={layout.alliance}
            wish={wish}
            soon={explorer.soon}
            selection={selection}
            onCity={explorer.selectCity}
            onLink={explorer.selectLink}
            onNothing={() => change({ link: undefined })}
          />
        ) : (
          <Stage
            network={network}
            placement="layout"
            points={layout.points}
            alliance={layout.alliance}
            wish={wish}
            soon={explorer.soon}
            label={t("label", { count: selection.links.length, number: format.number(selection.links.length) })}
            first={first}
            describe={(hit) => <TipWords network={network} selection={selection} hit={hit} />}
            onSurface={(made) => {
              surface.current = made;
            }}
            onPick={pick}
            onRest={({ x, y }, depth) => change({ at: writePlace({ first: x, second: y, depth }) }, { replace: true })}
            onShown={setShown}
          />
        )}
        {wish.colour === "alliance" && <Alliances alliances={layout.alliances} />}
        <ChosenCard
          network={network}
          explorer={explorer}
          other="map"
          onCity={selectCity}
          onZoom={zoomTo}
          around={(city) => [city]}
        />
      </div>
      <Legend
        counts={explorer.counts}
        shown={wish.statuses}
        bundled={false}
        onChange={explorer.setStatuses}
        title={wish.since === null ? map("legend.title") : map("legend.changed")}
      >
        <Kinds network={network} shown={wish.kinds} onChange={explorer.setKinds} />
      </Legend>
      <TimeTravel network={network} explorer={explorer} onLink={selectLink} />
      <div className="explorer-words">
        <AsText network={network} selection={selection} shown={shown} onCity={selectCity} onLink={selectLink} />
      </div>
    </div>
  );
}
