#!/usr/bin/env python3
"""Our loops, compiled, inside Envoy: copying a body, scanning it as JSON, counting its tokens, that beside a JVM."""
import argparse
import json
import pathlib
import sys

import bench
import envoys
import loads
import tokens
from loops import Runs
from peers import ROOT, EnvoyPeer, Site

MODULE = ROOT / "bench/inside/target/bench-inside.wasm"


def figures(peer, loop, bodies):
    """Each body's figures; the bodies take turns."""
    runs = {name: Runs(peer, loop, body) for name, body in bodies.items()}
    for _ in range(6):
        for each in runs.values():
            each.more()
    rows = []
    for name, body in bodies.items():
        took, result = runs[name].took, runs[name].result
        rows.append({"loop": loop, "body": name, "bytes": len(body), "us": took / 1000,
                     "mb_s": len(body) * 1000 / took, "result": result})
        print(f"{loop:12} {name:16} {len(body):8} bytes {took / 1000:10.1f} µs {len(body) * 1000 / took:8.1f} MB/s  {result}",
              flush=True)
    return rows


def readers(peer):
    chats = {x.name: x.body for x in loads.LOADS if x.name in ("small", "big", "tools")}
    rows = [row for name, body in chats.items() for loop in ("copy", "json", "jsonCopied")
            for row in figures(peer, loop, {name: body})]
    return rows + figures(peer, "o200k", {"big": chats["big"]})


def worst(peer, counted, texts):
    """Twice as much of the slowest piece must take twice as long."""
    hostile = [row for row in counted if row["encoding"] == "o200k" and row["text"].startswith("hostile")]
    whole = (texts / (min(hostile, key=lambda row: row["inside"])["text"] + ".txt")).read_bytes()
    half = whole[:len(whole) // 2].decode(errors="ignore").encode()
    return figures(peer, "o200k", {"worst-half": half, "worst": whole})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", help="folder of *.txt to count tokens of (make bench-jvm writes the same ones)",
                        default=str(ROOT / "target/bench/texts"))
    parser.add_argument("--out", default=str(bench.OUT))
    given = parser.parse_args()
    texts, out = pathlib.Path(given.texts), pathlib.Path(given.out)
    if not texts.is_dir():
        sys.exit(f"no texts in {texts}: make bench-inside writes them")
    bench.into_a_net_of_our_own()
    peer = EnvoyPeer("inside", Site(out / "run"), [envoys.wasm(MODULE, "")])
    try:
        peer.start()
        peer.started()
        rows = readers(peer)
        counted = tokens.measure(peer, texts)
        rows += worst(peer, counted, texts)
    finally:
        peer.stop()
    (out / "inside.json").write_text(json.dumps(rows, indent=1))
    (out / "tokens.json").write_text(json.dumps(counted, indent=1))
    report = tokens.report(counted)
    (out / "tokens.md").write_text(report)
    print(report)


if __name__ == "__main__":
    main()
