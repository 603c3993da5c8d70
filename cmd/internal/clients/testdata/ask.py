"""Asks the questions of questions.graphql by gql and by what ariadne-codegen makes of them.

    python ask.py ENDPOINT FOLDER      FOLDER is empty and is written

Prints what both were answered.
"""

import asyncio
import importlib
import json
import pathlib
import subprocess
import sys
import urllib.request

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.requests import RequestsHTTPTransport

endpoint, folder = sys.argv[1], pathlib.Path(sys.argv[2])
questions = pathlib.Path(__file__).with_name("questions.graphql").read_text()


def by_gql():
    """gql fetches the schema and checks each question by it before it is sent."""
    client = Client(transport=RequestsHTTPTransport(url=endpoint), fetch_schema_from_transport=True)
    with client as session:
        ask = lambda name, **variables: session.execute(gql(questions), operation_name=name, variable_values=variables)
        days = ask("Days")
        again = ask("Again", id=days["before"]["id"])
        slugs, after, more = [], None, True
        while more:
            page = ask("Suspended", asOf="2023-01-01", after=after)["twinningLinks"]
            slugs += [edge["node"]["slug"] for edge in page["edges"]]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        try:
            session.execute(gql('{ city(id: "nowhere-zz") { id } }'))
            failure = None
        except TransportQueryError as error:
            failure = error.errors[0]["extensions"]["code"]
    return {
        "days": [days["before"]["status"]["status"], days["after"]["status"]["status"]],
        "links": [days["then"]["links"]["totalCount"], days["now"]["links"]["totalCount"]],
        "again": again["node"]["status"]["status"],
        "suspended": [len(slugs), len(set(slugs)), page["totalCount"]],
        "failure": failure,
    }


def by_ariadne():
    """ariadne-codegen makes a typed asynchronous client of the schema and the questions."""
    with urllib.request.urlopen(endpoint.removesuffix("graphql") + "schema.graphql") as answer:
        (folder / "schema.graphql").write_bytes(answer.read())
    (folder / "questions.graphql").write_text(questions)
    (folder / "pyproject.toml").write_text(
        '[tool.ariadne-codegen]\nschema_path = "schema.graphql"\nqueries_path = "questions.graphql"\n'
        'target_package_name = "made"\nclient_name = "Twingraph"\n'
        + "".join(f'[tool.ariadne-codegen.scalars.{name}]\ntype = "str"\n' for name in ("Date", "DateTime", "PartialDate"))
    )
    subprocess.run([pathlib.Path(sys.executable).with_name("ariadne-codegen")], cwd=folder, check=True, stdout=subprocess.PIPE)
    sys.path.insert(0, str(folder))
    made = importlib.import_module("made")

    async def ask():
        async with made.Twingraph(url=endpoint) as client:
            days = await client.days()
            again = await client.again(id=days.before.id)
            page = await client.suspended(as_of="2023-01-01")
        return {
            "days": [days.before.status.status.value, days.after.status.status.value],
            "links": [days.then.links.total_count, days.now.links.total_count],
            "again": again.node.status.status.value,
            "suspended": page.twinning_links.total_count,
        }

    return asyncio.run(ask())


print(json.dumps({"gql": by_gql(), "ariadne": by_ariadne()}))
