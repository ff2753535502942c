"""Counts and due dates against numpy and Polars, on the calendar of Indonesia and on calendars nobody thought of.

Conventions. Ours counts (after, through]; both libraries count [start, end). So for a <= b ours(a, b) is theirs(a + 1, b + 1).
Backwards both count (end, start], negated, as ours does: for b < a ours(a, b) is theirs(a, b).
The n-th working day after a is their offset of n when a start on a day off rolls back, and the n-th on or
after a (`--same-day`) their offset of n - 1 when it rolls forward; n = 0 moves nothing. They know every day,
ours only its coverage: a start or a due date outside it is an error. Withdrawn rows are given to ours alone.
"""
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

stats = sys.argv[1]
random.seed(20150306)
DAY = np.timedelta64(1, "D")
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
KINDS = ["national", "joint-leave", "election", "regional"]
tally = {"calendars": 0, "due dates": 0, "beyond the coverage": 0, "counts": 0}
wrong = []


def differ(*what):
    wrong.append(" ".join(str(part) for part in what))


def polars(questions, expression, week, off):
    """What Polars answers to each row (a, b or n) of the questions."""
    a, b = zip(*questions)
    b = pl.Series(b, dtype=pl.Int32) if isinstance(b[0], int) else pl.Series(np.array(b))
    frame = pl.DataFrame({"a": pl.Series(np.array(a)), "b": b})
    return frame.select(expression(week_mask=week, holidays=off.astype(object).tolist())).to_series().to_list()


def offset(roll):
    return lambda **calendar: pl.col("a").dt.add_business_days(pl.col("b"), roll=roll, **calendar)


def count(**calendar):
    return pl.business_day_count("a", "b", **calendar)


def due_dates(calendar, week, off, first, last, questions, same_day):
    """Our due dates of the questions (start, n), against both libraries."""
    text = "".join(json.dumps({"date": str(date), "n": n}) + "\n" for date, n in questions)
    command = [stats, "due", "-", "--calendar", calendar] + ["--same-day"] * same_day
    answers = subprocess.run(command, input=text, text=True, capture_output=True, check=True).stdout.splitlines()
    # n = 0 is asked as 1 and answered as the start itself.
    theirs = [(date, max(n, 1) - same_day) for date, n in questions]
    roll = "forward" if same_day else "backward"
    dates, numbers = (np.array(column) for column in zip(*theirs))
    by_numpy = np.busday_offset(dates, numbers, roll=roll, weekmask=week, holidays=off)
    by_polars = polars(theirs, offset(roll), week, off)
    for (date, n), line, one, other in zip(questions, answers, by_numpy, by_polars, strict=True):
        ours = json.loads(line)
        for due in (one, np.datetime64(other)):
            due = date if n == 0 else due
            if first <= date <= last and due <= last:
                if ours != {"due": str(due)}:
                    differ("due", calendar, week, date, n, same_day, ours, due)
            elif ours.keys() != {"error"}:
                differ("due", calendar, week, date, n, same_day, ours, "an error")
        tally["due dates"] += 1
        tally["beyond the coverage"] += "error" in ours


def counts(calendar, week, off, questions):
    """Our counts of the questions (after, through), against both libraries."""
    theirs = [(a, b) if b < a else (a + DAY, b + DAY) for a, b in questions]
    starts, ends = (np.array(column) for column in zip(*theirs))
    by_numpy = np.busday_count(starts, ends, weekmask=week, holidays=off)
    by_polars = polars(theirs, count, week, off)
    for (a, b), one, other in zip(questions, by_numpy, by_polars, strict=True):
        ours = int(subprocess.check_output([stats, "working-days", str(a), str(b), "--calendar", calendar]))
        if not ours == one == other:
            differ("count", calendar, week, a, b, ours, one, other)
        tally["counts"] += 1


def check(calendar, week, off, first, last, n_due, n_counts, n_max, around):
    """One calendar, with starts up to so many days outside it."""
    days = int((last - first).astype(int))
    for same_day in (False, True):
        starts = [first + DAY * random.randint(-around, days + around) for _ in range(n_due)]
        questions = [(start, random.randint(0, n_max)) for start in starts]
        due_dates(calendar, week, off, first, last, questions, same_day)
    spans = [[first + DAY * random.randint(0, days) for _ in range(2)] for _ in range(n_counts)]
    counts(calendar, week, off, spans)
    tally["calendars"] += 1


def any_calendar(folder, bits):
    """A file of one to four years with this week, holidays anywhere, and rows that were withdrawn."""
    week = [bool(bits >> day & 1) for day in range(7)]
    first = np.datetime64("1999-01-01") + DAY * random.randrange(12_000)
    last = first + DAY * random.randrange(365, 1_461)
    coverage = int((last - first).astype(int))
    off, gone = (
        sorted({first + DAY * random.randint(0, coverage) for _ in range(random.randint(0, most))})
        for most in (random.choice([0, 20, 60, 400]), 30)
    )
    # Some days are a holiday twice over, of two kinds.
    kinds = {day: random.sample(KINDS, random.choice([1, 1, 1, 2])) for day in off}
    rows = [{"date": day, "kind": kind, "name": "libur"} for day in off for kind in kinds[day]]
    unmade = {"kind": "national", "name": "batal", "withdrawn_on": first, "withdrawn_by": "SK"}
    rows += [{"date": day, **unmade} for day in gone if day not in kinds]
    random.shuffle(rows)
    lines = [f'name = "week-{bits}"', f'first = "{first}"', f'last = "{last}"']
    lines += ["week = " + json.dumps([word for word, works in zip(WEEK, week) if works]), "holiday = ["]
    lines += ["  { " + ", ".join(f'{key} = "{value}"' for key, value in row.items()) + " }," for row in rows]
    path = Path(folder) / f"week-{bits}.toml"
    path.write_text("\n".join(lines + ["]", ""]))
    return str(path), week, np.array(off, dtype="datetime64[D]"), first, last


rows = json.loads(subprocess.check_output([stats, "calendar", "--format", "json"]))
indonesia = np.array(sorted({row["date"] for row in rows if row["off"]}), dtype="datetime64[D]")
of_id = [True] * 5 + [False] * 2, indonesia, np.datetime64("2012-01-01"), np.datetime64("2026-12-31")
check("id", *of_id, n_due=20_000, n_counts=200, n_max=90, around=0)
# Each of the 127 weeks that have a working day.
with tempfile.TemporaryDirectory() as folder:
    for bits in range(1, 128):
        check(*any_calendar(folder, bits), n_due=500, n_counts=12, n_max=70, around=20)

print(*wrong[:10], sep="\n", end="\n" * bool(wrong))
compared = ", ".join(f"{number} {what}" for what, number in tally.items())
print(f"numpy {np.__version__} and Polars {pl.__version__}: {compared}; {len(wrong)} differ")
sys.exit(bool(wrong))
