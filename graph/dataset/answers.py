"""What a correct import of the dataset answers: the table in PROVENANCE.md, by the laws in
graph/LAWS.md, without any of the program's code. Run it beside the CSV files:

    python3 answers.py

It reads the laws as they apply to curated claims: it does not know NOT_LISTED.
"""

import csv
import datetime
import pathlib

HERE = pathlib.Path(__file__).parent
DAYS = ["2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31", "2026-11-22"]
RELEASED = "2026-11-22"  # the day on which an undated claim takes effect whose sources have no date either
STATUSES = ["UNKNOWN", "ACTIVE", "SUSPENDED", "ENDED", "NOT_ESTABLISHED", "CONTESTED"]
RANK = {"THIRD_PARTY": 1, "OFFICIAL_STATEMENT": 2, "PARTY_DECISION": 3}
HAPPENS = ("ESTABLISHED", "SUSPENDED", "ENDED", "RESTORED")
GIVES = {"ESTABLISHED": "ACTIVE", "RESTORED": "ACTIVE", "REAFFIRMED": "ACTIVE", "SUSPENDED": "SUSPENDED", "ENDED": "ENDED"}


def rows(name):
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def first(date):
    """The first day of a partial date."""
    return datetime.date.fromisoformat(date + {4: "-01-01", 7: "-01", 10: ""}[len(date)])


def last(date):
    """Its last day."""
    if len(date) == 10:
        return first(date)
    year, month = int(date[:4]), int(date[5:7] or 12)
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)


def latest(dates):
    return max((d for d in dates if d), key=lambda d: (first(d), last(d)), default="")


class Law:
    """The laws on the claims of one link."""

    def __init__(self, link, claims, published):
        self.link, self.claims, self.published = link, claims, published

    def about(self, side, day):
        return [c for c in self.claims if c["side"] in ("", side) and first(c["effective"]) <= day]

    def refounded(self, state, by, act):
        """Clause 4.22."""
        ends = [first(c["effective"]) for c in by if c["type"] == "ENDED"]
        return (
            state == "ENDED" and ends and act["type"] == "ESTABLISHED" and act["date"] and first(act["date"]) > ends[0]
            and any(self.published[s] and first(self.published[s]) > ends[0] for s in act["sources"].split(";"))
        )

    def side(self, side, day):
        """The status of a side, whether it is disputed, and the claims that give it."""
        state, by, force, support, disputed = "", [], 0, 0, False
        groups = {}
        for c in self.about(side, day):
            groups.setdefault((first(c["effective"]), RANK[c["authority"]]), []).append(c)
        acted = None
        for (when, rank), group in sorted(groups.items(), key=lambda item: item[0]):
            acts = [c for c in group if c["type"] in GIVES]
            seen = [c for c in group if c["type"] == "OBSERVED"]
            lists = [c for c in group if c["type"] == "LISTED"]
            if acts and (not force or state == "CONTESTED" or rank >= force or any(self.refounded(state, by, a) for a in acts)):
                said = {GIVES[c["type"]] for c in acts} | {c["observed_status"] for c in seen}
                fresh = said.pop() if len(said) == 1 else "CONTESTED"
                if fresh == state and fresh != "CONTESTED":
                    disputed, support = disputed and rank < max(RANK[c["authority"]] for c in by), max(support, rank)
                else:
                    disputed, support = state == "ENDED" and rank < force == 3, rank
                disputed = disputed or fresh == "ENDED" and bool(lists)
                state, by, force, acted = fresh, acts + seen, rank, when
            elif force:
                disputed = disputed or any(GIVES[c["type"]] != state for c in acts)
                if seen and when > acted:
                    said = {c["observed_status"] for c in seen}
                    what = said.pop() if len(said) == 1 else "CONTESTED"
                    if rank > support and (what != state or what == "CONTESTED"):
                        state, by, support, disputed = what, seen, rank, False
                    elif state != "CONTESTED" and what == state:
                        disputed, support = disputed and rank <= max(RANK[c["authority"]] for c in by), max(support, rank)
                    elif state != "CONTESTED" and rank == support:
                        state, by = "CONTESTED", by + seen
                    elif state != "CONTESTED":
                        disputed = True
                disputed = disputed or bool(lists) and when > acted and state == "ENDED"
            elif seen or lists:
                if state == "CONTESTED" and (not seen or rank <= support):
                    continue
                said = {c["observed_status"] for c in seen} or {"ACTIVE"}
                state, by, support = said.pop() if len(said) == 1 else "CONTESTED", seen or lists, rank
                disputed = state == "ENDED" and bool(lists)
        return state, disputed or state == "CONTESTED", by

    def status(self, day):
        """The joint status, whether it is disputed, and the claims that give it."""
        sides = [self.side(self.link[end], day) for end in ("a", "b")]
        disputed = any(d for _, d, _ in sides) or bool(self.link["disputes"])
        for status in ("ENDED", "SUSPENDED", "CONTESTED", "ACTIVE"):
            by = [c for state, _, claims in sides for c in claims if state == status]
            if by:
                return status, disputed, by
        begins = min((first(c["effective"]) for c in self.claims), default=day)
        founded = any(c["type"] == "ESTABLISHED" and c["date"] and first(c["date"]) == begins for c in self.claims)
        return ("NOT_ESTABLISHED" if begins > day and founded else "UNKNOWN"), disputed, []

    def confirmed(self, day):
        """The last day to which a claim confirms the status of a day; None without one."""
        status, _, by = self.status(day)
        to = [last(c["effective"]) for c in by]
        for end in ("a", "b"):
            if self.side(self.link[end], day)[0] == status:
                for c in self.about(self.link[end], day):
                    if (c["observed_status"] or GIVES.get(c["type"]) or {"LISTED": "ACTIVE"}.get(c["type"])) == status:
                        to.append(last(c["effective"]))
        return max(to, default=None)


def laws():
    published = {s["id"]: s["date"] for s in rows("sources.csv")}
    claims = {}
    for c in rows("claims.csv"):
        c["effective"] = c["date"] or latest(published[s] for s in c["sources"].split(";")) or RELEASED
        claims.setdefault(c["link"], []).append(c)
    return [Law(link, claims.get(link["id"], []), published) for link in rows("twinning_links.csv")]


def main():
    links = laws()
    shown = STATUSES[:5]
    print("| as of | " + " | ".join(shown) + " |")
    print("| --- | " + " | ".join(["---:"] * len(shown)) + " |")
    for text in DAYS:
        day = datetime.date.fromisoformat(text)
        counted = [link.status(day)[0] for link in links]
        assert "CONTESTED" not in counted
        print(f"| {text} | " + " | ".join(str(counted.count(s)) for s in shown) + " |")
    day = datetime.date.fromisoformat(DAYS[-1])
    answers = [(link, *link.status(day)) for link in links]
    active = [(link, by) for link, status, _, by in answers if status == "ACTIVE"]
    alone = [link for link, by in active if all(c["type"] == "LISTED" for c in by)]
    old = day.replace(year=day.year - 5)
    stale = [link for link, status, _, _ in answers if status in ("ACTIVE", "SUSPENDED") and link.confirmed(day) < old]
    print(f"\nOn {DAYS[-1]}: {len(alone)} of the {len(active)} ACTIVE by a list alone; {len(stale)} stale; "
          f"{sum(d for _, _, d, _ in answers)} disputed.")
    for begin, end in ((DAYS[0], DAYS[-1]), (DAYS[0], "2022-02-23")):
        begin, end = datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end)
        moved = [(link.status(begin)[0], *link.status(end)) for link in links if link.status(begin)[0] != link.status(end)[0]]
        known = [by for before, _, _, by in moved if before == "UNKNOWN" and not any(c["type"] in HAPPENS for c in by)]
        spans = [by for _, _, _, by in moved if any(last(c["effective"]) > end for c in by)]
        print(f"From {begin} to {end} {len(moved)} links changed: {len(known)} became known, {len(spans)} may have changed later.")


if __name__ == "__main__":
    main()
