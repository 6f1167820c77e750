"""Writes what a person reads: README.md with the tables, plot.svg with what each peer adds."""
import math

import figures
import loads

COLOURS = {"tollgate": "#1b7f5c", "tollgate+rls": "#1b7f5c"}


def write(folder, results):
    (folder / "README.md").write_text(markdown(results))
    (folder / "plot.svg").write_text(plot(results["figures"]))


# Why a budget is missed, by the beginning of its name; docs/profiling.md and docs/sizing.md have the figures.
REASONS = {
    "read and report, small": "ten callbacks, six allocations and 22 host calls between Envoy and V8 cost more than what the code does",
    "read and report, big": "the body is copied out of Envoy and back, for Envoy's own buffer may be too small to hold it",
    "read and report, sse": "each chunk is a callback and a copy of its own",
    "look and charge": "for each of the two calls Envoy builds a gRPC call from nothing; its own filter keeps a client",
    "memory above plain": "Envoy and V8 keep copies of the module, the allocator what compiling took, and V8 enlarges its heaps",
    "memory over": "V8 enlarges its heaps in a few steps of 14 to 32 MB; between these it is flat",
}


def reasons(rows):
    missed = [what for what, _, _, met in rows if met is False]
    told = [f"- {name}: {why}." for name, why in REASONS.items() if any(what.startswith(name) for what in missed)]
    return ["", "Why not ([profiles](../../docs/profiling.md), [memory](../../docs/sizing.md)):", "", *told] if told else []


def markdown(results):
    machine = results["machine"]
    lines = [
        "# Side by side", "",
        f"{results['when']}, commit {results['commit']}; {machine['cpus']} × {machine['cpu']}, load before the run "
        f"{machine['load'][0]:.1f}. {results['rounds']} interleaved rounds of {results['seconds']} s a run; medians, in "
        "brackets the range of the rounds. Compare within this run only.", ""]
    if results["short"]:
        lines += ["**Not a result**: this run lacks " + ", ".join(results["short"]) + ".", ""]
    lines += ["![what each peer adds](plot.svg)", "", "## Budgets", "", "| what | budget | measured | |", "|---|---|---|---|"]
    words = {True: "met", False: "**not met**", None: "–"}
    budgets = figures.budgets(results)
    lines += [f"| {what} | {budget} | {measured} | {words[met]} |" for what, budget, measured, met in budgets]
    lines += reasons(budgets) + [""] + module_lines(results)
    connections = sorted({row["connections"] for row in results["figures"]})
    for load in loads.LOADS:
        for c in connections:
            rows = [r for r in results["figures"] if r["load"] == load.name and r["connections"] == c]
            if rows:
                lines += table(load, c, rows)
    lines += memory_lines(results) + ["## Peers", ""]
    lines += [f"- `{name}`: {text}." for name, text in results["about"].items()]
    return "\n".join(lines) + "\n"


def ranged(value, digits=0):
    return f"{value['median']:.{digits}f} ({value['min']:.{digits}f}–{value['max']:.{digits}f})" if value else "–"


def table(load, connections, rows):
    lines = [f"## {load.name}, {connections} connection{'s' if connections > 1 else ''}: {load.title}", "",
             "| peer | CPU µs a request | above plain | p50 µs | p99 µs | first byte p50 µs | requests/s | RSS MB | not 200 |",
             "|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        lines.append(f"| {row['peer']} | {ranged(row['cpu_us'])} | {ranged(row['above_us'])} | {ranged(row['p50_us'])} | "
                     f"{ranged(row['p99_us'])} | {ranged(row['first_p50_us'])} | {ranged(row['rps'])} | "
                     f"{row['rss_mb']:.0f} | {row['not_ok']} |")
    return lines + [""]


def module_lines(results):
    if not results["module"]:
        return ["There was no tollgate.wasm to measure.", ""]
    lines = [f"tollgate.wasm is {results['module']['bytes']:,} bytes: " + ", ".join(
        f"{name} {size:,}" for name, size in results["module"]["sections"].items()) + ".", ""]
    if results.get("starts"):
        lines += ["| start of Envoy with | CPU ms | RSS MB |", "|---|---|---|"]
        lines += [f"| {name} | {row['cpu_ms']:.0f} | {row['rss_mb']:.0f} |" for name, row in results["starts"].items()]
        lines.append("")
    return lines


def memory_lines(results):
    rows = results.get("memory")
    if not rows:
        return []
    lines = ["## Memory over many requests (small, 8 connections), RSS MB", "",
             "| requests | " + " | ".join(row["peer"] for row in rows) + " |", "|---|" + "---|" * len(rows)]
    for i, count in enumerate(rows[0]["requests"]):
        lines.append(f"| {count:,} | " + " | ".join(f"{row['rss_mb'][i]:.0f}" for row in rows) + " |")
    return lines + [""]


def plot(rows, width=900):
    """Bars of CPU above plain at one connection, on a logarithmic scale, a panel a load."""
    names = [x.name for x in loads.LOADS]
    panels = [(n, [r for r in rows if r["load"] == n and r["connections"] == 1 and r["above_us"]
                   and r["peer"] not in ("plain", "direct")]) for n in names]
    panels = [(n, found) for n, found in panels if found]
    top = max([r["above_us"]["max"] for _, found in panels for r in found] + [100])
    scale = (width - 260) / math.log10(top)
    parts, y = [], 40

    def x(value):
        return 150 + scale * math.log10(max(1.0, value))
    for name, found in panels:
        parts.append(f'<text x="10" y="{y + 4}" font-weight="bold">{name}</text>')
        y += 12
        for row in sorted(found, key=lambda r: r["above_us"]["median"]):
            value = row["above_us"]
            colour = COLOURS.get(row["peer"], "#9aa5b1")
            parts.append(f'<text x="142" y="{y + 12}" text-anchor="end">{row["peer"]}</text>'
                         f'<rect x="150" y="{y}" width="{x(value["median"]) - 150:.1f}" height="14" fill="{colour}"/>'
                         f'<path d="M{x(value["min"]):.1f} {y + 7}H{x(value["max"]):.1f}" stroke="#333"/>'
                         f'<text x="{x(value["max"]) + 6:.1f}" y="{y + 12}">{value["median"]:.0f}</text>')
            y += 18
        y += 16
    title = '<text x="10" y="18" font-size="14">CPU a request above plain Envoy, µs, one connection (logarithmic)</text>'
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{y}" font-family="sans-serif" '
            f'font-size="12"><rect width="100%" height="100%" fill="white"/>{title}{"".join(parts)}</svg>\n')
