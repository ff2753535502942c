#!/usr/bin/env python3
"""Every measure but time to event against independent implementations (PyPI: numpy, scipy, statsmodels).

    cargo run --release --example measures > cases.ndjson
    python tests/oracle/measures.py cases.ndjson

Wilson is statsmodels', normal and Poisson points and exact Poisson limits are scipy's; funnel, ranks, mass closing and
standardisation are written anew, by other ways than the library's: every pair compared instead of limits sorted, every
history summed anew instead of carried on.
"""
import json
import sys
from collections import Counter, defaultdict

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

greatest = defaultdict(float)
counted = Counter()
wrong = Counter()


def near(name, found, expected, allowed=1e-9, relative=False):
    """Counts a comparison of numbers; None on one side alone is a difference without end."""
    counted[name] += 1
    if (found is None) != (expected is None):
        difference = float("inf")
    elif found is None:
        return
    else:
        difference = abs(found - expected)
        if relative and expected:
            difference /= abs(expected)
    greatest[name] = max(greatest[name], difference)
    if not difference <= allowed:
        wrong[name] += 1
        if wrong[name] <= 3:
            print(f"{name}: found {found!r}, expected {expected!r}")


def same(name, found, expected):
    """Counts a comparison of what has no digits to lose."""
    counted[name] += 1
    if found != expected:
        wrong[name] += 1
        if wrong[name] <= 3:
            print(f"{name}: found {found!r}, expected {expected!r}")


def score_limits(k, n, z):
    """Wilson's limits as the roots of (k/n - p)^2 = z^2 p (1 - p) / n."""
    low, high = proportion_confint(k, n, alpha=2 * stats.norm.sf(z), method="wilson")
    return float(low), float(high)


def wilson(case):
    k, n = case["k"], case["n"]
    low, high = proportion_confint(k, n, alpha=0.05, method="wilson")
    near("wilson share", case["plain"]["share"], k / n)
    near("wilson limits", case["plain"]["low"], low)
    near("wilson limits", case["plain"]["high"], high)
    low, high = score_limits(k, n, case["z"])
    near("wilson adjusted", case["at"]["low"], low)
    near("wilson adjusted", case["at"]["high"], high)


def funnel(case):
    units = np.array(case["units"], dtype=float).reshape(-1, 2)
    k, n = units[:, 0], units[:, 1]
    if n.sum() == 0:
        same("funnel empty", case["funnel"], None)
        return
    found = case["funnel"]
    target = k.sum() / n.sum()
    near("funnel target", found["target"], target)
    enough = n >= 10
    error = np.sqrt(target * (1 - target) / np.where(n > 0, n, 1))
    scores = np.zeros(len(n)) if target in (0, 1) else (k / np.where(n > 0, n, 1) - target) / error
    for ours, theirs, counts in zip(found["scores"], scores, enough):
        near("funnel scores", ours, theirs if counts else None)
    phi = 1.0
    if enough.any():
        low, high = np.quantile(scores[enough], [0.1, 0.9])
        phi = np.mean(np.clip(scores[enough], low, high) ** 2)
    near("funnel dispersion", found["dispersion"], phi)
    width = np.sqrt(max(phi, 1.0)) * error
    z95, z998 = stats.norm.ppf(0.975), stats.norm.ppf(0.999)
    for i in range(len(n)):
        if n[i] > 0:
            expected = np.clip(target + np.array([-z998, -z95, z95, z998]) * width[i], 0, 1)
            for ours, theirs in zip(found["limits"][i], expected):
                near("funnel limits", ours, theirs)
            share = k[i] / n[i]
            if any(0 < limit < 1 and abs(limit - share) < 1e-12 for limit in expected):
                # On a limit to the last digit: either side would do.
                counted["funnel on a limit"] += 1
                continue
            place = "not_told_apart"
            if share < expected[0]:
                place = "below_998"
            elif share < expected[1]:
                place = "below_95"
            elif share > expected[3]:
                place = "above_998"
            elif share > expected[2]:
                place = "above_95"
        if not enough[i]:
            place = "too_few"
        same("funnel places", found["places"][i], place)
        counted[f"funnel {place}"] += 1


def rank(case):
    units = case["units"]
    enough = [n >= 10 for _, n in units]
    m = sum(enough)
    same("rank ranked", case["ranked"], m)
    alpha = 0.05 / max(m, 1)
    near("rank z", case["z"], float(stats.norm.isf(alpha / 2)))
    limits = [proportion_confint(k, n, alpha=alpha, method="wilson") if counts else None for (k, n), counts in zip(units, enough)]
    some = False
    for i, own in enumerate(limits):
        if own is None:
            same("rank places", case["places"][i], None)
            continue
        # Strictly apart, by more than the last digits.
        above = sum(other is not None and other[0] - own[1] > 1e-13 for other in limits)
        below = sum(other is not None and own[0] - other[1] > 1e-13 for other in limits)
        some |= above + below > 0
        same("rank places", case["places"][i], [1 + above, m - below])
    same("rank told apart", case["tell_apart"], some)
    counted["rank tables with units told apart"] += some


def poisson(case):
    mean, level, found = case["mean"], case["level"], case["point"]
    # Both sides of the definition, from the tails of the incomplete gamma function.
    counted["poisson points"] += 1
    beyond, before = stats.poisson.sf(found, mean), stats.poisson.sf(found - 1, mean) if found else 1.0
    if not (beyond <= (1 - level) * (1 + 1e-9) and (found == 0 or before >= (1 - level) * (1 - 1e-9))):
        wrong["poisson points"] += 1
        print(f"poisson: mean {mean}, level {level}: found {found}, expected {stats.poisson.ppf(level, mean)}")


def normal(case):
    near("normal points", case["point"], float(stats.norm.isf(case["tail"])), relative=True)


def closing(case):
    record = case["record"]
    expected = []
    for day in range(182, len(record)):
        history = record[day - 182 : day]
        before, working = sum(closed for closed, _ in history), sum(works for _, works in history)
        closed = record[day][0]
        point = int(stats.poisson.isf(0.001, before / working)) if before else 0
        if closed >= 20 and closed > point:
            expected.append([day, closed, before, working, before / working, point])
    same("closing days", [flag[:4] + flag[5:] for flag in case["flags"]], [flag[:4] + flag[5:] for flag in expected])
    for ours, theirs in zip(case["flags"], expected):
        near("closing means", ours[4], theirs[4])
    counted["closing flags"] += len(expected)


def casemix(case):
    rows = np.array(case["categories"], dtype=float)
    known = rows[:, 3] > 0
    expected = float(np.dot(rows[known, 1], rows[known, 2] / rows[known, 3]))
    found = case["standardised"]
    if expected == 0:
        same("casemix without breaches", found, None)
    else:
        observed = int(rows[:, 0].sum())
        same("casemix observed", found[0], observed)
        near("casemix expected", found[1], expected, relative=True)
        near("casemix ratio", found[2], observed / expected, relative=True)
        low, high = limits_of(observed)
        near("casemix limits", found[3], low / expected, relative=True)
        near("casemix limits", found[4], high / expected, relative=True)
    count, (low, high) = case["count"], case["limits"]
    exact = garwood(count)
    if count < 10:
        near("exact Poisson limits", low, exact[0])
        near("exact Poisson limits", high, exact[1])
    else:
        # How far Byar is from the exact, which is what the documentation says of it.
        near("Byar beside the exact", low, exact[0], allowed=0.002, relative=True)
        near("Byar beside the exact", high, exact[1], allowed=0.002, relative=True)


def garwood(count):
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    return float(low), float(stats.chi2.ppf(0.975, 2 * count + 2) / 2)


def limits_of(count):
    if count < 10:
        return garwood(count)
    z = stats.norm.ppf(0.975)
    cube = lambda o, z: o * (1 - 1 / (9 * o) + z / (3 * o**0.5)) ** 3
    return cube(count, -z), cube(count + 1, z)


FAMILIES = {f.__name__: f for f in (wilson, funnel, rank, poisson, normal, closing, casemix)}

with open(sys.argv[1]) as lines:
    for line in lines:
        case = json.loads(line)
        family = FAMILIES.get(case["measure"])
        if family:
            family(case)
            counted["cases"] += 1
            counted[f"cases of {case['measure']}"] += 1

print(f"numpy {np.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}")
for name, count in sorted(counted.items()):
    print(f"  {name:34} {count:8}" + (f"  greatest difference {greatest[name]:.1e}" if name in greatest else ""))
if wrong or any(counted[f"cases of {name}"] == 0 for name in FAMILIES):
    sys.exit(f"wrong: {dict(wrong)}")
