"""The counts of `compliance` against SQL over the verdicts of `assess`, for both cohorts and both views, in DuckDB."""
import json
import subprocess
import sys
import tempfile

import duckdb

stats = sys.argv[1]
folder = tempfile.mkdtemp()
subprocess.check_call([stats, "assess", "-q", "data/sample", "-o", f"{folder}/verdicts.parquet"])
as_of = json.loads(subprocess.check_output([stats, "check", "-q", "data/sample", "--format", "json"]))["as_of"]

# A stage is counted once: unknown, void, paused, running (its due date has not passed), then as it ended.
DUE = f"""
  select stage, scope, agency, strftime(coalesce(started, ended), '%Y-%m') as month,
    case when outcome = 'Unknown' then 'unknown' when outcome = 'Void' then 'void' when outcome = 'Paused' then 'paused'
         when outcome = 'Running' or due >= date '{as_of}' then 'running'
         when outcome = 'Met' then 'met' when outcome = 'Late' then 'late' when outcome = 'Overdue' then 'overdue'
         when outcome = 'Early' then 'early' when outcome = 'Contested' then 'contested'
         when outcome = 'HandedOn' then if(reason = 'after_due', 'handed_on_late', 'handed_on') else 'by_reporter' end as bucket
  from read_parquet('{folder}/verdicts.parquet') where outcome <> 'NotStarted'"""
SETTLED = DUE.replace("coalesce(started, ended)", "ended").replace(f" or due >= date '{as_of}'", "")
# A stay counts for the agency itself where it arrived there, and for its tree where the tree had not held it.
VIEWS = {
    "citizen": "select * replace ('' as scope) from ({}) where stage <> 'Custody'",
    "custody": """select * replace ('own' as scope) from ({0}) where scope in ('both', 'own')
        union all select * replace ('tree' as scope) from ({0}) where scope in ('both', 'tree')""",
}
COLUMNS = ["met", "late", "overdue", "running", "paused", "void", "unknown", "early", "contested", "by_reporter"]
HANDED = ["handed_on", "handed_on_late"]

wrong = compared = 0
for view, counted in VIEWS.items():
    for cohort, buckets in (("due", DUE), ("settled", SETTLED)):
        sums = ", ".join(f"count(*) filter (where bucket = '{column}') as {column}" for column in COLUMNS + HANDED)
        rows = duckdb.sql(f"select stage, scope, agency, month, {sums} from ({counted.format(buckets)}) group by all").fetchall()
        theirs = {tuple(row[:4]): dict(zip(COLUMNS + HANDED, row[4:])) for row in rows}
        command = [stats, "compliance", "-q", "data/sample", "--by", "agency,month", "--cohort", cohort, "--view", view, "--format", "json"]
        answer = json.loads(subprocess.check_output(command))
        ours = {(row["stage"], row.get("scope", ""), row["agency"], row["month"]): row for row in answer}
        assert ours.keys() == theirs.keys(), sorted(ours.keys() ^ theirs.keys(), key=str)[:5]
        for key, row in ours.items():
            expected = theirs[key]
            judged = expected["met"] + expected["late"] + expected["early"] + expected["handed_on_late"]
            expected["n"] = judged + (expected["overdue"] if cohort == "due" else 0)
            if view == "custody":
                expected["handed_on"] += expected["handed_on_late"]
            for column in COLUMNS + ["n"] + (HANDED if view == "custody" else []):
                compared += 1
                wrong += (row[column] or 0) != expected[column]
print(f"DuckDB {duckdb.__version__}: {compared} counts compared, {wrong} differ")
sys.exit(wrong != 0)
