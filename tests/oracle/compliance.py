"""The counts of `compliance` against SQL over the verdicts of `assess`, for both cohorts, in DuckDB."""
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
  select stage, agency, strftime(coalesce(started, ended), '%Y-%m') as month,
    case when outcome = 'Unknown' then 'unknown' when outcome = 'Void' then 'void' when outcome = 'Paused' then 'paused'
         when outcome = 'Running' or due >= date '{as_of}' then 'running'
         when outcome = 'Met' then 'met' when outcome = 'Late' then 'late' when outcome = 'Overdue' then 'overdue'
         when outcome = 'Early' then 'early' when outcome = 'Contested' then 'contested' else 'by_reporter' end as bucket
  from read_parquet('{folder}/verdicts.parquet') where outcome <> 'NotStarted'"""
SETTLED = DUE.replace("coalesce(started, ended)", "ended").replace(f" or due >= date '{as_of}'", "")
COLUMNS = ["met", "late", "overdue", "running", "paused", "void", "unknown", "early", "contested", "by_reporter"]

wrong = compared = 0
for cohort, view in (("due", DUE), ("settled", SETTLED)):
    sums = ", ".join(f"count(*) filter (where bucket = '{column}') as {column}" for column in COLUMNS)
    rows = duckdb.sql(f"select stage, agency, month, {sums} from ({view}) group by all").fetchall()
    theirs = {tuple(row[:3]): dict(zip(COLUMNS, row[3:])) for row in rows}
    command = [stats, "compliance", "-q", "data/sample", "--by", "agency,month", "--cohort", cohort, "--format", "json"]
    ours = {(row["stage"], row["agency"], row["month"]): row for row in json.loads(subprocess.check_output(command))}
    assert ours.keys() == theirs.keys(), sorted(ours.keys() ^ theirs.keys())[:5]
    for key, row in ours.items():
        for column in COLUMNS:
            compared += 1
            wrong += (row[column] or 0) != theirs[key][column]
        judged = theirs[key]["met"] + theirs[key]["late"] + theirs[key]["early"] + (theirs[key]["overdue"] if cohort == "due" else 0)
        wrong += row["n"] != judged
print(f"DuckDB {duckdb.__version__}: {compared} counts compared, {wrong} differ")
sys.exit(wrong != 0)
