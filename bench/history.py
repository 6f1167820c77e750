"""bench/history.csv: the key figures, one line a commit that changes them, so that a regression shows in the diff."""
import csv
import pathlib

import figures

FILE = pathlib.Path(__file__).with_name("history.csv")
# column, load, peer
COSTS = [
    ("small_us", "small", "tollgate"), ("big_us", "big", "tollgate"), ("sse_us", "sse", "tollgate"),
    ("small_rls_us", "small", "tollgate+rls"), ("big_rls_us", "big", "tollgate+rls"), ("sse_rls_us", "sse", "tollgate+rls"),
    ("nat_small_us", "small", "nat"), ("nat_big_us", "big", "nat"), ("nat_sse_us", "sse", "nat"),
    ("nat_small_rls_us", "small", "nat+rls"), ("nat_big_rls_us", "big", "nat+rls"), ("nat_sse_rls_us", "sse", "nat+rls"),
]
COLUMNS = ["when", "commit", "run", "code_bytes", "load_ms"] + [column for column, _, _ in COSTS]
# A figure has changed when it moved by more than this; the machine alone moves them by less.
MOVED = 0.25


def line(results):
    row = {"when": results["when"], "commit": results["commit"], "run": "short" if results["short"] else "full"}
    row["code_bytes"] = results["module"]["sections"]["code"] if results["module"] else ""
    starts = results.get("starts") or {}
    if {"tollgate", "plain"} <= set(starts):
        row["load_ms"] = round(starts["tollgate"]["cpu_ms"] - starts["plain"]["cpu_ms"])
    for column, load, peer in COSTS:
        value = figures.above(results["figures"], load, peer)
        row[column] = "" if value is None else round(value)
    return row


def changed(old, new):
    """Whether one of our figures (not a peer's) moved."""
    for column in COLUMNS[3:]:
        if column.startswith("nat_") or not old.get(column) or not new.get(column):
            continue
        if abs(float(new[column]) - float(old[column])) > MOVED * max(10.0, float(old[column])):
            return True
    return False


def note(results):
    row = line(results)
    if not results["module"] or row["small_us"] == "":
        return
    rows = list(csv.DictReader(FILE.open())) if FILE.exists() else []
    if rows and rows[-1]["commit"] == row["commit"] and row["run"] == "short" and rows[-1]["run"] == "full":
        return
    if rows and rows[-1]["commit"] == row["commit"]:
        rows.pop()
    elif row["run"] == "short" and rows and not changed(rows[-1], row):
        return
    with FILE.open("w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, row])
