#!/usr/bin/env python3
"""Where the CPU goes while one load runs through one peer: perf with V8's map of compiled functions. See docs/profiling.md."""
import argparse
import collections
import os
import pathlib
import re
import subprocess

import bench
import loads
import perf_envoy
from machine import cpu_seconds
from peers import CACHE, ROOT, Site, output

SYMBOL = re.compile(r"(?:JS:)?[~*^]?(.*?)-\d+-(?:turbofan|liftoff)$")


def envoy_with_map():
    """The copy of Envoy whose V8 writes the map, made again when Envoy is another one."""
    plain = pathlib.Path(output(ROOT / "scripts/envoy.sh"))
    copy = CACHE / "bench/envoy-perf"
    if not copy.exists() or copy.stat().st_size != plain.stat().st_size:
        copy.parent.mkdir(parents=True, exist_ok=True)
        perf_envoy.main(plain, copy)
    return copy


def samples(data, folder):
    """(symbol, object, is it the module's) of every sample's frames, the innermost first."""
    text = subprocess.run(["perf", "script", "-i", data, "-F", "ip,sym,dso"], capture_output=True, text=True,
                          cwd=folder).stdout
    frames = []
    for line in text.splitlines() + [""]:
        parts = line.strip().split(None, 1)
        if len(parts) == 2:
            symbol, _, dso = parts[1].rpartition(" (")
            found = SYMBOL.match(symbol)
            frames.append((found.group(1) if found else symbol, pathlib.Path(dso.rstrip(")")).name, bool(found)))
        elif frames:
            yield frames
            frames = []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", default="tollgate")
    parser.add_argument("--load", default="small")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=1)
    parser.add_argument("--top", type=int, default=40)
    parser.add_argument("--out", default=str(bench.OUT))
    given = parser.parse_args()
    given.pin = None
    os.environ["ENVOY"] = str(envoy_with_map())
    measured = bench.Bench(given)
    site, load = measured.site, next(x for x in loads.LOADS if x.name == given.load)
    peer = site.peer(given.peer)
    data = measured.out / "perf.data"
    try:
        site.start_upstream()
        if given.peer.endswith("+rls"):
            site.start_service()
        peer.start()
        peer.started()
        pid = peer.pids[-1]
        measured.send(peer, load, given.connections, 1)
        before = cpu_seconds(peer.pids)
        perf = subprocess.Popen(["perf", "record", "-q", "-e", "cpu-clock", "-F", "4000", "-g", "-p", str(pid), "-o", data],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        got = measured.send(peer, load, given.connections, given.seconds)
        perf.send_signal(2)
        perf.wait()
        per_request = (cpu_seconds(peer.pids) - before) * 1e6 / got["requests"]
        show(list(samples(data, measured.out)), per_request, given)
    finally:
        pids = peer.pids if peer else []
        if peer:
            peer.stop()
        site.stop()
        for pid in pids:
            pathlib.Path(f"/tmp/perf-{pid}.map").unlink(missing_ok=True)


def show(found, per_request, given):
    total = max(1, len(found))
    places, alone, mine, below = (collections.Counter() for _ in range(4))
    for frames in found:
        symbol, dso, wasm = frames[0]
        places["module" if wasm else "V8 stubs" if dso.startswith("perf-") else dso] += 1
        alone[symbol if wasm or dso.startswith("perf-") else dso] += 1
        mine[next((name for name, _, inside in frames if inside), "outside the module")] += 1
        for name in {name for name, _, inside in frames if inside}:
            below[name] += 1
    print(f"{given.peer}, {given.load}: {per_request:.1f} µs a request, {total} samples\n")
    for title, counter in (("by place", places), ("in the function itself", alone),
                           ("in the function and the host calls, allocations and stubs right below it", mine),
                           ("in the function and all it calls, host calls included", below)):
        print(f"{title}:")
        for symbol, count in counter.most_common(given.top):
            print(f"{per_request * count / total:9.2f} µs {100 * count / total:5.1f} %  {symbol}")
        print()


if __name__ == "__main__":
    main()
