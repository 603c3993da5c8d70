import { type DragEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { PageHeading } from "../app/PageHeading";
import { useFormat } from "../language/useFormat";
import { type Columns, mostRows, parts, type TownList } from "./list";
import { Matches } from "./Matches";
import { useList } from "./useList";
import "../record/status.css";
import "../record/record.css";
import "./match.css";

/** A list of the reader's own: which cities it means, and how their links stand on the day. */
export function MatchPage() {
  const { t } = useTranslation("match");
  const { list, columns, decided, read, choose, decide, forget } = useList();
  const ready = list !== null && list.rows.length > 0;
  return (
    <div className="match-page">
      <PageHeading title={t("title")} />
      <p>{t("what")}</p>
      {list === null ? (
        <Entry read={read} />
      ) : (
        <>
          <div className="match-tools">
            <ColumnChoice list={list} columns={columns} choose={choose} />
            <Button className="button" onPress={forget}>
              {t("another")}
            </Button>
          </div>
          {list.cut > 0 && <p className="hint">{t("cut", { count: list.cut, most: mostRows })}</p>}
          {!ready && <p role="status">{t("empty")}</p>}
          {ready && columns.name < 0 && columns.code < 0 && <p role="status">{t("noColumn")}</p>}
          {ready && (columns.name >= 0 || columns.code >= 0) && (
            <Matches list={list} columns={columns} decided={decided} decide={decide} />
          )}
        </>
      )}
    </div>
  );
}

/** Takes a list: typed, pasted, chosen as a file or dropped. */
function Entry({ read }: { read: (text: string) => void }) {
  const { t } = useTranslation("match");
  const id = useId();
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined) => file && read(await file.text());
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) void take(file);
    else read(event.dataTransfer.getData("text/plain"));
  }
  return (
    <form
      className={over ? "match-entry over" : "match-entry"}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) read(text);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>{t("list")}</label>
      <textarea
        id={id}
        rows={10}
        spellCheck={false}
        placeholder={t("placeholder")}
        aria-describedby={`${id}-how`}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p id={`${id}-how`} className="hint">
        {t("how")}
      </p>
      <div className="match-tools">
        <Button className="button" type="submit" isDisabled={!text.trim()}>
          {t("match")}
        </Button>
        <label className="match-file">
          {t("file")}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={({ target }) => void take(target.files?.[0])}
          />
        </label>
      </div>
      <p className="hint">{t("private")}</p>
    </form>
  );
}

/** Says which column is which. */
function ColumnChoice({ list, columns, choose }: { list: TownList; columns: Columns; choose: (c: Columns) => void }) {
  const { t } = useTranslation("match");
  const format = useFormat();
  const id = useId();
  return (
    <fieldset className="match-columns">
      <legend>{t("columns")}</legend>
      {parts.map((part) => (
        <span key={part}>
          <label htmlFor={`${id}-${part}`}>{t(`part.${part}`)}</label>
          <select
            id={`${id}-${part}`}
            value={columns[part]}
            onChange={({ target }) => choose({ ...columns, [part]: Number(target.value) })}
          >
            <option value={-1}>{t("noneOfThem")}</option>
            {list.columns.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their places; two can have one name
              <option key={at} value={at}>
                {name || format.number(at + 1)}
              </option>
            ))}
          </select>
        </span>
      ))}
    </fieldset>
  );
}
