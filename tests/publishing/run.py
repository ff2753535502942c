#!/usr/bin/env python3
"""Publishing under every mishap: kills, full disks, no handles, strange places, two builds, readers, other machines, takedowns.

    python3 tests/publishing/run.py --site-gen PROGRAM --data data [--full] [--only NAME]... [--work DIR] [--source DIR]

A line for each experiment with its counts; exit 1 if anything is wrong, with what it is. See README.md.
"""
import argparse
import importlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench import Bench

EXPERIMENTS = ["kill", "space", "handles", "places", "renames", "together", "reader", "determinism", "parts", "unchanged", "takedown"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site-gen", required=True, help="the program under test")
    parser.add_argument("--data", required=True, help="the folder data of the repository")
    parser.add_argument("--full", action="store_true", help="as many mishaps as the documentation tells of")
    parser.add_argument("--reports", type=int, help="how many reports of the sample a site has; 60, or 400 with --full, if absent")
    parser.add_argument("--only", action="append", choices=EXPERIMENTS, help="this experiment; may be given again")
    parser.add_argument("--work", help="a folder for what is built; a new one below the system's own if absent")
    parser.add_argument("--source", help="a larger source for the takedown, with --full")
    asked = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="publishing-", dir=asked.work))
    os.chmod(work, 0o755)
    started = time.monotonic()
    try:
        reports = asked.reports or (400 if asked.full else 60)
        bench = Bench(asked.site_gen, asked.data, work, asked.full, reports, asked.source)
        for name in asked.only or EXPERIMENTS:
            began = time.monotonic()
            bench.experiment = name
            importlib.import_module(name).run(bench)
            shutil.rmtree(work / name, ignore_errors=True)
            bench.say(f"{time.monotonic() - began:.0f} s")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for what in bench.skipped:
        print(f"not tried: {what}")
    for what, times in bench.wrong.items():
        print(f"wrong{f' {times} times' if 1 < times else ''}: {what}")
    print(f"{len(bench.wrong)} wrong, {len(bench.skipped)} not tried, {time.monotonic() - started:.0f} s")
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
