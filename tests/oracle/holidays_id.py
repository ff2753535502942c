"""Every day of 2012 to 2026, kind by kind, against PyPI holidays: its public days are our national and election
days, those it calls an election day our election days, its government days our joint leave."""
import json
import subprocess
import sys
from datetime import date, timedelta

import holidays

# Each difference that stands, with the decree that settles it for us: a day that it makes a holiday, or
# a day that it would have made one and does not.
SETTLED = {
    ("public", date(2013, 2, 10)): ("SKB-2013", "Imlek is this Sunday"),
    ("public", date(2013, 2, 11)): ("SKB-2013", "it has Imlek on the 10th alone; both exchanges traded on this Monday"),
    ("public", date(2016, 6, 1)): ("KEPPRES-24-2016", "signed that day, in force from 2017; both exchanges traded"),
}

stats = sys.argv[1]
rows = json.loads(subprocess.check_output([stats, "calendar", "--format", "json"]))
standing = [row for row in rows if row["withdrawn_by"] is None and row["withdrawn_on"] is None]


def ours(*kinds):
    return {date.fromisoformat(row["date"]) for row in standing if row["kind"] in kinds}


def theirs(category):
    return holidays.country_holidays("ID", years=range(2012, 2027), categories=(category,), language="en_US")


public = theirs("public")
elections = {day for day, name in public.items() if "Election Day" in name}
pairs = {
    "public": (ours("national", "election"), set(public)),
    "election": (ours("election"), elections),
    "government": (ours("joint-leave"), set(theirs("government"))),
}
found = {}
first, end = date(2012, 1, 1), date(2027, 1, 1)
days = [first + timedelta(days=offset) for offset in range((end - first).days)]
for category, (us, them) in pairs.items():
    assert us and them, f"found no {category} days, expected some on both sides"
    for day in days:
        if (day in us) != (day in them):
            found[category, day] = "ours" if day in us else "theirs"

# A settled day is what its decree says: ours is a row of it, theirs is none of ours.
wrong = []
for (category, day), side in sorted(found.items()):
    decree, why = SETTLED.get((category, day), (None, "not settled"))
    by_decree = {date.fromisoformat(row["date"]) for row in rows if row["decree"] == decree}
    if not by_decree or (day in by_decree) != (side == "ours"):
        wrong.append(day)
    print(f"  {day} {category}: {side} alone; {decree}: {why}")
for category, day in sorted(SETTLED.keys() - found.keys()):
    print(f"  {day} {category}: no longer differs, and can leave the list")
counted = ", ".join(f"{len(us)} {category} days against {len(them)}" for category, (us, them) in pairs.items())
print(f"PyPI holidays {holidays.__version__}: {len(days)} days compared, {counted}")
print(f"{len(found)} differ, {len(wrong)} of them not settled: {[str(day) for day in wrong]}")
sys.exit(bool(wrong))
