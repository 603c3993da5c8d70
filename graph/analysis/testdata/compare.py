"""Puts the measures of this package beside python-igraph and NetworkX, in one run on
one machine, on KONECT's edge list "twin" (out.twin; http://konect.cc/networks/twin).

    pip install python-igraph networkx numpy scipy
    python graph/analysis/testdata/compare.py path/to/out.twin

Times are wall-clock milliseconds, the best of several runs where runs are short. Go
uses as many cores as there are; igraph and NetworkX use one. NetworkX takes about ten
minutes for each measure over all shortest paths; unless --exact is given, these
are timed from 300 random sources and scaled, and marked with "~".
"""

import argparse
import random
import re
import subprocess
import time

import igraph
import networkx

SOURCES = 300


def timed(run, most=2.0):
    """The best time of one to five runs that together take at most a few seconds, and the last result."""
    best, spent, result = float("inf"), 0.0, None
    for _ in range(5):
        began = time.perf_counter()
        result = run()
        took = time.perf_counter() - began
        best, spent = min(best, took), spent + took
        if spent > most:
            break
    return 1000 * best, result


def ours(path):
    """Milliseconds by benchmark, and the modularity that ours finds."""
    text = subprocess.run(
        ["go", "test", "-run", "^$", "-bench", "^BenchmarkKonect$", "-count", "3", "twingraph/graph/analysis"],
        check=True, capture_output=True, text=True,
    ).stdout
    best = {}
    for name, ns, rest in re.findall(r"^BenchmarkKonect/(\w+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op(.*)$", text, re.M):
        best[name] = min(best.get(name, float("inf")), float(ns) / 1e6)
        found = re.search(r"([\d.]+) modularity", rest)
        if found:
            best["modularity"] = float(found.group(1))
    if not best:
        raise SystemExit("the benchmarks did not run; the edge list must lie where the tests look for it:\n" + text)
    return best


def of_networkx(graph, exact):
    """Milliseconds by measure; True beside those that were scaled."""
    nodes = list(graph)
    sample = nodes if exact else random.Random(1).sample(nodes, SOURCES)
    scale = len(nodes) / len(sample)
    result = {}

    def take(name, run, factor=1.0):
        result[name] = (timed(run)[0] * factor, factor != 1.0)

    take("betweenness", lambda: networkx.betweenness_centrality(graph, k=None if exact else SOURCES, normalized=False, seed=1), scale)
    take("harmonic", lambda: networkx.harmonic_centrality(graph, nbunch=sample), 1.0 if exact else scale)
    largest = graph.subgraph(max(networkx.connected_components(graph), key=len)).copy()
    inside = [v for v in sample if v in largest]
    take(
        "distance",
        lambda: sum(sum(networkx.single_source_shortest_path_length(largest, v).values()) for v in inside),
        len(largest) / len(inside),
    )
    take("pagerank", lambda: networkx.pagerank(graph, tol=1e-13 / len(graph), max_iter=2000))
    take("core", lambda: networkx.core_number(graph))
    take("constraint", lambda: networkx.constraint(graph))
    take("transitivity", lambda: (networkx.transitivity(graph), networkx.average_clustering(graph)))
    take("components", lambda: list(networkx.connected_components(graph)))
    take("bridges", lambda: (list(networkx.bridges(graph)), list(networkx.articulation_points(graph))))
    take("communities", lambda: networkx.community.louvain_communities(graph, seed=1))
    return result


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("edges", help="KONECT's out.twin")
    arguments.add_argument("--exact", action="store_true", help="let NetworkX take its time")
    options = arguments.parse_args()

    with open(options.edges, encoding="utf-8") as lines:
        edges = [tuple(int(x) - 1 for x in line.split()[:2]) for line in lines if not line.startswith("%")]
    count = 1 + max(max(e) for e in edges)
    g = igraph.Graph(n=count, edges=edges)
    plain = networkx.Graph()
    plain.add_nodes_from(range(count))
    plain.add_edges_from(edges)

    twingraph = ours(options.edges)
    communities = timed(lambda: g.community_leiden(objective_function="modularity", n_iterations=2))
    ig = {
        "betweenness": timed(g.betweenness)[0],
        "harmonic": timed(lambda: g.harmonic_centrality(normalized=False))[0],
        "distance": timed(lambda: (g.average_path_length(), g.diameter()))[0],
        "pagerank": timed(g.pagerank)[0],
        "core": timed(g.coreness)[0],
        "constraint": timed(g.constraint)[0],
        "transitivity": timed(lambda: (g.transitivity_undirected(), g.transitivity_avglocal_undirected(mode="zero")))[0],
        "components": timed(lambda: g.connected_components())[0],
        "bridges": timed(lambda: (g.bridges(), g.articulation_points()))[0],
        "communities": communities[0],
    }
    nx = of_networkx(plain, options.exact)

    rows = [
        ("betweenness, exact", "Betweenness", ["betweenness"]),
        ("harmonic closeness, mean distance, diameter", "HarmonicClosenessAndMeanDistance", ["harmonic", "distance"]),
        ("PageRank", "PageRank", ["pagerank"]),
        ("core numbers", "CoreNumbers", ["core"]),
        ("constraint", "Constraint", ["constraint"]),
        ("transitivity, mean clustering", "Transitivity", ["transitivity"]),
        ("components", "Components", ["components"]),
        ("bridges, articulation points", "Bridges", ["bridges"]),
        ("communities (Leiden; NetworkX: Louvain)", "Communities", ["communities"]),
    ]
    print(f"{count} cities, {len(edges)} links; igraph {igraph.__version__}, NetworkX {networkx.__version__}; milliseconds")
    print(f"{'':46}{'twingraph':>10}{'igraph':>12}{'':>8}{'NetworkX':>12}")
    for title, name, keys in rows:
        go, of_igraph, of_nx = twingraph[name], sum(ig[k] for k in keys), sum(nx[k][0] for k in keys)
        mark = "~" if any(nx[k][1] for k in keys) else " "
        print(f"{title:46}{go:10.1f}{of_igraph:12.1f}{of_igraph / go:7.1f}x{mark}{of_nx:11.1f}{of_nx / go:7.0f}x")
    print(f"modularity: twingraph {twingraph.get('modularity', float('nan')):.4f}, igraph {communities[1].modularity:.4f}")


main()
