"""The two releases that the experiments swap: a part of the invented sample, and the same with a few reports changed."""
import csv
import json
import re
from pathlib import Path

def read(file):
    with open(file, newline="", encoding="utf-8") as rows:
        return list(csv.reader(rows))


def write(file, rows):
    with open(file, "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def sources(data, work, count):
    """The folders of reports by release: old, new, and a third with another title; of the first `count` reports of the sample."""
    reports, events = read(data / "sample/reports.csv"), read(data / "sample/events.csv")
    head, reports = reports[0], reports[1:count + 1]
    ids = {row[0] for row in reports}
    events = [events[0]] + [row for row in events[1:] if row[0] in ids]
    folders = {}
    for release in ("old", "new", "third"):
        folder = folders[release] = Path(work) / "sources" / release
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("agencies.csv", "categories.csv"):
            (folder / name).write_bytes((data / "sample" / name).read_bytes())
        rows, acts = reports, events
        if release == "new":
            rows, acts = changed(data, head, reports, events)
        if release == "third":
            rows = retitled(head, reports, shown(data, head, reports)[-1][0])
        write(folder / "reports.csv", [head] + rows)
        write(folder / "events.csv", acts)
    return folders


def shown(data, head, reports):
    """Reports with a page of their own that tells days: public, and of no sensitive category."""
    sensitive = {row[0] for row in read(data / "sample/categories.csv")[1:] if row[2] == "true"}
    place, visibility = head.index("category"), head.index("visibility")
    return [row for row in reports if row[visibility] == "public" and row[place] not in sensitive]


def retitled(head, reports, report):
    """The reports, one of them with one word more in its title."""
    title = head.index("title")
    return [row[:title] + [row[title] + " lagi"] + row[title + 1:] if row[0] == report else row for row in reports]


def changed(data, head, reports, events):
    """A word more in one title, and one follow-up more to another report."""
    told = shown(data, head, reports)
    reports = retitled(head, reports, told[0][0])
    other = next(row[0] for row in told[1:] if any(event[0] == row[0] and event[2] == "followed_up" for event in events))
    last = max(i for i, event in enumerate(events) if event[0] == other and event[2] == "followed_up")
    more = list(events[last])
    more[1] = more[1][:11] + "23:59:58" + more[1][19:]
    more[8] = "Petugas sudah meninjau lokasi."
    return reports, events[:last + 1] + [more] + events[last + 1:]


def configure(data, file, source, state, takedown=None, theme=None):
    """A copy of the example's site.toml: its first source, from another folder, with a state of its own."""
    parts = (data / "site.toml").read_text(encoding="utf-8").split("\n[[source]]\n")
    rest = parts[-1][parts[-1].index("\n[stories]"):]
    text = parts[0] + "\n[[source]]\n" + parts[1] + rest
    put = {"path = \"sample\"": f"path = {quoted(source)}", "path = \"stories\"": f"path = {quoted(data / 'stories')}"}
    put["key_file = \"sample/key.txt\""] = f"key_file = {quoted(data / 'sample/key.txt')}"
    put["state_dir = \"../.site-state\""] = f"state_dir = {quoted(state)}"
    put["corrections = \"corrections.toml\""] = ""
    if takedown:
        put["# takedown = \"takedown.txt\""] = f"takedown = {quoted(takedown)}"
    if theme:
        text += f"\n[theme]\npath = {quoted(theme)}\n"
    for before, after in put.items():
        if not re.search(f"^{re.escape(before)}$", text, re.MULTILINE):
            raise SystemExit(f"data/site.toml has no line '{before}', so the experiments cannot change it")
        text = text.replace(before, after)
    Path(file).write_text(text, encoding="utf-8")


def quoted(path):
    """A string of TOML, whose escapes are those of JSON."""
    return json.dumps(str(path), ensure_ascii=False)
