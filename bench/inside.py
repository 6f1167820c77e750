#!/usr/bin/env python3
"""Our loops, compiled, inside Envoy: ns a byte of copying a body, scanning it as JSON, counting its tokens."""
import argparse
import json
import pathlib
import sys
import urllib.request

import bench
import envoys
import loads
from machine import cpu_seconds
from peers import ROOT, EnvoyPeer, Site

MODULE = ROOT / "bench/inside/target/bench-inside.wasm"


def ask(peer, loop, body, times):
    request = urllib.request.Request(f"http://127.0.0.1:{peer.port}/", data=body,
                                     headers={"x-loop": loop, "x-times": str(times)})
    with urllib.request.urlopen(request, timeout=120) as answer:
        took, result = answer.read().decode().split()
    return int(took), int(result)


def measure(peer, loop, body):
    """CPU of the fastest of several runs of about 50 ms each, in ns: other work on the machine only ever adds."""
    once, result = ask(peer, loop, body, 1)
    times = max(2, 50_000_000 // max(1000, once))
    best = float("inf")
    for _ in range(7):
        before = cpu_seconds(peer.pids)
        ask(peer, loop, body, times)
        best = min(best, (cpu_seconds(peer.pids) - before) * 1e9 / times)
    return best, result


def bodies(folder):
    chats = {name: x.body for name in ("small", "big", "tools") for x in loads.LOADS if x.name == name}
    if not pathlib.Path(folder).is_dir():
        sys.exit(f"no texts in {folder}: make bench-inside writes them")
    texts = {path.stem: path.read_bytes() for path in sorted(pathlib.Path(folder).glob("*.txt"))}
    return chats, texts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", help="folder of *.txt to count tokens of (make bench-jvm writes the same ones)",
                        default=str(ROOT / "target/bench/texts"))
    parser.add_argument("--out", default=str(bench.OUT))
    given = parser.parse_args()
    bench.into_a_net_of_our_own()
    site = Site(pathlib.Path(given.out) / "run")
    chats, texts = bodies(given.texts)
    peer = EnvoyPeer("inside", site, [envoys.wasm(MODULE, "")])
    rows = []
    try:
        peer.start()
        peer.started()
        plan = [(loop, name, body) for name, body in chats.items() for loop in ("copy", "json", "jsonCopied")]
        # One long word is the worst a merge by pairs can meet; twice as much of it must take twice as long.
        worst = {"worst-half": b"a" * 50_000, "worst": b"a" * 100_000}
        plan += [(encoding, name, body) for encoding in ("o200k", "cl100k") for name, body in texts.items()]
        plan += [("o200k", name, body) for name, body in {**worst, "big": chats["big"]}.items()]
        for loop, name, body in plan:
            took, result = measure(peer, loop, body)
            rows.append({"loop": loop, "body": name, "bytes": len(body), "us": took / 1000,
                         "mb_s": len(body) * 1000 / took, "result": result})
            print(f"{loop:12} {name:16} {len(body):8} bytes {took / 1000:10.1f} µs {len(body) * 1000 / took:8.1f} MB/s  {result}",
                  flush=True)
    finally:
        peer.stop()
    pathlib.Path(given.out, "inside.json").write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
