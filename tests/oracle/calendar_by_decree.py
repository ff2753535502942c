"""The calendar of Indonesia replayed forward, instrument by instrument, from the tables it was made from.

A day's first change says whether the yearly decree had it: what is first added was not in it, what is first
withdrawn was, and what never changed is as it is at the end. From there each change opens or closes a row. A change
counts from its instrument's announcement, else its signature; one of an unknown day counts from the start (R7).
Against that stand the rows of the file and what the command knows on each of those days and on its eve.
"""
import csv
import json
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

tables, file, stats = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
# What the press reports and decrees named in decrees.csv state: how many days of these kinds, once it holds.
STATED = {
    "SKB-2012": {"national": 14, "joint-leave": 5},
    "SKB-2012-R1": {"joint-leave": 6},
    "SKB-2014": {"national and joint-leave": 19},
    "SKB-2015": {"national and joint-leave": 19},
    "SKB-2019": {"national": 16},
    "SKB-2021": {"joint-leave": 7},
    "SKB-2021-R1": {"joint-leave": 2},
    "SKB-2026": {"joint-leave": 8},
}
wrong = []


def read(name):
    with open(tables / name, newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def day(text):
    return None if text in (None, "", "unknown") else date.fromisoformat(text)


def expect(what, ours, theirs):
    if ours != theirs:
        wrong.append(f"{what}: found {ours}, expected {theirs}")


decrees = {row["decree_id"]: row for row in read("decrees.csv")}
known_from = {id: day(row["announced"]) or day(row["issued"]) for id, row in decrees.items()}
final, changes = read("holidays_id.csv"), read("changes.csv")
first_change = {}
for change in changes:
    first_change.setdefault((change["date"], change["kind"]), change)


def row(date, kind, name, id):
    if decrees[id]["kind"] == "keppres-election":
        kind = "election"
    unmade = {"withdrawn_on": None, "withdrawn_by": None}
    return {"date": date, "kind": kind, "name": name, "decree": id, "announced": known_from[id], **unmade}


# The yearly decrees, then the amendments in their order; after each instrument, what it left in force.
never_changed = [row for row in final if (row["date"], row["kind"]) not in first_change]
replayed = [row(at["date"], at["kind"], at["name"], f"SKB-{at['date'][:4]}") for at in never_changed]
for (at, kind), change in first_change.items():
    if change["change"] in ("withdrawn", "moved-from"):
        replayed.append(row(at, kind, change["name"], f"SKB-{at[:4]}"))


def left(year):
    return Counter(row["kind"] for row in replayed if row["date"][:4] == year and not row["withdrawn_by"])


years = sorted({row["date"][:4] for row in final})
after = {year: {f"SKB-{year}": left(year)} for year in years}
for change in changes:
    year, id = change["date"][:4], change["decree_id"]
    if change["change"] in ("added", "moved-to"):
        replayed.append(row(change["date"], change["kind"], change["name"], id))
    else:
        of_day = [row for row in replayed if (row["date"], row["kind"]) == (change["date"], change["kind"])]
        [open_row] = [row for row in of_day if not row["withdrawn_by"]]
        open_row["withdrawn_by"], open_row["withdrawn_on"] = id, known_from[id]
    after[year][id] = left(year)
# The table of the final state has days of voting among the national ones.
standing = [row for row in replayed if not row["withdrawn_by"]]
standing = Counter((row["date"], row["kind"].replace("election", "national")) for row in standing)
expect("final state", standing, Counter((row["date"], row["kind"]) for row in final))

# The file, row by row and field by field.
in_file = tomllib.loads(file.read_text(encoding="utf-8"))["holiday"]
for row in in_file:
    row["announced"], row["withdrawn_on"] = day(row.get("announced")), day(row.get("withdrawn_on"))
keys = ["date", "kind", "name", "decree", "announced", "withdrawn_on", "withdrawn_by"]
ours, theirs = (Counter(tuple(row.get(key) for key in keys) for row in rows) for rows in (in_file, replayed))
for one in (ours - theirs) + (theirs - ours):
    wrong.append(f"{'found' if one in ours else 'expected'} the row {one}")


def in_force(year, on):
    """What was known on this day to be a holiday of the year."""
    rows = [row for row in replayed if row["date"][:4] == year and (not row["announced"] or row["announced"] <= on)]
    gone = [row for row in rows if row["withdrawn_by"] and (not row["withdrawn_on"] or row["withdrawn_on"] <= on)]
    return {(row["date"], row["kind"], row["name"]) for row in rows if row not in gone}


# The command, on the day of every instrument and on its eve.
asked = 0
for year in years:
    days = {known_from[id] for id in after[year]} - {None}
    for on in sorted(days | {on - timedelta(days=1) for on in days}):
        question = [stats, "calendar", year, "--calendar", f"{file}@{on}", "--format", "json"]
        answer = json.loads(subprocess.check_output(question))
        told = {(row["date"], row["kind"], row["name"]) for row in answer if row["off"]}
        expect(f"{year} as known on {on}", told ^ in_force(year, on), set())
        asked += 1

for id, stated in STATED.items():
    counted = after[decrees[id]["year"]][id]
    for kinds, number in stated.items():
        expect(f"{id} {kinds}", sum(counted[kind] for kind in kinds.split(" and ")), number)

print("year  in force after each instrument: national + joint leave (+ election)")
for year in years:
    steps = []
    for id, counted in after[year].items():
        election = f" + {counted['election']}" if counted["election"] else ""
        steps.append(f"{id} {known_from[id] or 'unknown'}: {counted['national']} + {counted['joint-leave']}{election}")
    print(f"{year}  " + "; ".join(steps))
print(*wrong[:10], sep="\n", end="\n" * bool(wrong))
compared = f"{len(changes)} changes, {asked} days asked, {len(STATED)} instruments' counts as stated"
print(f"{len(in_file)} rows of {file} against {len(replayed)} replayed, {compared}; {len(wrong)} differ")
sys.exit(bool(wrong))
