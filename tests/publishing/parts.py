"""Downloads that are written in several parts: every open report and every verdict is in them, whatever the number of threads."""
import collections
import csv
import json
import re

import inputs
from bench import differences, tree

# A part of the downloads holds 4,096 open reports: the sample so many times over has three, so that with three threads all
# parts are written at once, and with two the last is left alone.
TIMES = 5
LEAST = 2 * 4_096 + 1


def many(data, folder):
    """The sample over and over, each time under other ids, with every report public and of no sensitive category."""
    folder.mkdir(parents=True)
    for name in ("agencies.csv", "categories.csv"):
        (folder / name).write_bytes((data / "sample" / name).read_bytes())
    sensitive = {row[0] for row in inputs.read(data / "sample/categories.csv")[1:] if row[2] == "true"}
    for name in ("reports.csv", "events.csv"):
        head, *rows = inputs.read(data / "sample" / name)
        if name == "reports.csv":
            category, visibility = head.index("category"), head.index("visibility")
            plain = next(row[category] for row in rows if row[category] not in sensitive)
            for row in rows:
                row[category] = plain if row[category] in sensitive else row[category]
                row[visibility] = "public"
        again = [[f"{row[0]}-{time}"] + row[1:] for time in range(TIMES) for row in rows]
        inputs.write(folder / name, [head] + again)
    return folder


def run(bench):
    source = many(bench.data, bench.work / "many")
    expected, told = None, ""
    for threads in ("2", "3", "1", "8") if bench.full else ("2", "3"):
        site = bench.site(f"threads-{threads}")
        if not bench.ended(site.build("old", "--threads", threads, source=source), f"a build with {threads} threads"):
            return
        found = tree(site.target)
        expected = expected or found
        bench.expect(found == expected, f"{threads} threads give other bytes: {differences(found, expected)}")
        told = told or whole(bench, site, found)
    if bench.full:
        ran = bench.run([str(bench.program), "check", str(site.target), "--state", str(site.state)])
        bench.expect(ran.code == 0 and not ran.out, f"the check finds: {ran.out[:300]}")
    bench.say(told)


def whole(bench, site, found):
    """Compares each table of the downloads with the pages, by the reports that are in them; what was compared."""
    pages = {path.split("/")[-2] for path in found if re.fullmatch(r"contoh/laporan/../[^/]*/index\.html", path)}
    pages = {page for page in pages if is_open(site, page)}
    bench.expect(len(pages) >= LEAST, f"{len(pages)} reports have a page of days, expected {LEAST} or more")
    folder, counts = site.target / "contoh/data", collections.Counter()
    for name in ("reports", "events", "verdicts"):
        with open(folder / f"{name}.csv", newline="", encoding="utf-8") as rows:
            ids = [row["report_id"] for row in csv.DictReader(rows)]
        again = [row["report_id"] for row in json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))]
        counts[name] = len(ids)
        bench.expect(set(ids) == pages, f"{name}.csv is of {len(set(ids))} reports, {len(pages)} have a page of days")
        bench.expect(ids == again, f"{name}.json has {len(again)} rows, or others, {name}.csv {len(ids)}")
    return f"{len(pages)} reports in three parts: {', '.join(f'{count} {name}' for name, count in counts.items())}"


def is_open(site, page):
    text = (site.target / f"contoh/laporan/{page[:2]}/{page}/index.html").read_text(encoding="utf-8")
    return f' data-report="{page}"' in text
