import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import {
  columnVisibilityFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useErrorWords } from "../app/useErrorWords";
import type { ListName } from "./address";
import { ColumnFilter } from "./ColumnFilter";
import { askedValue } from "./filter";
import { type Column, type List, orderOf, type Page, type Row, type Variables } from "./list";
import { useChangeTable, useTableAddress } from "./useTableAddress";
import { useWords } from "./useWords";

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });
const nearEnd = 15; // rows before the last one at which the next page is asked for

interface Props {
  name: ListName;
  list: List<Row>;
  variables: Variables;
  answer: UseInfiniteQueryResult;
  pages: readonly Page<Row>[];
}

/** The rows in a native table of which only what is in view is in the document. The server filters and orders. */
export function Grid({ name, list, variables, answer, pages }: Props) {
  const { t } = useTranslation("table");
  const errorWords = useErrorWords();
  const words = useWords();
  const address = useTableAddress();
  const change = useChangeTable();
  const scroller = useRef<HTMLElement>(null);

  const data = useMemo(
    () => pages.flatMap((page) => page.list.nodes.map((row) => list.turned?.(row, address) ?? row)),
    [pages, list, address],
  );
  const columns = useMemo(
    () =>
      list.columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => row,
        enableSorting: column.order !== undefined,
        cell: ({ row }: { row: { original: Row } }) => (column.cell ?? column.text)(row.original, words),
      })),
    [list, words],
  );
  const order = orderOf(list, address.sort);
  const sorting: SortingState = order
    ? [
        {
          id: list.columns.find((column) => column.order === order.field)?.id ?? "",
          desc: order.direction === "DESC",
        },
      ]
    : [];
  const [first] = list.columns;
  const table = useTable({
    features,
    columns,
    data,
    getRowId: ({ id }) => id,
    manualSorting: true,
    enableMultiSort: false,
    sortDescFirst: false,
    state: {
      sorting,
      columnVisibility: Object.fromEntries(
        (address.hide ?? []).filter((id) => id !== first?.id).map((id) => [id, false]),
      ),
    },
    onSortingChange: (update) => {
      const [next] = typeof update === "function" ? update(sorting) : update;
      const field = list.columns.find(({ id }) => id === next?.id)?.order;
      change({ sort: field && next ? `${next.desc ? "-" : ""}${field}` : undefined });
    },
  });

  const { rows } = table.getRowModel();
  const shown = table
    .getVisibleLeafColumns()
    .flatMap(({ id }) => list.columns.find((column) => column.id === id) ?? []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 38,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    // The first rows are there before the box has been measured.
    initialRect: { width: 1000, height: 700 },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage, isPlaceholderData } = answer;
  useEffect(() => {
    if (last >= rows.length - nearEnd && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [last, rows.length, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);

  const { filter, orderBy } = variables;
  const question = JSON.stringify([filter, orderBy]);
  const shownQuestion = useRef(question);
  useEffect(() => {
    if (shownQuestion.current === question) return;
    shownQuestion.current = question;
    scroller.current?.scrollTo({ top: 0 });
  }, [question]);

  const total = pages[0]?.list.totalCount ?? 0;
  if (total === 0) {
    const filtered = list.columns.some(({ fields = [] }) => fields.some((field) => askedValue(field, address) !== ""));
    return <p className="no-rows">{t(filtered ? "empty" : "emptyList")}</p>;
  }
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <>
      <section
        ref={scroller}
        className="table-box"
        aria-label={t("scroll", { name: t(`heading.${name}`) })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        aria-busy={isPlaceholderData}
      >
        <table
          className={isPlaceholderData ? "waiting" : undefined}
          aria-rowcount={total + 1}
          style={{ minWidth: `${shown.reduce((sum, column) => sum + width(column), 0)}rem` }}
        >
          <colgroup>
            {shown.map((column) => (
              <col key={column.id} style={{ width: `${width(column)}rem` }} />
            ))}
          </colgroup>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map(({ id, column }) => {
                  const spec = list.columns.find((one) => one.id === column.id);
                  const direction = column.getIsSorted();
                  const heading = t(`column.${column.id}` as "column.name");
                  return (
                    <th
                      key={id}
                      scope="col"
                      className={spec?.number ? "number" : undefined}
                      aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined}
                    >
                      <span className="column-head">
                        {column.getCanSort() ? (
                          <button
                            type="button"
                            className="sort"
                            onClick={() =>
                              column.toggleSorting(
                                direction === "asc" ? true : direction === "desc" ? undefined : false,
                              )
                            }
                          >
                            {heading}
                            <span aria-hidden="true" className="direction">
                              {direction === "asc" ? "▲" : direction === "desc" ? "▼" : "↕"}
                            </span>
                          </button>
                        ) : (
                          heading
                        )}
                        {spec?.fields && <ColumnFilter column={heading} fields={spec.fields} />}
                      </span>
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            <Space height={above} columns={shown.length} />
            {items.map(({ index, key }) => {
              const row = rows[index];
              return (
                row && (
                  <tr key={key} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
                    {row.getVisibleCells().map((cell, place) => {
                      const Cell = place === 0 ? "th" : "td";
                      const number = list.columns.find(({ id }) => id === cell.column.id)?.number;
                      return (
                        <Cell
                          key={cell.id}
                          {...(place === 0 ? { scope: "row" } : {})}
                          className={number ? "number" : undefined}
                        >
                          <table.FlexRender cell={cell} />
                        </Cell>
                      );
                    })}
                  </tr>
                )
              );
            })}
            <Space height={below} columns={shown.length} />
          </tbody>
        </table>
      </section>
      {hasNextPage && (
        <p className="more">
          {isFetchNextPageError && answer.error && (
            <span role="alert" className="failed">
              {t("moreFailed", { message: errorWords(answer.error) })}
            </span>
          )}
          <Button className="button" isDisabled={isFetching} onPress={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </p>
      )}
    </>
  );
}

/** The room of rows that are out of view. */
function Space({ height, columns }: { height: number; columns: number }) {
  return height > 0 ? (
    <tr className="space">
      <td colSpan={columns} style={{ height }} />
    </tr>
  ) : null;
}

/** The width of a column in rem. */
const width = ({ wide, number, id }: Column<Row>) => (wide ? 20 : number || id === "sources" ? 7.5 : 11.5);
