"""Every day of 2012 to 2026 against PyPI holidays (Indonesia, public and government)."""
import json
import subprocess
import sys
from datetime import date, timedelta

import holidays

# Each difference is settled by a decree or by two exchanges that traded on the day.
SETTLED = {
    date(2013, 2, 10): "Imlek 2013 was this Sunday (SKB-2013)",
    date(2013, 2, 11): "no decree; both exchanges traded",
    date(2016, 6, 1): "KEPPRES-24-2016 holds from 2017; both exchanges traded",
}

stats = sys.argv[1]
rows = json.loads(subprocess.check_output([stats, "calendar", "--format", "json"]))
ours = {date.fromisoformat(row["date"]) for row in rows if row["withdrawn_by"] is None}
theirs = set(holidays.country_holidays("ID", years=range(2012, 2027), categories=("public", "government")))
day, last, wrong, settled, compared = date(2012, 1, 1), date(2026, 12, 31), [], 0, 0
while day <= last:
    compared += 1
    if (day in ours) != (day in theirs):
        if day in SETTLED:
            settled += 1
        else:
            wrong.append(day)
    day += timedelta(days=1)
print(f"PyPI holidays {holidays.__version__}: {compared} days compared, {settled} settled differences, {len(wrong)} others {wrong}")
sys.exit(bool(wrong))
