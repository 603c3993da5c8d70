"""Reconciles a table of towns by the client reconciler.

    python reconcile.py ADDRESS      ADDRESS of the reconciliation service

Prints what each name was matched to.
"""

import json
import sys

import numpy
import pandas

# reconciler 0.2.2 marks what has no candidates by a name that NumPy 2 gave up.
numpy.NaN = numpy.nan

from reconciler import reconcile  # noqa: E402

table = pandas.DataFrame(
    {
        "town": ["Мурманск", "Portland, OR", "Aix-la-Chapelle", "Tromsoe", "Krakow", "Kaliningrad", "Atlantis",
                 "Chicago", "Lulea", "Saint Petersburg", "Rovaniemi", "Portland"],
        "country": ["Russia", "USA", "Allemagne", "Norwegen", "PL", "Rosja", "Greece",
                    "United States", "Szwecja", "Russia", "Finland", "USA"],
    }
)
found = reconcile(
    table["town"], type_id="City", top_res=1, property_mapping={"country": table["country"]}, reconciliation_endpoint=sys.argv[1]
)
found["id"] = found["id"].fillna("")
print(json.dumps({row["input_value"]: [row["id"], bool(row["match"])] for _, row in found.iterrows()}))
