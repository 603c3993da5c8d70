import type { Network } from "../map/network";
import type { useExplorer } from "../map/useExplorer";
import { Moves } from "./Moves";
import { TimeBar } from "./TimeBar";

interface Props {
  network: Network;
  explorer: ReturnType<typeof useExplorer>;
  onLink: (link: number) => void;
}

/** The time bar of the map and the network, and with two days what changed between them. */
export function TimeTravel({ network, explorer, onLink }: Props) {
  const { wish, address } = explorer;
  return (
    <>
      <TimeBar
        changes={explorer.changes}
        readings={explorer.readings}
        span={explorer.span}
        spanName={explorer.spanName}
        day={explorer.day}
        other={explorer.other}
        knownAt={address.knownAt}
        counted={explorer.counted}
        onDay={explorer.setDay}
        onOther={explorer.setOther}
        onSpan={explorer.setSpan}
        onKnownAt={explorer.setKnownAt}
      />
      {wish.since !== null && (
        <Moves network={network} earlier={wish.since} later={wish.day} lists={wish.lists} onLink={onLink} />
      )}
    </>
  );
}
