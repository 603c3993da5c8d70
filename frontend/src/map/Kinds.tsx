import { useTranslation } from "react-i18next";
import { kindsOf } from "./explorer";
import type { Network } from "./network";

interface Props {
  network: Network;
  /** The kinds that are shown, as a bit mask over the network's. */
  shown: number;
  onChange: (shown: number) => void;
}

/** A choice of the kinds of links that are shown. */
export function Kinds({ network, shown, onChange }: Props) {
  const { t } = useTranslation("map");
  const words = useTranslation("language").t;
  if (network.linkKinds.length < 2) return null;
  return (
    <li>
      <details className="kinds" data-chosen={kindsOf(network, shown) !== undefined}>
        <summary>{t("legend.kinds")}</summary>
        <ul>
          {network.linkKinds.map((kind, index) => (
            <li key={kind}>
              <label className="kind">
                <input
                  type="checkbox"
                  checked={((shown >> index) & 1) === 1}
                  onChange={() => onChange(shown ^ (1 << index))}
                />
                {words(`linkKind.${kind as "TWINNING"}`)}
              </label>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
