import { expect, test } from "vitest";
import { findColumns, mostRows, readList, rowsOf } from "./list";

test("a table of an office is read by the names of its columns", () => {
  const { list, columns } = readList(
    '\ufeffNr;Stadt;Land;Notiz\r\n1;Мурманск;Russland;"a;b"\r\n\r\n2;Portland;USA;\r\n',
  );
  expect(list.columns).toEqual(["Nr", "Stadt", "Land", "Notiz"]);
  expect(list.rows).toEqual([
    ["1", "Мурманск", "Russland", "a;b"],
    ["2", "Portland", "USA", ""],
  ]);
  expect(rowsOf(list, columns)).toEqual([
    { name: "Мурманск", country: "Russland", region: "", code: "" },
    { name: "Portland", country: "USA", region: "", code: "" },
  ]);
});

test("names in lines are no table", () => {
  const { list, columns } = readList("Portland, OR\nSaint-Petersburg (Russia)\nQ1829\n");
  expect(rowsOf(list, columns).map(({ name }) => name)).toEqual(["Portland, OR", "Saint-Petersburg (Russia)", "Q1829"]);
});

test("a table with commas and one with tabs", () => {
  expect(readList("city,country\nAachen,DE\n").list.rows).toEqual([["Aachen", "DE"]]);
  expect(readList("miasto\tkraj\nŁódź\tPolska\n").columns).toMatchObject({ name: 0, country: 1 });
});

test("columns are found without case and accents", () => {
  expect(findColumns(["Województwo", "PAŃSTWO", "Miasto", "QID"])).toEqual({ name: 2, country: 1, region: 0, code: 3 });
  expect(findColumns(["mayor"])).toEqual({ name: -1, country: -1, region: -1, code: -1 });
});

test("nothing, and more than is matched", () => {
  expect(readList("  \n ").list.rows).toEqual([]);
  const { list } = readList(Array.from({ length: mostRows + 5 }, (_, at) => `Town ${at}`).join("\n"));
  expect([list.rows.length, list.cut]).toEqual([mostRows, 5]);
});
