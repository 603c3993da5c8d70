// Counts links by status in exports, with the JavaScript programs that read them.
//
// usage: node counts.mjs DIR DAY...
//
// DIR has a folder for each DAY, and spells.geojson. The output is one JSON object: for each
// file, program and day the number of links by status, and what kepler.gl takes the columns of
// spells for.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import cytoscape from "cytoscape";
import graphology from "graphology";
import gexf from "graphology-gexf";
import analysis from "type-analyzer";

const [directory, ...days] = process.argv.slice(2);

function counted(statuses) {
  const counts = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

// As Gephi Lite does: the kind of graph follows from the file.
function inGraphology(text) {
  const graph = gexf.parse(graphology.Graph, text);
  graph.forEachNode((key, { label }) => {
    if (!label) throw new Error(`${key} has no label`);
  });
  return counted(graph.mapEdges((_, { status }) => status));
}

function inCytoscape(text) {
  const { nodes, edges } = JSON.parse(text);
  const cy = cytoscape({
    headless: true,
    elements: {
      nodes: nodes.map((data) => ({ data })),
      edges: edges.map((data) => ({ data: { ...data, id: data.key } })),
    },
  });
  return counted(cy.edges().map((edge) => edge.data("status")));
}

// As kepler.gl does: it animates by columns whose values are DATETIME, and offers those of
// type DATE as a list to choose from.
function inKepler(text) {
  const { Analyzer, DATA_TYPES } = analysis;
  const accepted =
    "DATE TIME DATETIME NUMBER INT FLOAT BOOLEAN STRING GEOMETRY GEOMETRY_FROM_STRING PAIR_GEOMETRY_FROM_STRING ZIPCODE ARRAY OBJECT".split(
      " ",
    );
  const rows = JSON.parse(text).features.map(({ properties }) => properties);
  const columns = Analyzer.computeColMeta(rows, [], {
    ignoredDataTypes: Object.keys(DATA_TYPES).filter((type) => !accepted.includes(type)),
  });
  return Object.fromEntries(columns.map(({ key, type }) => [key, type]));
}

const counts = { "network.gexf in graphology": {}, "network.json in Cytoscape.js": {} };
for (const day of days) {
  const read = (file) => readFileSync(join(directory, day, file), "utf8");
  counts["network.gexf in graphology"][day] = inGraphology(read("network.gexf"));
  counts["network.json in Cytoscape.js"][day] = inCytoscape(read("network.json"));
}
const columns = inKepler(readFileSync(join(directory, "spells.geojson"), "utf8"));
process.stdout.write(JSON.stringify({ counts, columns }));
