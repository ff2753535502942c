"""Counts and due dates against numpy's busday functions, over random questions to the Indonesian calendar.

Ours counts (after, through]; numpy counts [start, end). So ours(a, b) = numpy(a + 1, b + 1), and the n-th
working day after a is numpy's offset n from a when a start on a day off rolls back.
"""
import json
import random
import subprocess
import sys

import numpy as np

stats = sys.argv[1]
rows = json.loads(subprocess.check_output([stats, "calendar", "--format", "json"]))
off = np.array(sorted({row["date"] for row in rows if row["off"]}), dtype="datetime64[D]")
first, last = np.datetime64("2012-01-01"), np.datetime64("2026-12-31")
days = int((last - first).astype(int))
random.seed(20150306)

questions = []
for _ in range(20_000):
    questions.append((first + random.randrange(days - 200), random.randrange(1, 90)))
text = "".join(json.dumps({"date": str(date), "n": n}) + "\n" for date, n in questions)
answers = subprocess.run([stats, "due", "-"], input=text, text=True, capture_output=True, check=True)
wrong = 0
for (date, n), line in zip(questions, answers.stdout.splitlines(), strict=True):
    expected = np.busday_offset(date, n, roll="backward", holidays=off)
    wrong += json.loads(line).get("due") != str(expected)

counted = 0
for _ in range(200):
    a, b = sorted(first + random.randrange(days) for _ in range(2))
    ours = int(subprocess.check_output([stats, "working-days", str(a), str(b)]))
    wrong += ours != int(np.busday_count(a + 1, b + 1, holidays=off))
    counted += 1
print(f"numpy: {len(questions)} due dates and {counted} counts compared, {wrong} differ")
sys.exit(wrong != 0)
