"""Reads an export with the program that it is for and prints what that program sees.

usage: read.py networkx|gdal|followthemoney|rdflib|duckdb|pandas FILE

NetworkX reads GraphML, GEXF and node-link JSON, GDAL reads GeoJSON, followthemoney its
entities, rdflib JSON-LD, DuckDB and pandas Parquet. The output is one
JSON object: how many records there are, and for each its id and attributes as text.
"""

import json
import sys


def written(value):
    """A value as the one form of text that the test compares."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return json.dumps(value)
    return str(value)


def known(attributes):
    return {name: written(value) for name, value in attributes.items() if value is not None}


def with_networkx(path):
    import networkx as nx

    if path.endswith(".graphml"):
        graph = nx.read_graphml(path)
    elif path.endswith(".gexf"):
        graph = nx.read_gexf(path)
    else:
        with open(path, encoding="utf-8") as file:
            graph = nx.node_link_graph(json.load(file))
    edges = []
    for a, b, attributes in graph.edges(data=True):
        edges.append(known(attributes) | {"ends": json.dumps(sorted([a, b]))})
    return {
        "about": known(graph.graph),
        "directed": graph.is_directed(),
        "nodes": {node: known(attributes) for node, attributes in graph.nodes(data=True)},
        "edges": edges,
        "components": nx.number_connected_components(graph),
    }


def with_gdal(path):
    import pyogrio

    meta, _, shapes, columns = pyogrio.raw.read(path)
    features = []
    for row in range(len(shapes)):
        shape = None if shapes[row] is None else bytes(shapes[row]).hex()
        features.append({"shape": shape} | {
            str(name): None if columns[i][row] is None else str(columns[i][row])
            for i, name in enumerate(meta["fields"])
        })
    return {"type": meta["geometry_type"], "crs": meta["crs"], "features": features}


def counted(values):
    counts = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def with_followthemoney(path):
    from followthemoney import model

    schemas, statuses, ids, wrong, credits = [], [], set(), [], ""
    entities = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            entity = model.get_proxy(json.loads(line), cleaned=False)
            entities.append(entity)
            ids.add(entity.id)
            schemas.append(entity.schema.name)
            written = json.loads(line)["properties"]
            for prop, value in entity.itervalues():
                if prop.type.name != "text" and prop.type.clean(value) is None:
                    wrong.append(f"{entity.id} {prop.name} {value}")
            if sum(len(v) for v in written.values()) < len(list(entity.itervalues())):
                wrong.append(f"{entity.id} lost values")
    for entity in entities:
        if entity.schema.name == "UnknownLink":
            statuses.append(entity.first("status"))
            for name in ("subject", "object", "proof"):
                wrong += [f"{entity.id} {name} {v}" for v in entity.get(name) if v not in ids]
    return {"schemas": counted(schemas), "statuses": counted(statuses), "wrong": wrong[:10],
            "credits": entities[0].first("summary"),
            "citations": {e.id: e.first("summary") for e in entities if e.schema.name in ("PublicBody", "UnknownLink")}}


def with_rdflib(path):
    import rdflib

    graph = rdflib.Graph().parse(path, format="json-ld")
    ask = lambda query: [tuple(str(v) for v in row) for row in graph.query(query)]
    prefixes = "PREFIX s: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX tg: <urn:twingraph:term:> "
    return {
        "schemas": {kind: int(n) for kind, n in ask(prefixes + "SELECT ?t (COUNT(DISTINCT ?x) AS ?n) {?x a ?t} GROUP BY ?t")},
        "statuses": {status: int(n) for status, n in ask(prefixes + "SELECT ?v (COUNT(?x) AS ?n) {?x a tg:TwinningLink; tg:status ?v} GROUP BY ?v")},
        "wrong": [x for (x,) in ask(prefixes + "SELECT ?x {?x a tg:Claim FILTER NOT EXISTS "
                                    "{?x prov:wasDerivedFrom ?s; prov:generatedAtTime ?at. ?s s:name ?n. ?l prov:wasDerivedFrom ?x; a tg:TwinningLink}}")][:10],
        "credits": ask(prefixes + "SELECT ?c {?d a s:Dataset; s:creditText ?c}")[0][0],
        "licence": ask(prefixes + "SELECT ?l {?d s:creditText ?c; s:isBasedOn ?g. ?g s:license ?l}")[0][0],
        "citations": dict(ask(prefixes + "SELECT ?x ?c {?x tg:citation ?c; s:url ?u; s:identifier ?i FILTER(STRENDS(?c, STR(?u)))}")),
    }


def with_duckdb(path):
    import duckdb

    rows = duckdb.sql(f"SELECT * FROM read_parquet('{path}')")
    seen = {"rows": len(rows), "columns": dict(zip(rows.columns, map(str, rows.types)))}
    if "status" in rows.columns:
        seen["statuses"] = dict(duckdb.sql("SELECT status, count(*) FROM rows GROUP BY 1").fetchall())
    if "to" in rows.columns:
        seen["days"] = {}
        for day in ("2021-12-31", "2022-12-31", "2024-12-31"):
            seen["days"][day] = dict(duckdb.sql(f"""SELECT status, count(*) FROM rows
                WHERE coalesce("from" <= '{day}', true) AND coalesce('{day}' < "to", true) GROUP BY 1""").fetchall())
    return seen


def with_pandas(path):
    import pandas
    import pyarrow.parquet

    frame = pandas.read_parquet(path)
    meta = pyarrow.parquet.read_schema(path).metadata
    seen = {"rows": len(frame), "columns": {name: str(kind) for name, kind in frame.dtypes.items()}, "credits": meta[b"credits"].decode()}
    if "citation" in frame:
        seen["citations"] = dict(zip(frame["id"], frame["citation"]))
    if "status" in frame:
        seen["statuses"] = {k: int(n) for k, n in frame["status"].value_counts().items()}
    return seen


if __name__ == "__main__":
    read = {"networkx": with_networkx, "gdal": with_gdal, "followthemoney": with_followthemoney,
            "rdflib": with_rdflib, "duckdb": with_duckdb, "pandas": with_pandas}[sys.argv[1]]
    json.dump(read(sys.argv[2]), sys.stdout)
