import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ListsShareDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Failed, NothingHere, OnItsWay } from "../app/states";
import { ListsShare, ListsSwitch } from "../lists/ListsShare";
import { onListsAlone } from "../lists/lists";
import { useLists } from "../lists/useLists";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { type ListName, listNames, listOf } from "./address";
import { FilterChips } from "./FilterChips";
import { Grid } from "./Grid";
import { type Variables, variablesOf, withoutLists } from "./list";
import { lists } from "./lists";
import { TableTools } from "./TableTools";
import { useRows } from "./useRows";
import { useTableAddress } from "./useTableAddress";
import { withSources } from "./withSources";
import "../record/status.css";
import "../record/record.css";
import "./table.css";

const page = 100; // rows asked for at a time

/** A list of the API as a table: filtered, ordered, saved, and asked in GraphQL. */
export function TablePage() {
  const { list } = useParams({ from: "/table/$list" });
  const name = listOf(list);
  return name ? <ListTable key={name} name={name} /> : <NothingHere />;
}

function ListTable({ name }: { name: ListName }) {
  const { t } = useTranslation("table");
  const address = useTableAddress();
  const view = useView();
  const list = withSources(lists[name]);
  const { hidden } = useLists();
  const asked = variablesOf(list, address, times(view), page);
  const variables = hidden ? withoutLists(name, asked) : asked;
  const answer = useRows(name, list, variables);
  return (
    <div className="table-page">
      <Lists />
      {answer.data ? (
        <>
          <header className="table-head">
            <PageHeading title={t(`heading.${name}`)} />
            <TableTools
              name={name}
              list={list}
              variables={variables}
              total={answer.data.pages[0]?.list.totalCount ?? 0}
              loaded={answer.data.pages.reduce((sum, { list: { nodes } }) => sum + nodes.length, 0)}
            />
          </header>
          {name === "links" && <Share asked={asked} />}
          {name === "cities" && <ListsSwitch />}
          <FilterChips list={list} />
          <Grid name={name} list={list} variables={variables} answer={answer} pages={answer.data.pages} />
        </>
      ) : answer.isError ? (
        <Failed error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <>
          <PageHeading title={t(`heading.${name}`)} />
          <OnItsWay />
        </>
      )}
    </div>
  );
}

/** How many of the links that are asked for rest on lists alone. */
function Share({ asked: { filter, asOf, knownAt } }: { asked: Variables }) {
  const variables = { filter, alone: onListsAlone(filter), asOf, knownAt };
  const { data } = useAnswer(ListsShareDocument, variables, "share of lists");
  return data ? <ListsShare listed={data.alone.totalCount} all={data.all.totalCount} /> : <ListsSwitch />;
}

/** The lists, one beside the other. What all pages share goes along, filters of one list do not. */
function Lists() {
  const { t } = useTranslation("table");
  return (
    <nav aria-label={t("lists")} className="lists">
      {listNames.map((name) => (
        <Link key={name} to="/table/$list" params={{ list: name }} activeOptions={{ includeSearch: false }}>
          {t(`list.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
