"""An attack on a published folder by somebody who has nothing but its tables.

    python suppressed.py SUPPRESSED FULL [THRESHOLD]

Reads the tables of compliance that `report --suppress` has written, and nothing of the program: every `[c]` is an unknown
whole number, every row that is not there is none, and rows add up to the rows of tables with fewer keys. HiGHS gives the
least and the greatest number for each row whose true count, of the folder that `report` wrote without suppression, is 1 to
THRESHOLD - 1. If the two are closer than THRESHOLD, the count was given away.
"""

import csv
import glob
import os
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

MEASURES = ("met", "broken", "outside")
KEYS = ("agency", "month", "category", "program", "place", "channel", "class")


def tables(folder):
    """By keys: by stage and words the three numbers, None where they are hidden."""
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, "compliance_*.csv"))):
        with open(path, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            keys = tuple(name for name in reader.fieldnames if name in KEYS)
            rows = {}
            for row in reader:
                words = (row["stage"],) + tuple(row[key] for key in keys)
                rows[words] = row
            found[keys] = rows
    return found


def numbers(row):
    if row["met"] == "[c]":
        return None
    met, judged = int(row["met"]), int(row["n"])
    return met, judged - met, int(row["outside"])


def truth(row):
    count = lambda name: int(row[name] or 0)
    met, judged = count("met"), count("n")
    names = ("met", "late", "overdue", "running", "paused", "void", "unknown", "early", "contested", "by_reporter")
    return met, judged - met, sum(count(name) for name in names) - judged


def plant(published, known, threshold):
    """Tells all that is hidden but one row with a small number: whoever adds up has that one too."""
    kept = False
    for keys, rows in published.items():
        for words, row in rows.items():
            met, broken, outside = known[keys][words]
            if row["met"] != "[c]":
                continue
            if not kept and any(0 < number < threshold for number in (met, broken, outside)):
                kept = True
                continue
            row.update(met=str(met), n=str(met + broken), outside=str(outside))


def attack(suppressed, full, threshold, planted=False):
    published = tables(suppressed)
    assert published, "no tables"
    known = {keys: {words: truth(row) for words, row in rows.items()} for keys, rows in tables(full).items()}
    if planted:
        plant(published, known, threshold)
    hidden = asked = narrow = 0
    for stage in sorted({words[0] for rows in published.values() for words in rows}):
        for at, measure in enumerate(MEASURES):
            # A row of two tables with the same words is one number; the sum of all rows is in no table.
            place, fixed = {("all",): 0}, {}
            for keys, rows in published.items():
                for words, row in rows.items():
                    if words[0] != stage:
                        continue
                    name = tuple(sorted(zip(keys, words[1:])))
                    place.setdefault(name, len(place))
                    told = numbers(row)
                    if told is not None:
                        assert fixed.setdefault(name, told[at]) == told[at], f"{name} is told twice, differently"
            equations = []
            for keys, rows in published.items():
                names = [tuple(sorted(zip(keys, words[1:]))) for words in rows if words[0] == stage]
                sums = {("all",): names} if len(keys) == 1 else {}
                if len(keys) == 2:
                    for name in names:
                        for part in name:
                            sums.setdefault((part,), []).append(name)
                equations += sums.items()
            row, column, value = [], [], []
            for number, (total, parts) in enumerate(equations):
                for name, sign in [(total, -1)] + [(part, 1) for part in parts]:
                    row.append(number), column.append(place[name]), value.append(sign)
            matrix = coo_matrix((value, (row, column)), shape=(len(equations), len(place))).tocsc()
            low, high = np.zeros(len(place)), np.full(len(place), np.inf)
            for name, told in fixed.items():
                low[place[name]] = high[place[name]] = told
            constraints = LinearConstraint(matrix, 0, 0)
            for name, number in place.items():
                if name == ("all",) or name in fixed:
                    continue
                hidden += 1
                keys = tuple(key for keys in published for key in [keys] if sorted(keys) == [key for key, _ in name])[0]
                words = (stage,) + tuple(dict(name)[key] for key in keys)
                true = known[keys][words][at]
                if not 0 < true < threshold:
                    continue
                asked += 1
                ends = []
                for sign in (1, -1):
                    goal = np.zeros(len(place))
                    goal[number] = sign
                    # Far enough is enough, however far it goes.
                    limit = high.copy()
                    limit[number] = min(limit[number], true + 2 * threshold)
                    done = milp(goal, integrality=np.ones(len(place)), bounds=Bounds(low, limit), constraints=constraints)
                    assert done.success, f"{name}: {done.message}"
                    ends.append(round(sign * done.fun))
                assert ends[0] <= true <= ends[1], f"{name} {measure}: {ends} do not hold {true}"
                if ends[1] - ends[0] < threshold:
                    narrow += 1
                    print(f"{stage} {name} {measure}: between {ends[0]} and {ends[1]}")
    print(f"{suppressed}: {len(published)} tables, {hidden} hidden numbers, {asked} of 1 to {threshold - 1} attacked, {narrow} given away")
    assert 0 < asked, "nothing to attack"
    return narrow == 0


if __name__ == "__main__":
    threshold = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    if attack(sys.argv[1], sys.argv[2], threshold, planted=True):
        sys.exit("a planted count was not found")
    if not attack(sys.argv[1], sys.argv[2], threshold):
        sys.exit(1)
