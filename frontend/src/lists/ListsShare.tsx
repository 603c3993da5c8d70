import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { StatusSign } from "../record/StatusSign";
import { percentOf } from "./lists";
import { useLists } from "./useLists";
import "../record/status.css";
import "./lists.css";

interface Props {
  /** How many links rest on lists alone, hidden or not. */
  listed: number;
  /** How many links there are with them. */
  all: number;
}

/** How much of what a page shows rests on lists alone, and the switch of that layer. Nothing where there is none of it. */
export function ListsShare({ listed, all }: Props) {
  const { t } = useTranslation("lists");
  const format = useFormat();
  const { hidden } = useLists();
  if (listed === 0 && !hidden) return null;
  const words = {
    count: listed,
    number: format.number(listed),
    all: format.number(all),
    percent: format.number(percentOf(listed, all)),
  };
  return (
    <div className="lists-share" data-hidden={hidden}>
      <Switch />
      <p role="status">{t(hidden ? "left" : "share", words)}</p>
    </div>
  );
}

/** That a measure leaves out or takes in what rests on lists alone, where no figures are at hand; and the switch. */
export function ListsSwitch() {
  const { hidden } = useLists();
  return (
    <div className="lists-share" data-hidden={hidden}>
      <Switch />
    </div>
  );
}

function Switch() {
  const { t } = useTranslation("lists");
  const { hidden, show } = useLists();
  return (
    <label title={t("meaning")}>
      <input type="checkbox" checked={!hidden} onChange={({ target }) => show(target.checked)} />
      <StatusSign of="LISTED" />
      <span>{t("switch")}</span>
    </label>
  );
}
