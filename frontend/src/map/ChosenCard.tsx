import { CityCard } from "./CityCard";
import { LinkCard } from "./LinkCard";
import type { Network } from "./network";
import type { useExplorer } from "./useExplorer";

interface Props {
  network: Network;
  explorer: ReturnType<typeof useExplorer>;
  /** The page that a city is offered on besides this one. */
  other: "map" | "network";
  onCity: (city: number) => void;
  onZoom: (cities: number[]) => void;
  /** The cities to zoom to for a city: itself, or with those it is linked with. */
  around: (city: number) => number[];
}

/** The card of what is chosen: of the link if there is one, else of the city, else nothing. */
export function ChosenCard({ network, explorer, other, onCity, onZoom, around }: Props) {
  const { wish, selection, change } = explorer;
  if (wish.link >= 0) {
    return (
      <LinkCard
        network={network}
        link={wish.link}
        day={wish.day}
        onCity={onCity}
        onZoom={() => onZoom([network.a[wish.link] as number, network.b[wish.link] as number])}
        onClose={() => change({ link: undefined })}
      />
    );
  }
  if (wish.city < 0) return null;
  return (
    <CityCard
      network={network}
      city={wish.city}
      selection={selection}
      lists={wish.lists}
      onLink={explorer.selectLink}
      onZoom={() => onZoom(around(wish.city))}
      onClose={explorer.clear}
      other={other}
    />
  );
}
