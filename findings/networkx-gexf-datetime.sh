#!/usr/bin/env bash
# NetworkX 3.6.1 (PyPI, read on 2026-11-28): read_gexf cannot read a GEXF 1.3 file whose
# graph says timeformat="dateTime" and in which an element has a time, though the format
# allows it beside "date". It looks the format up in a table of value
# types that knows "date" alone. The same file with timeformat="date" is read, instants of
# the day included, which it keeps as text.
#
# Output seen:
#   timeformat="dateTime": KeyError 'dateTime'
#   timeformat="date": [('a', 'b', [('2001-01-01T00:00:00Z', '2002-01-01T00:00:00Z')])]
#
# Fails when that changes. Needs Python 3.11 or newer and a registry of Python packages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: networkx==3.6.1

cat >"$folder/read.py" <<'EOF'
import io

import networkx

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph mode="dynamic" defaultedgetype="undirected" timeformat="{}" timerepresentation="interval">
    <nodes><node id="a" label="a"/><node id="b" label="b"/></nodes>
    <edges>
      <edge id="ab" source="a" target="b">
        <spells><spell start="2001-01-01T00:00:00Z" end="2002-01-01T00:00:00Z"/></spells>
      </edge>
    </edges>
  </graph>
</gexf>"""

for timeformat in ("dateTime", "date"):
    try:
        graph = networkx.read_gexf(io.BytesIO(FILE.format(timeformat).encode()))
        seen = [(a, b, of["spells"]) for a, b, of in graph.edges(data=True)]
    except Exception as failure:
        seen = f"{type(failure).__name__} {failure}"
    print(f'timeformat="{timeformat}": {seen}')
EOF
"$folder/python/bin/python" "$folder/read.py" | tee "$folder/seen"
diff "$folder/seen" - <<'EOF'
timeformat="dateTime": KeyError 'dateTime'
timeformat="date": [('a', 'b', [('2001-01-01T00:00:00Z', '2002-01-01T00:00:00Z')])]
EOF
