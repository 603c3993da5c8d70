"""How many acts count for the campaigns of the dataset on the day of its release: the table
in PROVENANCE.md, by the rule in schema/campaign_progress.graphqls, without any of the
program's code. Run it beside the CSV files:

    python3 progress.py
"""

import datetime

from answers import RELEASED, first, last, latest, rows

EU = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
TEXTS = ("ANTI_LGBT_DECLARATION", "FAMILY_CHARTER")
BREAK, KEEP = ("SUSPENDED", "ENDED"), ("REAFFIRMED", "RESTORED")
ASKS = {
    "END": (("ENDED",), KEEP),
    "SUSPEND": (BREAK, KEEP),
    "MAINTAIN": (KEEP, BREAK),
    "DIALOGUE": (KEEP, BREAK),
    "MAINTAIN_AND_DIALOGUE": (KEEP, BREAK),
}


def several(text):
    return [part for part in text.split(";") if part]


def reaches(places, country):
    return bool(country) and any(p in (country, "global") or p == "EU" and country in EU for p in several(places))


def stood(text, day):
    """Whether a text is known to have been in force on a day: section 8 of graph/LAWS.md."""
    if text["outcome"] == "REJECTED" or text["rejected"]:
        return False
    begin = first(text["adopted"]) if text["adopted"] else last(text["adopted_by"]) if text["adopted_by"] else None
    if begin is None or day < begin:
        return False
    ends = [first(text[column]) for column in ("repealed", "annulled", "lapsed") if text[column]]
    if ends:
        return day < min(ends)
    if text["outcome"] in ("IN_FORCE", "AMENDED") and not text["not_in_force_by"]:
        return True
    # An end without a date: known to stand to the last day on which it is shown to.
    return day <= max(last(text[column]) for column in ("adopted", "adopted_by", "amended", "in_force_on") if text[column])


class Dataset:
    def __init__(self):
        self.country = {c["id"]: c["country"] for c in rows("cities.csv")}
        self.ends = {l["id"]: (l["a"], l["b"]) for l in rows("twinning_links.csv")}
        self.texts = {r["id"]: r for r in rows("resolutions.csv") if r["kind"] in TEXTS}
        self.campaigns = rows("campaigns.csv")
        published = {s["id"]: s["date"] for s in rows("sources.csv")}
        self.acts = [c for c in rows("claims.csv") if c["type"] in BREAK + KEEP and c["side"]]
        for act in self.acts:
            act["when"] = act["date"] or latest(published[s] for s in act["sources"].split(";")) or RELEASED

    def counts_for(self, campaign, act):
        a, b = self.ends[act["link"]]
        other = b if act["side"] == a else a
        if not reaches(campaign["scope"], self.country[act["side"]]) or not reaches(campaign["about"], self.country[other]):
            return False
        begins, ends = first(act["when"]), last(act["when"])
        if not campaign["start"] or ends < first(campaign["start"]) or begins > datetime.date.fromisoformat(RELEASED):
            return False
        if campaign["end"] and begins > last(campaign["end"]):
            return False
        answers_a_text = any(r in self.texts for r in several(act["responds_to"]))
        if campaign["subject"] == "WAR":
            return not answers_a_text
        if campaign["subject"] == "DISCRIMINATING_TEXTS":
            return answers_a_text or any(
                t["city"] == other and (stood(t, begins) or stood(t, ends)) for t in self.texts.values()
            )
        return False

    def charters(self, campaign):
        """Those adopted and those given up in its scope since it began."""
        since = first(campaign["start"])
        adopted, given_up = 0, 0
        for t in self.texts.values():
            if t["kind"] != "FAMILY_CHARTER" or not reaches(campaign["scope"], self.country[t["city"]]):
                continue
            if t["adopted"] and last(t["adopted"]) >= since and t["outcome"] != "REJECTED":
                adopted += 1
            end = {"REPEALED": t["repealed"] or t["not_in_force_by"], "AMENDED": t["amended"]}.get(t["outcome"])
            if end and last(end) >= since:
                given_up += 1
        return adopted, given_up

    def progress(self, campaign):
        if campaign["stance"] == "PROMOTE_CHARTER":
            return self.charters(campaign)
        wanted, unwanted = ASKS.get(campaign["stance"], ((), ()))
        acts = [a["type"] for a in self.acts if self.counts_for(campaign, a)]
        return sum(t in wanted for t in acts), sum(t in unwanted for t in acts)


def main():
    data = Dataset()
    print("| campaign | asks | about | as it asks | the other way |")
    print("| --- | --- | --- | ---: | ---: |")
    for campaign in data.campaigns:
        if campaign["stance"] in ASKS or campaign["stance"] == "PROMOTE_CHARTER":
            answered, against = data.progress(campaign)
            print(f"| {campaign['id']} | {campaign['stance']} | {campaign['subject']} | {answered} | {against} |")


if __name__ == "__main__":
    main()
