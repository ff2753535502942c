"""One report is taken down: no byte of it in the next release, and no table gives it away to somebody who kept the last one.

1. What is searched for in every file (bytes as they are, gzip and entities undone, Parquet read where DuckDB is at hand): the
   published id, the own id, the title as it was published, every run of six words of its page that no other page has. All of
   these must be found before, or the search could not fail.
2. The same takedown with other words in that report's title, body and answers gives the same site, byte for byte: so nothing in
   it depends on them, in whatever form.
3. `site-gen check --state` solves for every hidden count with all releases in hand, and finds none that can be worked out.
4. Which numbers changed between the two releases, and an attack of our own: of each number that is told, those whose report is
   in the downloads are subtracted. What is left is secret, anonymous, sensitive or taken down; it must be none or at least 5.
"""
import collections
import gzip
import html
import json
import re
import shutil

import inputs
from bench import differences, tree

LEAST = 5


def texts(path):
    """All readings of a file in which a word could stand."""
    raw = path.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    text = raw.decode("utf-8", errors="replace")
    yield text
    if path.suffix in (".html", ".atom", ".xml", ".svg"):
        yield html.unescape(text)
        yield html.unescape(re.sub(r"<[^>]*>", " ", text))
    if path.suffix in (".json", ".jsonld"):
        yield json.dumps(json.loads(text), ensure_ascii=False)
    if path.suffix == ".parquet":
        try:
            import duckdb
        except ImportError:
            return
        yield "\n".join(map(str, duckdb.read_parquet(str(path)).fetchall()))


def spaced(text):
    return " ".join(text.split())


def places(folder, needles):
    """By needle, the files that hold it; a number only where it stands alone."""
    found = collections.defaultdict(list)
    forms = {needle: re.compile(rf"(?<![\w.-]){re.escape(needle)}(?![\w-])") if needle.isdigit() else None for needle in needles}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            read = [spaced(text) for text in texts(path)] + [str(path.relative_to(folder))]
            for needle, form in forms.items():
                if any(form.search(text) if form else needle in text for text in read):
                    found[needle].append(str(path.relative_to(folder)))
    return found


def words_of(page):
    """The visible words of the part of a page that is its own."""
    text = page.read_text(encoding="utf-8")
    main = re.search(r"<main.*?</main>", text, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", main.group(0) if main else text)).split()


def own_runs(page, others):
    """Runs of six words that this page has and no other: so that each, found anywhere, is of it."""
    runs = lambda words: {" ".join(words[i:i + 6]) for i in range(len(words) - 5)}
    mine = runs(words_of(page))
    for other in others:
        mine -= runs(words_of(other))
    return sorted(run for run in mine if not re.search(r"\[\w+", run))


def numbers(folder, slug):
    """The row of each number by the name of its cell; what is part of a 0 has none."""
    rows = inputs.read(folder / slug / "data/numbers.csv")
    return {row[0]: dict(zip(rows[0], row)) for row in rows[1:]}


def slug_of(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def facets(folder, slug):
    """By report of the downloads, the values of each key whose lines count it."""
    rows = inputs.read(folder / slug / "data/categories.csv")
    groups = {row[0]: row[1] for row in rows[1:]}
    rows = inputs.read(folder / slug / "data/reports.csv")
    found = {}
    for row in rows[1:]:
        row = dict(zip(rows[0], row))
        found[row["report_id"]] = {
            "category": {slug_of(row["category"]), slug_of(groups.get(row["category"], ""))},
            "place": {row["place"], row["place"][:2]},
            "channel": {slug_of(row["channel"])},
        }
    return found


def counts(told, values, lines):
    """Whether the line of a value counts a report; `--left` is what no line of its own counts."""
    value, left, _ = told.removeprefix("'").partition("--left")
    if not left:
        return value in values
    own = values - ({value} if value else set())
    return (not value or value in values) and not own & lines


def rests(folder, slug):
    """By cell of the tables of promises that are due: what is told, and the same less the reports of the downloads."""
    rows = inputs.read(folder / slug / "data/verdicts.csv")
    verdicts = [dict(zip(rows[0], row)) for row in rows[1:]]
    reports, cells, last = facets(folder, slug), numbers(folder, slug), as_of(folder, slug)
    met = {"Met": ("", "met"), "Late": ("", "broken", "late"), "Overdue": ("", "broken", "overdue")}
    judged = collections.defaultdict(list)
    for verdict in verdicts:
        if verdict["outcome"] in met and verdict["due"] < last:
            values = {**reports[verdict["report_id"]], "month": {verdict["started"][:7]}, "agency": {verdict["agency"]}}
            judged[verdict["stage"]].append((values, met[verdict["outcome"]]))
    lines = {key: {cell.get(key, "") for cell in cells.values()} for key in ("category", "place", "channel", "month", "agency")}
    found = {}
    for name, cell in cells.items():
        stage = {"disposition-due": "Disposition", "follow-up-due": "FollowUp"}.get(cell["table"])
        told = {key: cell[key] for key in (*lines, "program") if cell.get(key)}
        # Lines of programmes and agencies count by rules of their own, which the downloads do not repeat.
        if stage and cell["count"] != "[c]" and set(told) <= {"month", "category", "place", "channel"}:
            count = sum(cell["outcome"] in outcomes and all(counts(value, values[key], lines[key]) for key, value in told.items())
                        for values, outcomes in judged[stage])
            found[name] = (int(cell["count"]), int(cell["count"]) - count)
    return found


def as_of(folder, slug):
    text = (folder / slug / "data/dictionary.md").read_text(encoding="utf-8")
    return re.search(r"Last day that counts: (\S+)", text).group(1)


def reworded(source, folder, report):
    """The same reports with other words in one of them."""
    shutil.copytree(source, folder)
    head, *rows = inputs.read(folder / "reports.csv")
    for row in rows:
        if row[0] == report:
            for name in ("title", "body", "reporter_name", "reporter_contact"):
                if name in head:
                    row[head.index(name)] = "sama sekali lain kata ubur"
    inputs.write(folder / "reports.csv", [head] + rows)
    head, *rows = inputs.read(folder / "events.csv")
    for row in rows:
        if row[0] == report and row[head.index("text")]:
            row[head.index("text")] = "jawaban yang lain lagi kuda laut"
    inputs.write(folder / "events.csv", [head] + rows)
    return folder


def checked(bench, site, what):
    ran = bench.run([str(bench.program), "check", str(site.target), "--state", str(site.state)])
    return bench.expect(ran.code == 0, f"{what}: check ends with {ran.code}: {ran.out[:400]}") and ran.lines[-2:]


def take_down(bench, slug, source, before, report, what):
    """Takes one report down and looks for it."""
    home = bench.site("site").home
    listed = home / "takedown.txt"
    listed.write_text(f"# by request\n{slug} {report}\n")
    site = bench.site("site")
    site.restore(before)
    config = site.config("old", source=source)
    published = bench.run([str(bench.program), "id", "--config", str(config), report]).out.split()[1]
    page = next(site.target.glob(f"{slug}/laporan/*/{published}/index.html"))
    title = html.unescape(re.search(r"<h1[^>]*>(.*?)</h1>", page.read_text(encoding="utf-8"), re.DOTALL).group(1).strip())
    others = [other for other in site.target.glob(f"{slug}/laporan/??/*/index.html") if other != page]
    runs = own_runs(page, others)
    known = places(site.target, [title, published, *runs])
    # A run may be a part of another page's words that were cut elsewhere.
    pages = {str(other.relative_to(site.target)) for other in others}
    runs = [run for run in runs if not pages & set(known[run])]
    shares = [other for other in others if f"<h1>{html.escape(title, quote=False)}</h1>" in other.read_text(encoding="utf-8")]
    needles = [published, *([] if shares else [title]), *runs]
    bench.expect(all(known[needle] for needle in needles) and runs, f"{what}: the search finds nothing before the takedown, so it proves nothing")

    files = tree(site.target)
    told, hidden = numbers(site.target, slug), rests(site.target, slug)
    state = bench.site("copy")
    state.restore(site)
    ran = site.build("old", source=source, takedown=listed)
    if not bench.ended(ran, f"{what}: the build without it"):
        return
    left = places(site.target, [*needles, report])
    for needle in [*needles, report]:
        bench.expect(not left[needle], f"{what}: after the takedown '{needle[:40]}' stands in {', '.join(left[needle][:3])}")

    # Other words in it, from the same memory: the same site.
    ran = state.build("old", source=reworded(source, bench.work / "reworded", report), takedown=listed)
    shutil.rmtree(bench.work / "reworded")
    if bench.ended(ran, f"{what}: the build without it, with other words"):
        same = tree(state.target) == tree(site.target)
        bench.expect(same, f"{what}: the site depends on the words of a report that was taken down: {differences(tree(state.target), tree(site.target))}")
    attacked = checked(bench, site, f"{what}, with the release before in hand")

    after = tree(site.target)
    gone = sorted(path for path in files if path not in after)
    touched = sorted(path for path in after if files.get(path) != after[path])
    now = numbers(site.target, slug)
    count = lambda rows, name: rows.get(name, {}).get("count", "0")
    changed = {name: (count(told, name), count(now, name)) for name in told.keys() | now.keys() if count(told, name) != count(now, name)}
    by_table = collections.Counter((told.get(name) or now[name])["table"] for name in changed)
    outcomes = [name for name in changed if not re.fullmatch(rf"{slug}/reports/\w+", name)]
    bench.expect(not outcomes, f"{what}: the takedown changes other numbers than how many reports have a page: "
                 f"{', '.join(f'{name} {changed[name]}' for name in sorted(outcomes)[:4])}")
    attack = rests(site.target, slug)
    small = {name: rest for name, (_, rest) in attack.items() if 0 < rest < LEAST or rest < 0}
    grown = {name for name in attack if name in hidden and hidden[name][1] != attack[name][1]}
    alone = ""
    if not any(rest for _, rest in hidden.values()):
        # Every report of the source had a page. site-gen/docs/disclosure.md says what that leaves to be counted, and why.
        alone = f"; as the guide says, {len(small)} told numbers less the downloads leave the one report"
        small = {name: rest for name, rest in small.items() if rest != 1}
    for name in sorted(small)[:5]:
        bench.fail(f"{what}: {name} tells {attack[name][0]}, of which the downloads have all but {small[name]}")
    sizes = [now.get(f"{slug}/reports{kind}", {}).get("count", "") for kind in ("", "/open", "/general", "/secret")]
    follows = "does not follow from the others"
    if all(size.isdigit() for size in sizes):
        total, *parts = map(int, sizes)
        follows = f"follows from the others, {total - sum(parts)}"
    sums = ", ".join(f"{name.split('/', 1)[1]} {was} to {is_now}" for name, (was, is_now) in sorted(changed.items())) or "none"
    bench.say(f"{what}: of {len(needles)} words and ids (found before in {len({file for found in known.values() for file in found})} files) none is "
              f"left in {len(after)} files; {len(touched)} files changed, {len(gone)} gone; numbers changed in {len(by_table)} tables: {sums}; how many are taken down {follows}; "
              f"{len(grown)} told numbers have one report less on the pages, the least rest of {len(attack)} is "
              f"{min((rest for _, rest in attack.values() if rest), default=0)}{alone}; check: {' '.join(attacked or ['failed'])}")


def kinds(data, head, reports):
    """Reports of different sorts to take down."""
    told = inputs.shown(data, head, reports)
    visibility = head.index("visibility")
    yield "a public report", told[0][0]
    yield "the last public report", told[-1][0]
    yield "a public report of the middle", told[len(told) // 2][0]
    sensitive = next((row[0] for row in reports if row[visibility] == "public" and row not in told), None)
    if sensitive:
        yield "a sensitive report", sensitive
    anonymous = next((row[0] for row in reports if row[visibility] == "anonymous"), None)
    if anonymous:
        yield "an anonymous report", anonymous


def run(bench):
    sources = [("contoh", bench.sources["old"], "a part of the sample")]
    if bench.full:
        sources = [("contoh", bench.data / "sample", "the sample")]
        if bench.source:
            sources.append(("contoh", bench.source, "the larger source"))
        else:
            bench.skip("a takedown in a larger source: none given by --source")
    for slug, source, size in sources:
        before = bench.site("before")
        if not bench.ended(before.build("old", source=source), f"{size}: a first build"):
            return
        checked(bench, before, f"{size}: before a takedown")
        head, *reports = inputs.read(source / "reports.csv")
        chosen = list(kinds(bench.data, head, reports))
        for what, report in chosen if source == bench.data / "sample" else [chosen[0], *chosen[3:][-1:]]:
            take_down(bench, slug, source, before, report, f"{what} of {size}")
        shutil.rmtree(before.home)
