// Counts links by status in exports, with the JavaScript programs that read them.
//
// usage: node counts.mjs DIR DAY...
//
// DIR has a folder for each DAY. The output is one JSON object: for each file, program and
// day the number of links by status.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import cytoscape from "cytoscape";
import graphology from "graphology";
import gexf from "graphology-gexf";

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

const counts = { "network.gexf in graphology": {}, "network.json in Cytoscape.js": {} };
for (const day of days) {
  const read = (file) => readFileSync(join(directory, day, file), "utf8");
  counts["network.gexf in graphology"][day] = inGraphology(read("network.gexf"));
  counts["network.json in Cytoscape.js"][day] = inCytoscape(read("network.json"));
}
process.stdout.write(JSON.stringify({ counts }));
