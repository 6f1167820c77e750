#!/usr/bin/env python3
"""How cost and memory grow: streams in flight, limits, keys, consumers, and the service behind; target/bench/scale.md."""
import argparse
import hashlib
import json
import pathlib
import subprocess
import time

import bench
import envoys
import loads
from machine import cpu_seconds, get, redis_commands, rss_mb
from peers import MODULE, EnvoyPeer, Site

SMALL = next(x for x in loads.LOADS if x.name == "small")
PARTS = ["streams", "limits", "keys", "consumers", "service"]


class Scale:
    def __init__(self, given):
        self.given = given
        self.out = pathlib.Path(given.out)
        self.site = Site(self.out / "run")
        self.payloads = loads.write(self.out / "payloads")

    def peer(self, name, filters, **more):
        peer = EnvoyPeer(name, self.site, filters, **more)
        peer.start()
        try:
            peer.started()
        except SystemExit:
            peer.stop()
            raise
        return peer

    def tollgate(self, name, configuration, **more):
        return self.peer(name, [envoys.wasm(MODULE, configuration)], **more)

    def send(self, peer, headers, seconds=1.5, count=0, connections=1):
        command = [*self.site.nice, self.site.tools / "load", "-address", f"127.0.0.1:{peer.port}", "-body",
                   self.payloads / "small", "-c", connections, "-d", f"{seconds}s", "-n", count]
        for header in headers:
            command += ["-H", header]
        return json.loads(subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout)

    def cost(self, peer, headers=("x-user: bench", "x-far: 1"), rounds=3):
        """Median CPU a request in µs, and how many answers were not 200."""
        self.send(peer, headers, 0.5)
        found, bad = [], 0
        for _ in range(rounds):
            before = cpu_seconds(peer.pids)
            got = self.send(peer, headers)
            found.append((cpu_seconds(peer.pids) - before) * 1e6 / max(1, got["requests"]))
            bad += got["requests"] - got["statuses"].get("200", 0)
        return sorted(found)[len(found) // 2], bad

    def streams(self):
        rows = []
        for name, service in (("plain", False), ("tollgate", False), ("tollgate+rls", True)):
            filters = [] if name == "plain" else [envoys.wasm(MODULE, envoys.tollgate(service))]
            for n in self.given.streams:
                # A fresh one each time: memory that streams before have left behind would hold those that come.
                peer = self.peer(f"{name}-h2", filters, http2=True)
                try:
                    self.send(peer, ("x-user: bench", "x-far: 1"), 1)
                    rows.append(self.in_flight(peer, name, n))
                    print("bench:", rows[-1], flush=True)
                finally:
                    peer.stop()
        return rows

    def in_flight(self, peer, name, n):
        before = rss_mb(peer.pids)
        holder = subprocess.Popen(
            [str(self.site.tools / "streams"), "-address", f"127.0.0.1:{peer.port}", "-body", str(self.payloads / "sse"),
             "-n", str(n)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            opened = float(holder.stdout.readline().split()[2])
            held = int(get(f"http://127.0.0.1:{self.site.upstream_port}/seen")[1].split()[1])
            during = rss_mb(peer.pids)
            cpu, bad = self.cost(peer)
            get(f"http://127.0.0.1:{self.site.upstream_port}/release")
            ended = json.loads(holder.communicate("\n", timeout=300)[0])
        finally:
            holder.kill()
        return {"peer": name, "streams": n, "held": held, "open_s": opened, "cpu_us": cpu, "not_ok": bad,
                "kb_a_stream": (during - before) * 1024 / n, "whole": ended["whole"], "cut": ended["cut"],
                "drain_s": ended["seconds"]}

    def limits(self):
        rows = []
        for n in self.given.limits:
            # All apply, each with its own counter: the dearest case.
            limits = [{"name": f"limit-{i}", "count": "total", "descriptor": [
                {"key": "limit", "value": f"l{i}"}, {"key": "user", "header": "x-user"}],
                "quota": {"amount": 4_000_000_000, "per": "hour"}} for i in range(n)]
            peer = self.tollgate("limits", {"rateLimit": {"cluster": "ratelimit"}, "limits": limits})
            rows.append(self.with_service(peer, {"limits": n}))
        return rows

    def with_service(self, peer, row):
        try:
            before = (cpu_seconds(self.site.service.pids), cpu_seconds(self.site.redis.pids),
                      redis_commands(self.site.redis_port))
            seen = int(get(f"http://127.0.0.1:{self.site.upstream_port}/seen")[1].split()[0])
            cpu, bad = self.cost(peer)
            time.sleep(0.5)
            n = int(get(f"http://127.0.0.1:{self.site.upstream_port}/seen")[1].split()[0]) - seen
            row |= {"cpu_us": cpu, "not_ok": bad, "service_us": (cpu_seconds(self.site.service.pids) - before[0]) * 1e6 / n,
                    "redis_us": (cpu_seconds(self.site.redis.pids) - before[1]) * 1e6 / n,
                    "redis_commands": (redis_commands(self.site.redis_port) - before[2]) / n}
        finally:
            peer.stop()
        print("bench:", row, flush=True)
        return row

    def keys(self):
        rows = []
        for n in self.given.keys:
            keys = [{"sha256": hashlib.sha256(f"key-{i}".encode()).hexdigest(), "consumer": f"c{i}"} for i in range(1, n + 1)]
            configuration = {"auth": {"keys": keys, "required": True}} if n else {}
            begin = time.monotonic()
            peer = self.tollgate("keys", configuration)
            try:
                ready, start = time.monotonic() - begin, cpu_seconds(peer.pids)
                rss = rss_mb(peer.pids)
                cpu, bad = self.cost(peer, ("authorization: Bearer key-1",))
                rows.append({"keys": n, "start_s": ready, "start_cpu_s": start, "rss_mb": rss, "cpu_us": cpu, "not_ok": bad})
            finally:
                peer.stop()
            print("bench:", rows[-1], flush=True)
        return rows

    def consumers(self):
        rows, done = [], 0
        peer = self.tollgate("consumers", {"auth": {"consumerFrom": {"header": "x-user"}}})
        try:
            for n in self.given.consumers:
                before, cpu = done, cpu_seconds(peer.pids)
                # {n} starts at 1 in every call; the prefix keeps the consumers apart.
                got = self.send(peer, (f"x-user: c{n}-{{n}}",), 900, n - done, 8)
                done = n
                lines = get(f"http://127.0.0.1:{peer.admin}/stats?filter=tollgate", 30)[1].count("\n")
                rows.append({"consumers": n, "rss_mb": rss_mb(peer.pids), "stats": lines,
                             "cpu_us": (cpu_seconds(peer.pids) - cpu) * 1e6 / (n - before),
                             "not_ok": got["requests"] - got["statuses"].get("200", 0)})
                print("bench:", rows[-1], flush=True)
        finally:
            peer.stop()
        return rows

    def service(self):
        """What a request costs behind Envoy: CPU of the service and of Redis, and Redis commands."""
        rows = []
        for name in ("nat+rls", "tollgate+rls"):
            peer = self.site.peer(name)
            peer.start()
            peer.started()
            rows.append(self.with_service(peer, {"peer": name}))
        return rows


def table(title, rows):
    if not rows:
        return []
    keys = list(rows[0])
    lines = ["", f"## {title}", "", "| " + " | ".join(keys) + " |", "|" + "---|" * len(keys)]

    def text(value):
        return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
    return lines + ["| " + " | ".join(text(row[k]) for k in keys) + " |" for row in rows]


def numbers(text):
    return [int(x) for x in text.split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--streams", type=numbers, default=[10, 1000, 3000, 10000])
    parser.add_argument("--limits", type=numbers, default=[1, 10, 30, 100])
    parser.add_argument("--keys", type=numbers, default=[0, 100, 10_000, 100_000])
    parser.add_argument("--consumers", type=numbers, default=[1000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--out", default=str(bench.OUT))
    given = parser.parse_args()
    bench.into_a_net_of_our_own()
    scale = Scale(given)
    found = {}
    try:
        scale.site.start_upstream()
        scale.site.start_service()
        for part in given.parts.split(","):
            found[part] = getattr(scale, part)()
            (scale.out / "scale.json").write_text(json.dumps(found, indent=1))
    finally:
        scale.site.stop()
    lines = ["# Scale", "", f"{time.strftime('%Y-%m-%d')}, commit {bench.commit()}; load: {SMALL.title}, one connection."]
    for part, rows in found.items():
        lines += table(part, rows)
    (scale.out / "scale.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
