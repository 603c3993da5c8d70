"""Reads an export with the program that it is for and prints what that program sees.

usage: read.py networkx|gdal FILE

NetworkX reads GraphML, GEXF and node-link JSON, GDAL reads GeoJSON. The output is one
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


if __name__ == "__main__":
    read = {"networkx": with_networkx, "gdal": with_gdal}[sys.argv[1]]
    json.dump(read(sys.argv[2]), sys.stdout)
