"""Writes networkx.json: what NetworkX says of small named and random networks.

Run with NetworkX 3.6.1 or later: python fixtures.py > networkx.json

Roles of brokerage, which NetworkX lacks, are counted here by their definition over
all open threes (Gould and Fernandez 1989, undirected).
"""

import itertools
import json
import math

import networkx as nx


def cleaned(graph):
    """Numbers cities from 0 and keeps nothing of links but that they are there."""
    numbered = nx.convert_node_labels_to_integers(nx.Graph(graph))
    result = nx.Graph()
    result.add_nodes_from(range(numbered.number_of_nodes()))
    result.add_edges_from(numbered.edges())
    return result


def number(x):
    """A float with 15 digits, null where the measure is not defined."""
    x = float(x)
    return None if math.isnan(x) else float(f"{x:.15g}")


def numbers(by_city, count):
    return [number(by_city[i]) for i in range(count)]


def roles(graph, country):
    counts = [dict(coordinator=0, consultant=0, gatekeeper=0, liaison=0) for _ in graph]
    for broker in graph:
        for a, b in itertools.combinations(graph[broker], 2):
            if graph.has_edge(a, b):
                continue
            ends, home = {country[a], country[b]}, country[broker]
            if ends == {home}:
                role = "coordinator"
            elif home in ends:
                role = "gatekeeper"
            elif len(ends) == 1:
                role = "consultant"
            else:
                role = "liaison"
            counts[broker][role] += 1
    return counts


def describe(name, graph, country):
    count = graph.number_of_nodes()
    components = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    largest = graph.subgraph(components[0])
    degrees = {d for _, d in graph.degree()}
    communities = list(nx.community.greedy_modularity_communities(graph)) if graph.number_of_edges() else []
    part = [0] * count
    for label, members in enumerate(communities):
        for city in members:
            part[city] = label
    distance = nx.single_source_shortest_path_length(graph, 0)
    far = max(distance, key=lambda v: (distance[v], v))
    paths = []
    if far:
        paths = [len(p) - 1 for p in itertools.islice(nx.shortest_simple_paths(graph, 0, far), 15)]
    return dict(
        name=name,
        cities=count,
        countries=country,
        links=[list(e) for e in sorted(tuple(sorted(e)) for e in graph.edges)],
        components=[len(c) for c in components],
        diameter=nx.diameter(largest) if len(largest) > 1 else None,
        meanDistance=number(nx.average_shortest_path_length(largest)) if len(largest) > 1 else None,
        triangles=sum(nx.triangles(graph).values()) // 3,
        transitivity=number(nx.transitivity(graph)),
        meanClustering=number(nx.average_clustering(graph)),
        degreeAssortativity=number(nx.degree_assortativity_coefficient(graph)) if len(degrees) > 1 else None,
        countryAssortativity=number(nx.attribute_assortativity_coefficient(labelled(graph, country), "country"))
        if graph.number_of_edges()
        else None,
        degree=[graph.degree(v) for v in range(count)],
        clustering=numbers(nx.clustering(graph), count),
        betweenness=numbers(nx.betweenness_centrality(graph, normalized=False), count),
        harmonic=numbers(nx.harmonic_centrality(graph), count),
        pageRank=numbers(nx.pagerank(graph, alpha=0.85, tol=1e-15, max_iter=5000), count),
        core=[nx.core_number(graph)[v] for v in range(count)],
        constraint=numbers(nx.constraint(graph), count),
        roles=roles(graph, country),
        bridges=[list(b) for b in sorted(tuple(sorted(e)) for e in nx.bridges(graph))],
        joints=sorted(nx.articulation_points(graph)),
        part=part,
        modularity=number(nx.community.modularity(graph, communities)) if communities else 0.0,
        modularityAt2=number(nx.community.modularity(graph, communities, resolution=2)) if communities else 0.0,
        far=far,
        pathLengths=paths,
    )


def labelled(graph, country):
    copy = graph.copy()
    nx.set_node_attributes(copy, dict(enumerate(country)), "country")
    return copy


def main():
    karate = nx.karate_club_graph()
    clubs = [karate.nodes[v]["club"] for v in karate]
    named = [
        ("Zachary's karate club", karate, clubs),
        ("Les Misérables", nx.les_miserables_graph(), None),
        ("Florentine families", nx.florentine_families_graph(), None),
        ("Southern women", nx.davis_southern_women_graph(), None),
        ("Petersen", nx.petersen_graph(), None),
        ("star", nx.star_graph(7), None),
        ("path", nx.path_graph(9), None),
        ("cycle", nx.cycle_graph(8), None),
        ("complete", nx.complete_graph(6), None),
        ("barbell", nx.barbell_graph(5, 3), None),
        ("ring of cliques", nx.ring_of_cliques(6, 5), None),
        ("balanced tree", nx.balanced_tree(3, 3), None),
        ("grid", nx.grid_2d_graph(5, 6), None),
        ("two triangles apart", nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3)), None),
        ("no links", nx.empty_graph(4), None),
    ]
    for seed in range(6):
        named.append((f"random {seed}", nx.gnp_random_graph(40, 0.03 + 0.02 * seed, seed=seed), None))
        named.append((f"preferential attachment {seed}", nx.barabasi_albert_graph(50, 1 + seed % 3, seed=seed), None))
        named.append((f"small world {seed}", nx.watts_strogatz_graph(45, 4, 0.1 * (1 + seed), seed=seed), None))
    described = []
    for name, graph, country in named:
        graph = cleaned(graph)
        if country is None:
            country = ["ABCD"[v * v % 7 % 4] for v in graph]
        described.append(describe(name, graph, country))
    print("[")
    print(",\n".join(json.dumps(d, ensure_ascii=False, separators=(",", ":")) for d in described))
    print("]")


main()
