import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import type { TwinningLinkFilter } from "../api/operations";
import { useErrorWords } from "../app/useErrorWords";
import { Follow } from "../follow/Follow";
import { useFormat } from "../language/useFormat";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { shownDay } from "../view/view";
import type { ListName } from "./address";
import { fileOf, type List, type Row, type Variables } from "./list";
import { useDownload } from "./useDownload";
import { allRows } from "./useRows";
import { useChangeTable, useTableAddress } from "./useTableAddress";
import { useWords } from "./useWords";

interface Props {
  name: ListName;
  list: List<Row>;
  variables: Variables;
  total: number;
  loaded: number;
}

/** How many rows there are, which columns are shown, and ways to take the table along. */
export function TableTools({ name, list, variables, total, loaded }: Props) {
  const { t } = useTranslation("table");
  const format = useFormat();
  return (
    <div className="table-tools">
      <p role="status">
        {t("total", { count: total, number: format.number(total) })}
        {loaded < total && <span className="quiet-words"> · {t("loaded", { number: format.number(loaded) })}</span>}
      </p>
      <Columns list={list} />
      {name === "links" && <FollowLinks variables={variables} />}
      <Download name={name} list={list} variables={variables} />
      <ShowAsGraphQL document={list.document} variables={variables as never} />
    </div>
  );
}

/** Offers the feed of news of the links that the filter selects. */
function FollowLinks({ variables }: { variables: Variables }) {
  const { t } = useTranslation("follow");
  const filter = variables.filter as TwinningLinkFilter | undefined;
  return <Follow feeds={[{ about: t(filter ? "search" : "all"), of: { filter } }]} />;
}

function Columns({ list }: { list: List<Row> }) {
  const { t } = useTranslation("table");
  const { hide = [] } = useTableAddress();
  const change = useChangeTable();
  const [, ...others] = list.columns; // the first names the row
  const shown = others.map(({ id }) => id).filter((id) => !hide.includes(id));
  return (
    <MenuTrigger>
      <Button className="button">{t("columns")}</Button>
      <Popover className="popover" UNSTABLE_portalContainer={document.getElementById("main") ?? document.body}>
        <Menu
          aria-label={t("columns")}
          selectionMode="multiple"
          selectedKeys={shown}
          onSelectionChange={(keys) => {
            const hidden = others.map(({ id }) => id).filter((id) => keys !== "all" && !keys.has(id));
            change({ hide: hidden.length > 0 ? hidden.sort() : undefined });
          }}
        >
          {others.map(({ id }) => (
            <MenuItem key={id} id={id} className="menu-item">
              {t(`column.${id}` as "column.name")}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Saves every row that the filter selects, in the order and the columns that are shown. */
function Download({ name, list, variables }: Omit<Props, "total" | "loaded">) {
  const { t } = useTranslation("table");
  const errorWords = useErrorWords();
  const words = useWords();
  const format = useFormat();
  const address = useTableAddress();
  const [rows, setRows] = useState(0);
  const { busy, error, download } = useDownload();

  function everything() {
    setRows(0);
    return download(`twingraph-${name}-${shownDay(address)}.csv`, async (signal) =>
      fileOf(list, await allRows(list, variables, signal, setRows), address, words),
    );
  }

  return (
    <>
      <Button className="button" onPress={() => void everything()} isDisabled={busy}>
        {busy ? t("downloading", { number: format.number(rows) }) : t("download")}
      </Button>
      {error && (
        <p role="alert" className="failed">
          {t("downloadFailed", { message: errorWords(error) })}
        </p>
      )}
    </>
  );
}
