"""Computes the attacker's bounds again with HiGHS, from what the public sees alone.

Usage: cargo run --release --example disclosure -- 300 --json FILE; python disclosure.py FILE   (needs highspy)

The file holds lists of cells `[shown or null, on pages, threshold, asked, least, greatest, exact]` and relations
`[total, [parts]]` by place. For every asked cell the least and greatest whole number consistent with all that is
shown are computed; an exact bound must be the same, any other must lie inside, and every cell must be as wide as its
threshold. Exits with 1 on a difference.
"""

import json
import sys

import highspy


def model_of(case):
    """The equations over the cells that are not shown."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    column = {}
    for at, (shown, pages, *_rest) in enumerate(case["cells"]):
        if shown is None:
            column[at] = len(column)
            highs.addVar(pages, highspy.kHighsInf)
            highs.changeColIntegrality(column[at], highspy.HighsVarType.kInteger)
    for total, parts in case["relations"]:
        right, index, value = 0, [], []
        for at, sign in [(total, -1)] + [(part, 1) for part in parts]:
            if at in column:
                index.append(column[at])
                value.append(sign)
            else:
                right -= sign * case["cells"][at][0]
        if index:
            highs.addRow(right, right, len(index), index, value)
        elif right != 0:
            raise SystemExit("shown numbers that do not add up")
    return highs, column


def end(highs, column, sense):
    """The least or greatest whole value of a column; None if there is none."""
    highs.changeColCost(column, 1.0)
    highs.changeObjectiveSense(sense)
    highs.run()
    status = highs.getModelStatus()
    value = highs.getInfo().objective_function_value
    highs.changeColCost(column, 0.0)
    if status == highspy.HighsModelStatus.kOptimal:
        return round(value)
    if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None
    raise SystemExit(f"no answer: {status}")


def main(path):
    with open(path, encoding="utf-8") as file:
        cases = json.load(file)
    compared = exact_ones = differ = narrow = 0
    for number, case in enumerate(cases):
        highs, column = model_of(case)
        for at, (shown, pages, threshold, asked, least, greatest, exact) in enumerate(case["cells"]):
            if not asked or shown is not None:
                continue
            low = end(highs, column[at], highspy.ObjSense.kMinimize)
            high = end(highs, column[at], highspy.ObjSense.kMaximize)
            compared += 1
            exact_ones += exact
            inside = low <= least and (high is None or (greatest is not None and greatest <= high))
            same = (low, high) == (least, greatest)
            if not inside or (exact and not same):
                differ += 1
                print(f"list {number}, cell {at}: {low}..{high} here, {least}..{greatest} there, exact {exact}")
            if high is not None and high - low < threshold:
                narrow += 1
                print(f"list {number}, cell {at}: {low}..{high} is narrower than {threshold}")
    print(f"{len(cases)} lists, {compared} cells, {exact_ones} with exact bounds, {differ} differ, {narrow} too narrow")
    return int(differ + narrow > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
