"""From single runs to figures: medians, ranges, and what a peer adds to plain Envoy in the same round."""
import hashlib
import json
import statistics

import tokens


def spread(values):
    values = sorted(values)
    return {"median": statistics.median(values), "min": values[0], "max": values[-1]}


def summary(runs):
    plain = {(r["load"], r["connections"], r["round"]): r["cpu_us"] for r in runs if r["peer"] == "plain"}
    groups = {}
    for run in runs:
        groups.setdefault((run["load"], run["connections"], run["peer"]), []).append(run)
    rows = []
    for (load, connections, peer), found in groups.items():
        above = [r["cpu_us"] - plain[load, connections, r["round"]] for r in found
                 if (load, connections, r["round"]) in plain]
        timed = [r for r in found if r["us"]]
        rows.append({
            "load": load, "connections": connections, "peer": peer, "runs": len(found),
            "requests": sum(r["requests"] for r in found), "not_ok": sum(r["not_ok"] for r in found),
            "cpu_us": spread(r["cpu_us"] for r in found), "above_us": spread(above) if above else None,
            "rps": spread(r["rps"] for r in found),
            "p50_us": spread(r["us"]["p50"] for r in timed) if timed else None,
            "p99_us": spread(r["us"]["p99"] for r in timed) if timed else None,
            "first_p50_us": spread(r["first_us"]["p50"] for r in timed) if timed else None,
            "rss_mb": found[-1]["rss_mb"], "busy": statistics.median(r["machine_busy"] for r in found)})
    return rows


def above(rows, load, peer, connections=1):
    """Median CPU above plain in µs a request; None when it was not measured or answers were refused."""
    row = find(rows, load, peer, connections)
    counts = row and row["above_us"] and not row["not_ok"]
    return row["above_us"]["median"] if counts else None


def find(rows, load, peer, connections=1):
    for row in rows:
        if (row["load"], row["peer"], row["connections"]) == (load, peer, connections):
            return row
    return None


# (what, load, ours, of the peer, how often its figure we may cost at most)
RATIOS = [
    ("read and report, small", "small", "tollgate", "nat", 2.6),
    ("read and report, big", "big", "tollgate", "nat", 1 / 6),
    ("read and report, sse", "sse", "tollgate", "nat", 1.0),
    ("read and report, small", "small", "tollgate", "aigw", 0.1),
    ("read and report, big", "big", "tollgate", "aigw", 0.1),
    ("read and report, sse", "sse", "tollgate", "aigw", 0.1),
    ("look and charge, small", "small", "tollgate+rls", "nat+rls", 1.2),
    ("look and charge, sse", "sse", "tollgate+rls", "nat+rls", 1.0),
    ("look and charge, big", "big", "tollgate+rls", "nat+rls", 0.5),
]
SMALLEST_BYTES, SMALLEST_START = 80_000, 8
LINEAR = 2.5
CODE_LIMIT, CODE_AIM, LOAD_RATIO, MEMORY_LIMIT = 400_000, 250_000, 45, 64


def budgets(results):
    """Rows (what, budget, measured, met or None) of what design.md section 8 promises and this run can tell."""
    rows = results["figures"]
    out = []
    for what, load, ours, peer, ratio in RATIOS:
        mine, other = above(rows, load, ours), above(rows, load, peer)
        if mine is None or other is None:
            out.append((what, f"≤ {ratio:.2g} × {peer}", "not measured", None))
        else:
            spread_text = ratio_range(results["runs"], load, ours, peer)
            out.append((what, f"≤ {ratio:.2g} × {peer}",
                        f"{mine:.0f} / {other:.0f} µs = {mine / other:.2f} × ({spread_text})", mine <= ratio * other))
    ours, nat = find(rows, "sse", "tollgate", 8), find(rows, "sse", "nat", 8)
    if ours and nat:
        share = ours["rps"]["median"] / nat["rps"]["median"]
        out.append(("chunks/s of streams, 8 connections", "≥ 0.95 × nat", f"{share:.2f} ×", share >= 0.95))
    out += module_budgets(results)
    out += memory_budgets(results.get("memory") or [])
    out += loop_budgets(results.get("loops"))
    for name, row in (results.get("counts") or {}).items():
        where, due = ("near a limit and nowhere else", "all, none") if row["near"] else ("not where no limit is near", "none")
        out.append((f"prompts counted exactly, {name}: {where}", due, f"{row['counted']:,} counted, {row['near']:,} near",
                    row["counted"] == row["near"]))
    charges = results.get("charges")
    if charges:
        out.append(("tokens booked in Redis against tokens in the answers", "equal",
                    f"{charges['charged']:,} / {charges['answered']:,}", charges["charged"] == charges["answered"]))
    return out


def ratio_range(runs, load, ours, peer):
    """From the lowest to the highest ratio of one round: how far the machine lets the figure be trusted."""
    cost = {(r["round"], r["peer"]): r["cpu_us"] for r in runs if r["load"] == load and r["connections"] == 1}
    ratios = sorted((cost[turn, ours] - cost[turn, "plain"]) / max(1.0, cost[turn, peer] - cost[turn, "plain"])
                    for turn, name in cost if name == ours and (turn, peer) in cost)
    return f"rounds {ratios[0]:.2f}–{ratios[-1]:.2f}"


def loops(folder, module):
    """What `make bench-jvm` and `make bench-inside` measured, if that was of this very module: each notes its checksum."""
    files = {name: folder / f"{name}.json" for name in ("jvm", "inside", "tokens")}
    notes = [folder / f"{name}.module" for name in ("jvm", "inside")]
    fresh = all(f.exists() for f in [module, *files.values(), *notes]) and all(
        note.read_text().split()[0] == hashlib.sha256(module.read_bytes()).hexdigest() for note in notes)
    return {name: json.loads(f.read_text()) for name, f in files.items()} if fresh else {}


def loop_budgets(found):
    """Tokens and readers: ours compiled, inside Envoy, against the usual library on a warm JVM."""
    if not found:
        return [("tokens and readers", "see design", "not measured", None)]
    jvm = {(x["benchmark"].rsplit(".", 2)[1], x["benchmark"].rsplit(".", 1)[1],
            next(iter(x["params"].values()))): x["primaryMetric"]["score"] for x in found["jvm"]}
    inside = {(x["loop"], x["body"]): x for x in found["inside"]}
    out = []
    counted = {x["text"]: x for x in found["tokens"] if x["encoding"] == "o200k"}
    for kind in tokens.IN_ENVOY:
        ours, other = counted[kind]["inside"], counted[kind]["jtokkit"]
        out.append((f"o200k inside Envoy, {kind}", f"≥ {tokens.BESIDE:g} × jtokkit on a warm JVM",
                    f"{ours:.0f} / {other:.0f} MB/s = {ours / other:.1f} ×", ours >= tokens.BESIDE * other))
    half, whole = inside["o200k", "worst-half"]["us"], inside["o200k", "worst"]["us"]
    out.append(("o200k inside Envoy, worst input, twice as long", f"linear (≤ {LINEAR} × the time)",
                f"{whole:.0f} / {half:.0f} µs = {whole / half:.2f} ×", whole <= LINEAR * half))
    ours, other = inside["json", "big"]["us"], jvm["JsonBenchmark", "jackson", "100000"]
    mine = jvm["JsonBenchmark", "ours", "100000"]
    out.append(("reading a chat body of 100 KB", "no budget",
                f"{ours:.0f} µs inside Envoy, {mine:.0f} µs on a warm JVM; jackson-core there {other:.0f} µs", None))
    return out


def module_budgets(results):
    out = smallest_budgets(results)
    if results["module"]:
        code = results["module"]["sections"]["code"]
        aim = "" if code <= CODE_AIM else f", the aim of {CODE_AIM:,} is missed"
        out.append(("code section of tollgate.wasm", f"≤ {CODE_LIMIT:,} bytes", f"{code:,}{aim}", code <= CODE_LIMIT))
    starts = results.get("starts") or {}
    if {"plain", "noop", "tollgate"} <= set(starts):
        out.append(start_budget("the module", starts, "tollgate", LOAD_RATIO))
    return out


def start_budget(what, starts, name, ratio):
    """Whole starts of Envoy: what loading a no-op takes alone is less than one start differs from the next."""
    ours, noop, plain = (starts[n]["cpu_ms"] for n in (name, "noop", "plain"))
    return (f"CPU of Envoy's start with {what}", f"≤ {ratio} × with noop",
            f"{ours:.0f} / {noop:.0f} ms = {ours / noop:.1f} × (plain {plain:.0f} ms)", ours <= ratio * noop)


def smallest_budgets(results):
    """The example filter: what a newcomer's first module costs."""
    out, starts = [], results.get("starts") or {}
    if results.get("smallest"):
        size = results["smallest"]["bytes"]
        out.append(("the example filter", f"≤ {SMALLEST_BYTES:,} bytes", f"{size:,}", size <= SMALLEST_BYTES))
    if {"plain", "noop", "smallest"} <= set(starts):
        out.append(start_budget("the example filter", starts, "smallest", SMALLEST_START))
    return out


def memory_budgets(memory):
    rows = {row["peer"]: row for row in memory}
    if "plain" not in rows or "tollgate" not in rows:
        return []
    ours = rows["tollgate"]["rss_mb"]
    over = ours[-1] - rows["plain"]["rss_mb"][-1]
    count = rows["tollgate"]["requests"][-1]
    return [(f"memory above plain after {count:,} requests", f"≤ {MEMORY_LIMIT} MB", f"{over:.0f} MB", over <= MEMORY_LIMIT),
            ("memory over the second half of those requests", "steady (≤ 2 MB)", f"{ours[-1] - ours[5]:+.1f} MB",
             ours[-1] - ours[5] <= 2)]
