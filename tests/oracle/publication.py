#!/usr/bin/env python3
"""A published folder, opened by other people's tools (PyPI: duckdb, frictionless, pandas, pyarrow, rdflib; LibreOffice if found).

    python tests/oracle/publication.py FOLDER

A line for each check; exit 1 if one fails. Frictionless validates the Data Package; every file is hashed; CSV is read by pandas
as its schema says; DuckDB's Parquet and Python's JSON must hold cell for cell what CSV holds; rdflib reads both JSON-LD files
with no network, and SPARQL asks them for every file; LibreOffice opens CSV split at commas, semicolons and tabs, and no cell may
be a formula. The rule for text cells (one quote less at the beginning and after each `;`, tab and line end) is written anew here.
"""
import datetime
import hashlib
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import unquote

import duckdb
import frictionless
import pandas
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, SDO, SKOS

HIDDEN = "[c]"
# What DCAT 3 has and rdflib's list of DCAT terms, that of version 2, has not.
DCAT_3 = {rdflib.URIRef("http://www.w3.org/ns/dcat#version")}
FORMULA = re.compile(r"(?:\A|[;\t\r\n])[^\S;\t\r\n]*[\"\x00-\x08]*[=+\-@＝＋－＠]|\A[\t\r\n]")


def refuse(*_):
    raise OSError("no check may use the network")


socket.socket.connect = refuse
socket.getaddrinfo = refuse


def plain(cell):
    """The text of a CSV cell."""
    return re.sub(r"(\A|[;\t\r\n])'", r"\1", cell)


class Folder:
    """The documents of a folder, and its tables as pandas reads their CSV."""

    def __init__(self, path):
        self.path = Path(path)
        self.package = json.loads((self.path / "datapackage.json").read_text("utf-8"))
        self.resources = self.package["resources"]
        self.tables = [one for one in self.resources if one.get("type") == "table"]

    def cells(self, table):
        """The CSV of a table as written, a column of strings each."""
        return pandas.read_csv(self.path / table["path"], dtype=str, keep_default_na=False, na_filter=False)

    def files(self, table, ending):
        """The paths of a table's files of another format."""
        return [self.path / one["path"] for one in self.resources if one["name"] == f"{table['name']}-{ending}"]


READ = {
    "string": plain,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": lambda cell: str(datetime.date.fromisoformat(cell)),
    "yearmonth": lambda cell: str(datetime.date.fromisoformat(cell + "-01"))[:7],
}


def value(field, cell):
    """What a CSV cell says, in Python's types; None where it has no value."""
    if cell == "" or field.get("mayBeHidden") and cell == HIDDEN:
        return None
    return READ[field["type"]](cell)


def same(field, one, other):
    """Whether two formats say the same; CSV has four decimals."""
    if field["type"] == "string":
        return (one or "") == (other or "")
    if one is None or other is None:
        return one is other
    if field["type"] == "number":
        return abs(one - other) <= 5.001e-5
    if field["type"] == "date":
        return one == str(other)
    return one == other and type(one) is type(other)


def check_package(folder):
    """frictionless: metadata, types, constraints, keys, sizes and hashes"""
    report = frictionless.validate(str(folder.path / "datapackage.json"))
    notes = [error.message for part in [report, *report.tasks] for error in part.errors]
    return notes or ["invalid"] * (not report.valid), f"{len(report.tasks)} of {len(folder.resources)} resources"


def check_hashes(folder):
    """sha256: every file is what the three documents say, and every file is named"""
    notes = []
    dcat = json.loads((folder.path / "dcat.jsonld").read_text("utf-8"))
    dataset = json.loads((folder.path / "dataset.jsonld").read_text("utf-8"))
    said = {"datapackage.json": {}, "dcat.jsonld": {}, "dataset.jsonld": {}}
    for one in folder.resources:
        said["datapackage.json"][one["path"]] = one["hash"].removeprefix("sha256:")
    for one in dcat["dcat:distribution"]:
        said["dcat.jsonld"][one["dct:identifier"]] = one["spdx:checksum"]["spdx:checksumValue"]["@value"]
    for one in dataset["distribution"]:
        url = unquote(one["contentUrl"])
        ends = [path for path in said["datapackage.json"] if url.endswith(path)]
        said["dataset.jsonld"][max(ends, key=len, default=url)] = one["sha256"]
    found = {
        path.relative_to(folder.path).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.path.rglob("*")
        if path.suffix in (".csv", ".json", ".parquet") and path.name != "datapackage.json"
    }
    for document, hashes in said.items():
        for name in sorted(set(hashes) | set(found)):
            if hashes.get(name) != found.get(name):
                notes.append(f"{document}: {name}")
    return notes, f"{len(found)} files in three documents"


def check_types(folder):
    """pandas: CSV has the columns of its schema, and every cell its type"""
    notes, rows = [], 0
    for table in folder.tables:
        cells, fields = folder.cells(table), table["schema"]["fields"]
        rows += len(cells)
        if list(cells.columns) != [field["name"] for field in fields]:
            notes.append(f"{table['name']}: columns {list(cells.columns)}")
            continue
        if len(cells) != table["rows"]:
            notes.append(f"{table['name']}: {len(cells)} rows, not {table['rows']}")
        for field in fields:
            for row, cell in enumerate(cells[field["name"]]):
                try:
                    value(field, cell)
                except (ValueError, KeyError):
                    notes.append(f"{table['name']}: row {row + 1}, {field['name']}")
        wanted = {"integer": "Int64", "number": "float64", "boolean": "boolean"}
        typed = {one["name"]: wanted[one["type"]] for one in fields if one["type"] in wanted}
        try:
            pandas.read_csv(folder.path / table["path"], dtype=typed, na_values=[HIDDEN])
        except ValueError as error:
            notes.append(f"{table['name']}: {error}")
    return notes, f"{len(folder.tables)} tables, {rows} rows"


def compare(folder, table, rows, what):
    """What differs between rows (lists in the order of the columns) and the CSV."""
    cells, fields = folder.cells(table), table["schema"]["fields"]
    if len(rows) != len(cells):
        return [f"{what}: {len(rows)} rows, CSV has {len(cells)}"]
    return [
        f"{what}: row {row + 1}, {field['name']}"
        for column, field in enumerate(fields)
        for row, cell in enumerate(cells[field["name"]])
        if not same(field, value(field, cell), rows[row][column])
    ]


def check_parquet(folder):
    """DuckDB: Parquet holds what CSV holds: columns, counts, sums and every cell"""
    notes, compared = [], 0
    for table in folder.tables:
        names = [field["name"] for field in table["schema"]["fields"]]
        for path in folder.files(table, "parquet"):
            relation = duckdb.read_parquet(str(path))
            if relation.columns != names:
                notes.append(f"{path.name}: columns {relation.columns}")
                continue
            notes += compare(folder, table, relation.fetchall(), path.name)
            compared += len(relation)
            for field in (one for one in table["schema"]["fields"] if one["type"] in ("integer", "number")):
                column = '"' + field["name"].replace('"', '""') + '"'
                total = relation.aggregate(f"coalesce(sum({column}), 0)").fetchall()[0][0]
                shown = [value(field, cell) or 0 for cell in folder.cells(table)[field["name"]]]
                # Each cell of CSV is off by at most half a unit of its last decimal.
                if not abs(float(total) - sum(shown)) <= 5.001e-5 * len(shown):
                    notes.append(f"{path.name}: sum of {field['name']} {total}, CSV has {sum(shown)}")
    return notes, f"{compared} rows"


def check_json(folder):
    """json: JSON holds what CSV holds; a row with a hidden value says so, and no other"""
    notes, compared, hidden = [], 0, 0
    for table in folder.tables:
        fields = table["schema"]["fields"]
        hiding = [field["name"] for field in fields if field.get("mayBeHidden")]
        for path in folder.files(table, "json"):
            rows = json.loads(path.read_text("utf-8"))
            lists = [[row.get(field["name"]) for field in fields] for row in rows]
            notes += compare(folder, table, lists, path.name)
            compared += len(rows)
            cells = folder.cells(table)
            for place, row in enumerate(rows):
                is_hidden = any(cells[name].get(place) == HIDDEN for name in hiding)
                hidden += is_hidden
                if bool(row.get("hidden")) != is_hidden:
                    notes.append(f"{path.name}: row {place + 1} and its hidden values")
    return notes, f"{compared} rows, {hidden} with a hidden value"


def graph(folder, name):
    """The triples of a JSON-LD document, and the terms that its vocabularies do not have."""
    triples = rdflib.Graph()
    triples.parse(folder.path / name, format="json-ld", publicID=folder.path.resolve().as_uri() + "/")
    terms = (set(triples.predicates()) | set(triples.objects(None, RDF.type))) - DCAT_3
    unknown = [
        term for namespace in (DCAT, DCTERMS, FOAF, PROV, SDO, SKOS) for term in sorted(terms)
        if term.startswith(str(namespace)) and term not in namespace
    ]
    return triples, [f"no such term: {term}" for term in unknown]


def check_dcat(folder):
    """rdflib: DCAT has licence, version, days, rules, sources, and every file with size and hash"""
    triples, notes = graph(folder, "dcat.jsonld")
    ask = lambda where: list(triples.query(  # noqa: E731
        "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> "
        "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX spdx: <http://spdx.org/rdf/terms#> "
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT * WHERE { " + where + " }"
    ))
    one = {
        "dataset": "?d a dcat:Dataset ; dct:title ?t ; dct:description ?e ; dct:license ?l ; dcat:version ?v . FILTER(isIRI(?l))",
        "modified": "?d a dcat:Dataset ; dct:modified ?m FILTER(datatype(?m) = xsd:date)",
        "policy": '?d dct:conformsTo ?s . ?s a dct:Standard ; dct:title ?t ; spdx:checksum ?c FILTER(strstarts(?t, "policy "))',
        "calendar": '?d dct:conformsTo ?s . ?s a dct:Standard ; dct:title ?t ; spdx:checksum ?c FILTER(strstarts(?t, "calendar "))',
    }
    if "temporal" in folder.package:
        one["temporal"] = "?d dct:temporal ?p . ?p dcat:startDate ?a ; dcat:endDate ?b FILTER(datatype(?a) = xsd:date && ?a <= ?b)"
    if "spatial" in folder.package:
        one["spatial"] = "?d dct:spatial ?p . ?p a dct:Location"
    notes += [name for name, where in one.items() if len(ask(where)) != 1]
    sources = ask("?d prov:wasDerivedFrom ?e . ?e a prov:Entity ; spdx:checksum ?c . ?c spdx:checksumValue ?v")
    if len(sources) != len(folder.package.get("sources", [])):
        notes.append(f"{len(sources)} sources")
    files = ask(
        "?d dcat:distribution ?f . ?f a dcat:Distribution ; dct:identifier ?path ; dcat:downloadURL ?u ; dcat:mediaType ?m ; "
        "dct:license ?l ; dcat:byteSize ?bytes ; spdx:checksum ?c . "
        "?c spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?hash"
    )
    for file in files:
        content = (folder.path / str(file.path)).read_bytes()
        if int(file.bytes) != len(content) or str(file.hash).lower() != hashlib.sha256(content).hexdigest():
            notes.append(f"{file.path}: size or hash")
    if {str(file.path) for file in files} != {one["path"] for one in folder.resources}:
        notes.append(f"{len(files)} distributions, the package has {len(folder.resources)}")
    return notes, f"{len(triples)} triples, {len(files)} distributions"


def check_dataset(folder):
    """rdflib: schema.org has what search engines for data ask for, and may stand in a page"""
    text = (folder.path / "dataset.jsonld").read_text("utf-8")
    triples, notes = graph(folder, "dataset.jsonld")
    if re.search("[<>&\u2028\u2029]", text):
        notes.append("unsafe in a page")
    datasets = list(triples.subjects(RDF.type, SDO.Dataset))
    if len(datasets) != 1:
        return notes + [f"{len(datasets)} datasets"], ""
    said = lambda term: list(triples.objects(datasets[0], term))  # noqa: E731
    for term in (SDO.name, SDO.description, SDO.license, SDO.version, SDO.dateModified, SDO.measurementTechnique):
        if not said(term):
            notes.append(f"no {term}")
    if not all(50 <= len(description) <= 5000 for description in said(SDO.description)):
        notes.append("length of the description")
    downloads = said(SDO.distribution)
    for term in (SDO.contentUrl, SDO.encodingFormat, SDO.sha256, SDO.contentSize):
        if any(len(list(triples.objects(download, term))) != 1 for download in downloads):
            notes.append(f"a download without {term}")
    if len(downloads) != len(folder.resources):
        notes.append(f"{len(downloads)} downloads, the package has {len(folder.resources)}")
    return notes, f"{len(triples)} triples, {len(said(SDO.variableMeasured))} variables"


def check_dictionary(folder):
    """dictionary.md has every column of every table"""
    text = (folder.path / "dictionary.md").read_text("utf-8")
    parts = dict(re.findall(r"^## [^\n]*: `([^`\n]+)`\n(.*?)(?=^## |\Z)", text, re.S | re.M))
    notes = []
    for table in folder.tables:
        rows = re.findall(r"^\| `?(.*?)`? \| ", parts.get(table["name"], ""), re.M)[1:]
        if [row.replace("\\", "") for row in rows] != [field["name"] for field in table["schema"]["fields"]]:
            notes.append(table["name"])
    return notes, f"{len(folder.tables)} tables"


def check_formulas(folder):
    """text cells: none starts a formula, wherever a cell may start"""
    notes, counted = [], 0
    for table in folder.tables:
        texts = [field["name"] for field in table["schema"]["fields"] if field["type"] == "string"]
        cells = folder.cells(table)[texts]
        counted += cells.size
        notes += [f"{table['name']}: {name}" for name in texts for cell in cells[name] if FORMULA.search(cell)]
    return notes, f"{counted} cells"


OFFICE, TABLE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def sheet(path):
    """The numbers of a flat spreadsheet, a list a row, and how many cells are formulas."""
    rows, formulas = [], 0
    for row in ElementTree.parse(path).iter(f"{{{TABLE}}}table-row"):
        cells = []
        for cell in row.findall(f"{{{TABLE}}}table-cell"):
            formulas += cell.get(f"{{{TABLE}}}formula") is not None
            content = cell.get(f"{{{OFFICE}}}value-type") and (cell.get(f"{{{OFFICE}}}value") or "text")
            cells += [content] * min(int(cell.get(f"{{{TABLE}}}number-columns-repeated", 1)), 1000)
        if any(cells):
            rows += [cells] * int(row.get(f"{{{TABLE}}}number-rows-repeated", 1))
    return rows, formulas


def check_office(folder):
    """LibreOffice: no cell is a formula, split at commas, semicolons, tabs or all; numbers are the same"""
    notes, cells = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        control = scratch / "control.csv"
        # What must become a formula, or this check could not fail.
        control.write_text('x,=1+1\nx;=1+1\nx\t=1+1\n"two\n=1+1"\n')
        paths = [folder.path / table["path"] for table in folder.tables]
        for number, separators in enumerate(("44", "59", "9", "44/59/9")):
            out = scratch / str(number)
            command = ["soffice", "--headless", f"-env:UserInstallation={(scratch / 'user').as_uri()}"]
            # UTF-8, quotes are no sign of text, English, and formulas are computed where they are found.
            command += [f"--infilter=Text - txt - csv (StarCalc):{separators},34,76,1,,1033,false,true,false,false,false,0,true"]
            command += ["--convert-to", "fods", "--outdir", out, control, *paths]
            subprocess.run(command, check=True, capture_output=True, timeout=600)
            if sheet(out / "control.fods")[1] == 0:
                notes.append(f"separators {separators}: the control has no formula")
            for table, path in zip(folder.tables, paths):
                rows, formulas = sheet(out / f"{path.stem}.fods")
                cells += sum(len(row) for row in rows)
                if formulas:
                    notes.append(f"{path.name}, separators {separators}: {formulas} formulas")
                if separators == "44":
                    notes += numbers(folder, table, rows)
    return notes, f"{cells} cells in four readings"


def numbers(folder, table, rows):
    """What differs between a spreadsheet's numbers and those of the CSV."""
    if len(rows) != table["rows"] + 1:
        return [f"{table['path']}: {len(rows)} rows in the spreadsheet"]
    notes = []
    for column, field in enumerate(table["schema"]["fields"]):
        if field["type"] not in ("integer", "number"):
            continue
        for row, cell in zip(rows[1:], folder.cells(table)[field["name"]]):
            shown, wanted = row[column] if column < len(row) else None, value(field, cell)
            if wanted is not None and (shown in (None, "text") or float(shown) != wanted):
                notes.append(f"{table['path']}: {field['name']} in the spreadsheet")
    return notes


CHECKS = {
    check.__name__.removeprefix("check_"): check
    for check in (
        check_package, check_hashes, check_types, check_parquet, check_json,
        check_dcat, check_dataset, check_dictionary, check_formulas, check_office,
    )
}


def run(check, path):
    """What a check found wrong, and what it looked at; what it cannot read is wrong."""
    try:
        return CHECKS[check](Folder(path))
    except Exception as error:  # noqa: BLE001
        return [f"{type(error).__name__}: {error}"], ""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    failed = 0
    for name, check in CHECKS.items():
        if name == "office" and shutil.which("soffice") is None:
            print("-       LibreOffice is not here")
            continue
        notes, seen = run(name, sys.argv[1])
        failed += bool(notes)
        print(f"{'FAILED' if notes else 'ok':7} {check.__doc__}; {seen}", *notes[:5], sep="\n        ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
