"""Counts links by status in exports, with each Python program that reads them.

usage: counts.py DIR DAY...

DIR has a folder for each DAY with the files as of that day, and spells.csv and
spells.geojson, which hold all days. The output is one JSON object: for each file, program
and day the number of links by status. A warning is an error.
"""

import collections
import json
import os
import sys
import warnings

import duckdb
import geopandas
import igraph
import networkx
import pandas
import pyogrio

warnings.simplefilter("error")


def counted(values):
    return dict(collections.Counter(values))


def statuses(graph):
    return (attributes["status"] for _, _, attributes in graph.edges(data=True))


def node_link(path):
    with open(path, encoding="utf-8") as file:
        return networkx.node_link_graph(json.load(file))


def with_duckdb(path):
    return dict(duckdb.sql(f"select status, count(*) from '{path}' group by status").fetchall())


def with_igraph(path):
    graph = igraph.Graph.Read_GraphML(path)
    assert graph.vs["label"] == graph.vs["name"]
    return counted(graph.es["status"])


OF_A_DAY = {
    ("links.csv", "pandas"): lambda path: counted(pandas.read_csv(path)["status"]),
    ("links.csv", "DuckDB"): with_duckdb,
    ("links.geojson", "GeoPandas"): lambda path: counted(geopandas.read_file(path)["status"]),
    ("network.graphml", "NetworkX"): lambda path: counted(statuses(networkx.read_graphml(path))),
    ("network.graphml", "igraph"): with_igraph,
    ("network.gexf", "NetworkX"): lambda path: counted(statuses(networkx.read_gexf(path))),
    ("network.json", "NetworkX"): lambda path: counted(statuses(node_link(path))),
}


def on(spells, day):
    """The statuses of the spells that hold a day: [from, to), either end open."""
    there = (spells["from"].isna() | (spells["from"] <= day)) & (spells["to"].isna() | (spells["to"] > day))
    return counted(spells[there]["status"])


def animated(spells, day):
    """The statuses of the spells that are on the screen at noon of a day, as programs show them that animate by begin and until."""
    noon = day.tz_localize("UTC") + pandas.Timedelta(hours=12)
    return counted(spells[(spells["begin"] <= noon) & (spells["until"] >= noon)]["status"])


def spells_with_pandas(path):
    return pandas.read_csv(path, parse_dates=["from", "to", "begin", "until"])


def spells_with_duckdb(path, day):
    return dict(duckdb.sql(f"""select status, count(*) from '{path}'
        where ("from" is null or "from" <= date '{day}') and ("to" is null or "to" > date '{day}') group by status""").fetchall())


def columns(path):
    """What GDAL takes the columns of a file for."""
    info = pyogrio.read_info(path)
    return dict(zip(map(str, info["fields"]), map(str, info["dtypes"])))


def main(directory, days):
    counts = collections.defaultdict(dict)
    for day in days:
        for (file, program), count in OF_A_DAY.items():
            counts[f"{file} in {program}"][day] = count(os.path.join(directory, day, file))
    table = os.path.join(directory, "spells.csv")
    for name, spells in {
        "spells.csv in pandas": spells_with_pandas(table),
        "spells.geojson in GeoPandas": geopandas.read_file(os.path.join(directory, "spells.geojson")),
    }.items():
        assert len(spells) > 0 and spells["until"].notna().all()
        for day in days:
            counts[name][day] = on(spells, pandas.Timestamp(day))
            counts[name + ", animated"][day] = animated(spells, pandas.Timestamp(day))
    for day in days:
        counts["spells.csv in DuckDB"][day] = spells_with_duckdb(table, day)
    return counts


def kept(directory):
    """Copies of GeoJSON in GeoPackage and FlatGeobuf: columns that are not there or differ."""
    lost = {}
    for name in ("cities", "links", "spells"):
        frame = geopandas.read_file(os.path.join(directory, f"{name}.text.geojson"))
        # FlatGeobuf has features without a place only where it has no spatial index.
        for driver, extension, options in (("GPKG", "gpkg", {}), ("FlatGeobuf", "fgb", {"SPATIAL_INDEX": "NO"})):
            path = os.path.join(directory, f"{name}.{extension}")
            frame.to_file(path, driver=driver, **options)
            again = geopandas.read_file(path).set_index("id").loc[frame["id"]]
            for column in set(frame.columns) - {"id", "geometry"}:
                same = column in again and frame[column].astype(str).tolist() == again[column].astype(str).tolist()
                if not same:
                    lost[f"{path}: {column}"] = str(again.get(column))
    return lost


if __name__ == "__main__":
    directory, days = sys.argv[1], sys.argv[2:]
    kinds = {name: columns(os.path.join(directory, f"{name}.text.geojson")) for name in ("links", "spells")}
    json.dump({"counts": main(directory, days), "lost": kept(directory), "columns": kinds}, sys.stdout)
