"""Every count of a summary of 100,000 invented reports against SQL over their events and over the verdicts of `assess`."""
import csv
import json
import random
import subprocess
import sys
import tempfile

import duckdb

stats = sys.argv[1]
folder = tempfile.mkdtemp()
REPORTS, AS_OF = 100_000, "2016-06-30"
draw = random.Random(20160630)

AGENCIES = [f"dinas-{n}" for n in range(24)]
FACTS = {
    "category": [f"Kategori {n}" for n in range(12)], "program": ["", "Program A", "Program B"],
    "place": [f"{n}.01" for n in range(11, 41)], "channel": ["web", "sms", "app"], "class": ["pengaduan", "aspirasi", ""],
}


def write():
    with open(f"{folder}/agencies.csv", "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["agency_id", "parent_id", "name", "kind", "zone", "calendar", "flags"])
        for at, agency in enumerate(AGENCIES):
            out.writerow([agency, AGENCIES[at % 6] if 6 <= at else "", agency.title(), "dinas", "+07:00", "id", ""])
    reports = csv.writer(open(f"{folder}/reports.csv", "w", newline=""))
    events = csv.writer(open(f"{folder}/events.csv", "w", newline=""))
    reports.writerow(["report_id", *FACTS])
    events.writerow(["report_id", "at", "kind", "actor", "agency", "to_agency", "value", "attachments", "text"])
    for report in range(REPORTS):
        name = f"R{report:06}"
        reports.writerow([name, *(draw.choice(words) for words in FACTS.values())])
        minute = draw.randrange(2 * 365 * 24 * 60)

        def event(kind, actor, agency="", to="", attachments=""):
            day = duckdb_day(minute // 1440)
            at = f"{day}T{minute // 60 % 24:02}:{minute % 60:02}:00+07:00"
            if draw.random() < 0.02:
                at = day if draw.random() < 0.5 else ""
            row = [name, at, kind, actor, agency, to, "", attachments, ""]
            events.writerow(row)

        event("submitted", "reporter")
        holder = draw.choice(AGENCIES)
        for kind, chance, wait in (("dispositioned", 0.95, 4), ("forwarded", 0.2, 3), ("held", 0.08, 4), ("completed", 0.06, 6),
                                   ("returned", 0.05, 3), ("followed_up", 0.8, 9), ("reporter_replied", 0.3, 5), ("reporter_replied", 0.1, 5),
                                   ("admin_replied", 0.1, 2), ("followed_up", 0.4, 5), ("closed", 0.7, 14), ("archived", 0.1, 20),
                                   ("reopened", 0.05, 5), ("closed", 0.05, 9)):
            if draw.random() < chance:
                minute += int(draw.expovariate(1 / (wait * 1440))) if draw.random() < 0.95 else draw.randrange(12)
                if kind == "dispositioned":
                    event(kind, "administrator", to=holder)
                elif kind == "forwarded":
                    other = draw.choice(AGENCIES)
                    event(kind, "agency", holder, other)
                    holder = other
                elif kind == "returned":
                    event(kind, "agency", holder)
                elif kind == "followed_up":
                    event(kind, "agency", holder, attachments=str(draw.randrange(3)))
                elif kind == "closed":
                    event(kind, draw.choice(["reporter", "system", "agency", "administrator"]), holder)
                else:
                    event(kind, {"reporter_replied": "reporter", "completed": "reporter"}.get(kind, "administrator"))


def duckdb_day(number):
    import datetime
    return (datetime.date(2014, 7, 1) + datetime.timedelta(days=number)).isoformat()


write()


def assess(name, *options):
    path = f"{folder}/{name}.parquet"
    subprocess.check_call([stats, "assess", "-q", folder, "--as-of", AS_OF, "-o", path, *options])
    return path


verdicts = assess("verdicts")
summary = f"{folder}/all.summary"
subprocess.check_call([stats, "summarise", "-q", folder, "--as-of", AS_OF, "-o", summary])
ours, section = {}, None
for line in open(summary):
    value = json.loads(line)
    if isinstance(value, dict):
        section = (value.get("section"), tuple(value["keys"])) if "section" in value else None
    else:
        *keys, counts = value
        for slot, count in counts.items():
            ours[(section, tuple(keys), slot)] = count

# What a verdict counts as, once its due date has passed: the words of the summary.
BUCKET = """case when outcome = 'Unknown' then 'unknown_' || case reason when 'missing_time' then 'time' when 'not_recorded' then 'record'
        when 'order' then 'order' when 'coverage' then 'coverage' else 'agency' end
    when outcome = 'Met' then if(reason = 'closed_on_due', 'met_by_act', 'met')
    when outcome = 'Early' then case reason when 'contested' then 'early_contested' when 'unanswered' then 'early_unanswered' else 'early' end
    when outcome = 'HandedOn' then if(reason = 'after_due', 'handed_on_late', 'handed_on')
    when outcome = 'ByReporter' then 'by_reporter' else lower(outcome) end"""
WAITS = f"due >= date '{AS_OF}' and outcome in ('Met', 'Late', 'Overdue', 'Early', 'Contested', 'ByReporter', 'HandedOn')"
STAND = """case when outcome in ('Met', 'Late', 'Early', 'ByReporter') then 'event' when outcome in ('Void', 'HandedOn') then 'competing'
    when outcome = 'Overdue' and reason = 'ended_unanswered' then 'competing' when outcome = 'Overdue' then 'overdue'
    when outcome = 'Paused' then 'paused' when outcome in ('Running', 'Contested') then 'running' end"""
duckdb.sql(f"create table reports as select * from read_csv('{folder}/reports.csv', all_varchar = true, nullstr = '')")
# Two rows that say the same of what happened are one event, whatever hangs on each.
duckdb.sql(f"""create table events as select report_id, "at" as moment, kind, actor, agency, to_agency, max(try_cast(attachments as int)) as attachments
    from read_csv('{folder}/events.csv', all_varchar = true, nullstr = '') group by all""")


def stages(path, scopes=True):
    both = """select * replace ('own' as scope) from v where scope in ('both', 'own')
        union all select * replace ('tree' as scope) from v where scope in ('both', 'tree') union all""" if scopes else ""
    return f"""with v as (select *, {BUCKET} as bucket, if({WAITS}, 'running', {BUCKET}) as due_bucket, {STAND} as stand,
            strftime(coalesce(started, ended), '%Y-%m') as started_in, strftime(ended, '%Y-%m') as ended_in
        from read_parquet('{path}') where outcome <> 'NotStarted')
        {both} select * replace ('' as scope) from v where stage <> 'Custody'"""


duckdb.sql(f"create table stages as {stages(verdicts)}")
theirs = {}


def count(section, keys, sql):
    for *values, slot, number in duckdb.sql(sql).fetchall():
        if number:
            theirs[((section, keys), tuple(value or "" for value in values), slot)] = number


facts = list(FACTS)
breakdowns = [("agency", "month")] + [(fact, "month") for fact in facts] + [("agency", fact) for fact in facts]
for first, second in breakdowns:
    keys = ("stage", "scope", first, second)
    # Custody is told by agency and month alone.
    views = "true" if (first, second) == ("agency", "month") else "stage <> 'Custody'"
    column = lambda key, month: month if key == "month" else f"stages.{key}" if key == "agency" else f"reports.{key}"
    for slot, month in (("'due.' || due_bucket", "started_in"), ("'settled.' || bucket", "ended_in"),
                        ("if(stand is not null and elapsed is not null, 'day.' || elapsed || '.' || stand, null)", "started_in")):
        count("stages", keys, f"""select stage, scope, {column(first, month)}, {column(second, month)}, {slot} as slot, count(*)
            from stages join reports using (report_id) where slot is not null and {views} group by all""")

# The agency of a report is the first one to which it was dispositioned.
duckdb.sql("create table owners as select report_id, agency from stages where stage = 'Disposition'")
count("closings", ("agency", "day"), """select agency, strftime(ended, '%Y-%m-%d'), 'closed', count(*) from stages
    where stage = 'Closure' and outcome in ('Met', 'Early') group by all""")
past = f"coalesce(moment[:10] <= '{AS_OF}', true)"
for slot, sql in {
    "reports": "select agency, count(*) from owners group by all",
    "replies": f"select o.agency, count(*) from owners o join events e using (report_id) where kind in ('reporter_replied', 'admin_replied') and {past} group by all",
    "answered": f"select o.agency, count(distinct report_id) from owners o join events e using (report_id) where kind = 'reporter_replied' and {past} group by all",
    "follow_ups": f"select o.agency, count(*) from owners o join events e using (report_id) where kind = 'followed_up' and {past} group by all",
    "with_attachments": f"select o.agency, count(*) from owners o join events e using (report_id) where kind = 'followed_up' and attachments > 0 and {past} group by all",
}.items():
    count("exchange", ("agency",), f"select agency, '{slot}', n from ({sql}) t(agency, n)")
# Both times to the minute; a date without a time, or nothing, where one comes first tells nothing.
first = lambda kind, more="": f"""(select report_id, min_by(moment, if(length(moment) = 10, moment || 'T00', moment)) as moment, count(*) filter (where moment is null) as blank
    from events where kind = '{kind}' {more} and {past} group by all)"""
quick = f"""select category, epoch(strptime(c.moment, '%Y-%m-%dT%H:%M:%S+07:00')) - epoch(strptime(s.moment, '%Y-%m-%dT%H:%M:%S+07:00')) as waited
    from {first('submitted')} s join {first('closed', "and actor <> 'reporter'")} c using (report_id)
    join owners using (report_id) join reports using (report_id)
    where length(s.moment) > 10 and length(c.moment) > 10 and s.blank + c.blank = 0"""
count("quick", ("category",), f"select category, 'closed', count(*) from ({quick}) where waited >= 0 group by all")
count("quick", ("category",), f"select category, 'within_ten', count(*) from ({quick}) where waited between 0 and 600 group by all")

# The headline under other readings, each a policy of its own.
policy = open("data/policy/lapor.toml").read()
JUDGED = "('met', 'met_by_act', 'late', 'overdue', 'early', 'early_contested', 'early_unanswered')"


def reading(name, path, promised=False):
    source = stages(path, scopes=False)
    if promised:
        source = f"""with v as (select * replace (due_promised as due,
                case when due_promised is null or due_promised = due then outcome
                    when stage = 'Closure' and outcome in ('Met', 'Early') then if(ended < due_promised, 'Early', 'Met')
                    when outcome in ('Met', 'Late') then if(ended <= due_promised, 'Met', 'Late')
                    when outcome = 'Void' then if(ended <= due_promised, 'Void', 'Overdue')
                    when outcome = 'Overdue' and reason = 'ended_unanswered' then if(ended <= due_promised, 'Void', 'Overdue')
                    when outcome in ('Running', 'Overdue') and reason is null then if(due_promised < date '{AS_OF}', 'Overdue', 'Running')
                    else outcome end as outcome)
            from read_parquet('{path}') where outcome <> 'NotStarted' and stage <> 'Custody')
            select *, if({WAITS}, 'running', {BUCKET}) as due_bucket from v"""
    for slot, buckets in (("met", "('met', 'met_by_act')"), ("judged", JUDGED)):
        count("sensitivity", ("reading", "stage", "agency"), f"""select '{name}', stage, agency, '{slot}', count(*) from ({source})
            where due_bucket in {buckets} group by all""")


reading("calendar_as_promised", verdicts, promised=True)
for name, old, new in (("same_day", 'count_from = "day_after"', 'count_from = "same_day"'),
                       ("calendar_days", 'unit = "working_days"', 'unit = "calendar_days"'),
                       ("joint_leave_counted", 'joint_leave = "off"', 'joint_leave = "working"'),
                       ("holds_count", 'hold = "pauses"', 'hold_cap = 0\nhold = "pauses"')):
    assert old in policy, old
    changed = f"{folder}/{name}.toml"
    open(changed, "w").write(policy.replace(old, new))
    reading(name, assess(name, "--policy", changed))

ours = {key: count for key, count in ours.items() if key[0][0] != "notes"}
wrong = [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]
print(f"DuckDB {duckdb.__version__}: {len(theirs)} counts of {REPORTS} reports compared, {len(wrong)} differ")
for key in sorted(wrong, key=str)[:10]:
    print("  ", key, ours.get(key), theirs.get(key))
sys.exit(bool(wrong))
