"""Nanoseconds per question: counting in lapor-core beside numpy's vectorised business days, in one run.

    pip install numpy
    python3 lapor-core/benches/beside_numpy.py

Both ask 1,000,000 random questions of the same calendar, `data/calendar/id.toml`: starts anywhere in its
coverage but the last 60 days, 1 to 20 working days, spans of 0 to 60 days. numpy answers an array at a
time, the core one question at a time; both on one core. Of each the median round counts.
"""
import re
import statistics
import subprocess
import time
import tomllib
from pathlib import Path

import numpy as np

QUESTIONS = 1_000_000
ROUNDS = 20
ROOT = Path(__file__).resolve().parents[2]
NANOSECONDS = {"ns": 1.0, "µs": 1e3, "ms": 1e6, "s": 1e9}


def numpy_figures():
    calendar = tomllib.loads((ROOT / "data/calendar/id.toml").read_text())
    stands = [row["date"] for row in calendar["holiday"] if not {"withdrawn_on", "withdrawn_by"} & row.keys()]
    days = np.busdaycalendar(weekmask="1111100", holidays=np.array(stands, dtype="datetime64[D]"))
    first, last = (np.datetime64(calendar[key], "D") for key in ("first", "last"))

    random = np.random.default_rng(20150306)
    start = first + random.integers(0, (last - first).astype(int) - 60, QUESTIONS)
    n = random.integers(1, 21, QUESTIONS)
    through = start + random.integers(0, 61, QUESTIONS)
    # numpy counts [start, end), ours is (after, through]: both ends move by a day. The n-th working day
    # after a day off is numpy's offset from the working day before it.
    after, end = start + 1, through + 1
    return {
        "due": median(lambda: np.busday_offset(start, n, roll="backward", busdaycal=days)),
        "working_days": median(lambda: np.busday_count(after, end, busdaycal=days)),
    }


def median(work):
    def once():
        began = time.perf_counter_ns()
        work()
        return time.perf_counter_ns() - began

    return statistics.median(once() for _ in range(ROUNDS)) / QUESTIONS


def core_figures():
    """The medians that divan prints: name, fastest, slowest, median."""
    command = ["cargo", "bench", "-p", "lapor-core", "--bench", "clock", "--", "due", "working_days"]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    figures = {}
    for line in done.stdout.splitlines():
        row = re.match(r"[├╰]─ (\w+)\s+\S+ \S+\s+│ \S+ \S+\s+│ (\S+) (\S+)\s+│", line)
        if row:
            name, number, unit = row.groups()
            figures[name] = float(number) * NANOSECONDS[unit] / QUESTIONS
    return figures


ours, theirs = core_figures(), numpy_figures()
names = {"due": "busday_offset", "working_days": "busday_count"}
print(f"nanoseconds per question, medians of {ROUNDS} rounds of {QUESTIONS:,} random questions, one core")
print(f"{'':<14}{'lapor-core':>12}{'day by day':>12}{'numpy':>12}")
for name, theirs_is in names.items():
    figures = (ours[name], ours[f"{name}_by_loop"], theirs[name])
    print(f"{name:<14}" + "".join(f"{figure:>12.1f}" for figure in figures) + f"  ({theirs_is})")
