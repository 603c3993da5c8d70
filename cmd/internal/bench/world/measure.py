"""Asks a server every root field and every file once, and prints what each took.

    make run WORLD=1                                  # in one terminal
    python3 cmd/internal/bench/world/measure.py       # in another

What is still being computed is asked again until it is there. A field that no question is
about, an answer with errors, one without content and one that takes longer than the limit
end it with exit code 1. The first column of times is what the client waited, the second
the processor's time of the server (from /metrics), the third the second asking, when
what was computed is kept.
"""

import argparse
import json
import re
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
NOTHING = "# nothing public"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--server", default="http://127.0.0.1:8080")
    options.add_argument("--only", default="", help="a part of the names of what is asked")
    options.add_argument("--limit", type=float, default=10, help="seconds that an answer may take; a file twice as long")
    given = options.parse_args()
    server = Server(given.server)
    questions = read(HERE / "questions.graphql")
    missing = server.root_fields() - {field for _, fields, _ in questions for field in fields}
    bad = [f"no question asks for {field}" for field in sorted(missing)]
    print(f"{'asked':46} {'waited':>8} {'CPU':>8} {'again':>8} {'bytes':>10}")
    for name, _, text in questions:
        if given.only in name:
            wrong = show(server, name, given.limit, lambda text=text: server.ask(text))
            bad += [] if NOTHING in text else wrong
    for name in server.files():
        if given.only in name:
            bad += show(server, name, 2 * given.limit, lambda name=name: server.get(f"/export/{name}"))
    for line in bad:
        print(line, file=sys.stderr)
    sys.exit(1 if bad else 0)


def read(path):
    """The questions: name, root fields, text."""
    found = []
    for text in re.split(r"^(?=query )", path.read_text(), flags=re.M)[1:]:
        name = re.match(r"query (\w+)", text).group(1)
        found.append((name, re.findall(r"^  (?:\w+: )?(\w+)", text, flags=re.M), text))
    return found


def show(server, name, limit, ask):
    """Asks twice, prints a line and returns what is wrong with it."""
    cpu = server.cpu()
    began = time.monotonic()
    body, wrong = ask()
    waited, cpu = time.monotonic() - began, server.cpu() - cpu
    began = time.monotonic()
    ask()
    again = time.monotonic() - began
    print(f"{name:46} {waited * 1000:6.0f}ms {cpu * 1000:6.0f}ms {again * 1000:6.0f}ms {len(body):10}", flush=True)
    if waited > limit:
        wrong.append(f"took {waited:.1f} s")
    return [f"{name}: {each}" for each in wrong]


class Server:
    """A server that is asked."""

    def __init__(self, address):
        self.address = address

    def fetch(self, path, body=None):
        """The body and the errors of an answer; waits where the server says so."""
        while True:
            headers = {"Content-Type": "application/json", "Accept": "application/json"} if body else {}
            request = urllib.request.Request(self.address + path, data=body, headers=headers)
            try:
                with urllib.request.urlopen(request, timeout=120) as answer:
                    return answer.read(), []
            except urllib.error.HTTPError as error:
                text = error.read()
                if error.code != 503 or b"NOT_READY" not in text:
                    return text, [f"HTTP {error.code}: {text[:300].decode()}"]
                time.sleep(int(error.headers.get("Retry-After", "1")))

    def ask(self, text):
        while True:
            body, wrong = self.fetch("/graphql", json.dumps({"query": text}).encode())
            if wrong:
                return body, wrong
            answer = json.loads(body)
            if not any(error["extensions"].get("code") == "NOT_READY" for error in answer.get("errors", [])):
                break
            time.sleep(1)
        wrong = [f"{error['extensions'].get('code')}: {error['message'][:200]}" for error in answer.get("errors", [])]
        for field, value in (answer.get("data") or {}).items():
            if not full(value):
                wrong.append(f"{field} is empty: {json.dumps(value)[:200]}")
        return body, wrong

    def get(self, path):
        body, wrong = self.fetch(path)
        return body, wrong or ([] if len(body) > 200 else [f"is empty: {body[:200]}"])

    def cpu(self):
        """Seconds of the processor that the server has used."""
        text = urllib.request.urlopen(self.address + "/metrics").read().decode()
        return float(re.search(r"^process_cpu_seconds_total (\S+)", text, flags=re.M).group(1))

    def root_fields(self):
        text = urllib.request.urlopen(self.address + "/schema.graphql").read().decode()
        text = re.sub(r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"', "", text)
        body = re.search(r"^type Query \{(.*?)^\}", text, flags=re.M | re.S).group(1)
        return set(re.findall(r"(\w+)\s*(?:\([^)]*\))?\s*:", re.sub(r"\([^)]*\)", "", body)))

    def files(self):
        """The names of the files, which the answer to a wrong one lists."""
        text, _ = self.fetch("/export/none")
        return re.findall(r"[\w]+(?:\.[a-z]+)+", text.decode().split("there are")[1])


def full(value):
    """Whether an answer holds anything but what counts and pages hold when they are empty."""
    if isinstance(value, list):
        return any(full(entry) for entry in value)
    if isinstance(value, dict):
        return any(full(entry) for key, entry in value.items() if key not in ("pageInfo", "__typename"))
    return value not in (None, 0, "", False)


if __name__ == "__main__":
    main()
