"""Computes the attacker's bounds again with HiGHS, from what the public sees alone.

Usage: cargo run --release --example disclosure -- 300 --json FILE; python disclosure.py FILE   (needs highspy)

The file holds lists of cells `[shown or null, on pages, threshold, asked, least, greatest, exact]` and relations
`[total, [parts]]` by place. For every asked cell the least and greatest whole number consistent with all that is
shown are computed; an exact bound must be the same, any other must lie inside, and every cell must be as wide as its
threshold. Exits with 1 on a difference.

With --tables FILE (cargo run --release --example disclosure -- 0 --tables FILE) plain tables of lines and columns are
suppressed by tau-argus too (needs pytauargus), and both answers are told: hidden cells, sums among them, and how many
tables have a hidden cell that is narrower than its threshold.
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


def narrow_cells(lines, columns, counts, hidden):
    """How many hidden cells of a table are narrower than 5; sums stand first in `counts` and `hidden`."""
    width = columns + 1
    cells = [[None if off else n, 0, 5, off] for n, off in zip(counts, hidden)]
    relations = [[line * width, [line * width + at for at in range(1, width)]] for line in range(lines + 1)]
    relations += [[at, [line * width + at for line in range(1, lines + 1)]] for at in range(width)]
    highs, column = model_of({"cells": cells, "relations": relations})
    narrow = 0
    for at in column.values():
        low, high = end(highs, at, highspy.ObjSense.kMinimize), end(highs, at, highspy.ObjSense.kMaximize)
        narrow += high is not None and high - low < 5
    return narrow


def beside_argus(path):
    """Tau-argus with a least frequency of 5 and the cell's count as its cost, beside ours."""
    from pytauargus import protect

    with open(path, encoding="utf-8") as file:
        tables = json.load(file)
    told = {name: [0, 0, 0] for name in ("ours", "modular", "optimal")}
    compared = 0
    for lines, columns, counts, ours in tables:
        records = [(at // columns, at % columns) for at, count in enumerate(counts) for _ in range(count)]
        grid = [counts[at * columns:(at + 1) * columns] for at in range(lines)]
        if not all(map(sum, grid)) or not all(map(sum, zip(*grid))):
            continue  # It leaves out lines and columns without a record.
        grid = [[sum(line), *line] for line in [[sum(column) for column in zip(*grid)], *grid]]
        data = {
            "line": [f"{line:02}" for line, _ in records],
            "column": [f"{column:02}" for _, column in records],
            "n": [1] * len(records),
        }
        answers = {"ours": ours}
        for name, method in (("modular", "MOD(1)"), ("optimal", "OPT(1)")):
            result = protect(data, ["line", "column"], "n", safety_rules="FREQ(5,100)", suppress=method)
            answers[name] = [int(status in "UM") for status in result.tables[0].status()]
        if any(len(answer) != len(ours) for answer in answers.values()):
            continue
        compared += 1
        values = [n for line in grid for n in line]
        for name, hidden in answers.items():
            sums = sum(off for at, off in enumerate(hidden) if at <= columns or at % (columns + 1) == 0)
            told[name][0] += sum(hidden)
            told[name][1] += sums
            told[name][2] += narrow_cells(lines, columns, values, hidden) > 0
    print(f"{compared} tables")
    for name, (hidden, sums, unsafe) in told.items():
        print(f"{name}: {hidden} hidden, {sums} of them sums; {unsafe} tables with a cell narrower than 5")
    return int(told["ours"][2] > 0)


if __name__ == "__main__":
    sys.exit(beside_argus(sys.argv[2]) if sys.argv[1] == "--tables" else main(sys.argv[1]))
