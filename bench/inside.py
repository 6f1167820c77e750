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
from peers import ROOT, EnvoyPeer, Site

MODULE = ROOT / "bench/inside/target/bench-inside.wasm"
PART, WHOLE = 8192, 10_000_000


def ask(peer, loop, body, part, times):
    request = urllib.request.Request(f"http://127.0.0.1:{peer.port}/", data=body,
                                     headers={"x-loop": loop, "x-part": str(part), "x-times": str(times)})
    with urllib.request.urlopen(request, timeout=120) as answer:
        took, result = answer.read().decode().split()
    return max(int(took), 1000), int(result)  # Envoy's clock counts microseconds: less than one is none


def measure(peer, loop, bodies, part):
    """Each body's time in ns, the sum of the fastest runs of its parts, and its result; the bodies take turns."""
    rows = [ask(peer, loop, body, part, 3) for body in bodies]
    for _ in range(6):
        again = [ask(peer, loop, body, part, max(3, 100_000_000 // max(1000, took)))
                 for body, (took, _) in zip(bodies, rows)]
        rows = [min(pair) for pair in zip(rows, again)]
    return rows


def figures(peer, loop, bodies, part=WHOLE):
    rows = []
    for (name, body), (took, result) in zip(bodies.items(), measure(peer, loop, list(bodies.values()), part)):
        rows.append({"loop": loop, "body": name, "bytes": len(body), "us": took / 1000,
                     "mb_s": len(body) * 1000 / took, "result": result})
        print(f"{loop:12} {name:16} {len(body):8} bytes {took / 1000:10.1f} µs {len(body) * 1000 / took:8.1f} MB/s  {result}",
              flush=True)
    return rows


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
        for name, body in chats.items():
            for loop in ("copy", "json", "jsonCopied"):
                rows += figures(peer, loop, {name: body})
        for encoding in ("o200k", "cl100k"):
            for name, body in texts.items():
                rows += figures(peer, encoding, {name: body}, WHOLE if name.startswith("hostile") else PART)
        rows += figures(peer, "o200k", {"big": chats["big"]})
        # Twice as much of the slowest piece must take twice as long.
        hostile = [row for row in rows if row["loop"] == "o200k" and row["body"].startswith("hostile")]
        whole = texts[min(hostile, key=lambda row: row["mb_s"])["body"]]
        half = whole[:len(whole) // 2].decode(errors="ignore").encode()
        rows += figures(peer, "o200k", {"worst-half": half, "worst": whole})
    finally:
        peer.stop()
    pathlib.Path(given.out, "inside.json").write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
