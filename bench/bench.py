#!/usr/bin/env python3
"""Measures the gateway and its peers side by side and writes target/bench/{README.md,plot.svg,results.json}.

Rounds are interleaved: in each, every load is sent to every peer, and the order of the peers moves on by one, so that a
busy minute of the machine hits all alike. CPU is that of the proxy's processes, a request; what counts is what a peer
adds to plain Envoy in the same round.
"""
import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
import time

import figures
import history
import loads
import module
import report
from machine import busy_share, cpu_seconds, rss_mb
from peers import ABOUT, MODULE, ROOT, SMALLEST, Site, wasm_peers

OUT = pathlib.Path(os.environ.get("BENCH_OUT") or ROOT / "target/bench")
ALL = ["direct", "plain", "noop", "nat", "apm", "tollgate", "aigw", "nat+rls", "tollgate+rls"]
# Without these a run is not a result, nor with fewer loads or less of anything than FULL.
NEEDED = {"plain", "noop", "nat", "apm", "tollgate", "aigw", "nat+rls", "tollgate+rls"}
FULL = {"rounds": 5, "seconds": 1.0, "starts": 5, "memory": 1_000_000}
CONNECTIONS = {1, 8}
TOKENS = {"small": 480, "big": 480, "sse": 450, "hide": 450, "tools": 480, "near-small": 480, "near-big": 480}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the main loads and peers, one connection, two minutes")
    parser.add_argument("--peers", help="comma-separated; default all: " + ",".join(ALL))
    parser.add_argument("--loads", help="comma-separated; default all: " + ",".join(x.name for x in loads.LOADS))
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("BENCH_ROUNDS", FULL["rounds"])))
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("BENCH_SECONDS", FULL["seconds"])),
                        help="of each run")
    parser.add_argument("--connections", default="1,8")
    parser.add_argument("--starts", type=int, default=FULL["starts"], help="starts measured for the cost of loading")
    parser.add_argument("--memory", type=int, default=FULL["memory"], help="requests of the memory run; 0: leave it out")
    parser.add_argument("--pin", help="a CPU for the proxies (taskset)")
    parser.add_argument("--out", default=str(OUT))
    given = parser.parse_args()
    if given.quick:
        given.peers = given.peers or "plain,noop,nat,tollgate,nat+rls,tollgate+rls"
        given.loads = given.loads or "small,big,sse"
        given.rounds, given.seconds, given.connections = 3, 1.0, "1"
        given.starts, given.memory = 2, 0
    return given


def into_a_net_of_our_own():
    """Runs again where only loopback is, so that a peer that binds every interface is seen by nobody."""
    if os.environ.get("BENCH_NET"):
        return
    inner = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh", sys.executable, *sys.argv]
    for flags in (["-n"], ["-r", "-n"]):
        if subprocess.run(["unshare", *flags, "sh", "-c", "ip link set lo up"], capture_output=True).returncode == 0:
            os.environ["BENCH_NET"] = "own"
            os.execvp("unshare", ["unshare", *flags, *inner])
    os.environ["BENCH_NET"] = "shared"


def short_of(given, chosen, peers, parts):
    """What a run lacks to be a result; nothing for a full one."""
    lacks = [f"peer {name}" for name in sorted(NEEDED - {p.name for p in peers})]
    lacks += [f"load {x.name}" for x in loads.LOADS if x not in chosen]
    lacks += [f"{what}: {getattr(given, what)} of {most}" for what, most in FULL.items() if getattr(given, what) < most]
    lacks += [f"{c} connections" for c in sorted(CONNECTIONS - set(map(int, given.connections.split(","))))]
    lacks += [f"{name} of this module" for name, found in parts.items() if not found]
    return lacks


class Bench:
    def __init__(self, given):
        self.given = given
        self.out = pathlib.Path(given.out)
        self.site = Site(self.out / "run", given.pin)
        self.payloads = loads.write(self.out / "payloads")
        self.runs = []
        self.sent_tokens = 0
        self.near = 0
        self.tag = 0

    def send(self, peer, load, connections, seconds, count=0):
        self.tag += 1
        user = f"t{self.tag}-{{n}}" if load.name.startswith("near") else "bench"
        headers = [*load.headers, f"x-user: {user}"]
        if not load.name.startswith("near"):
            headers.append("x-far: 1")
        command = [*self.site.nice, self.site.tools / "load", "-address", f"127.0.0.1:{peer.port}", "-path", load.path,
                   "-body", self.payloads / load.name, "-c", connections, "-d", f"{seconds}s", "-n", count]
        for header in headers:
            command += ["-H", header]
        got = json.loads(subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout)
        if peer.name.endswith("+rls"):
            self.sent_tokens += got["statuses"].get("200", 0) * TOKENS.get(load.name, 0)
        if peer.name == "tollgate+rls" and load.name.startswith("near"):
            self.near += got["statuses"].get("200", 0)
        return got

    def measure(self, peer, load, connections, turn):
        pids, busy = peer.pids, busy_share()
        before = cpu_seconds(pids)
        got = self.send(peer, load, connections, self.given.seconds)
        cpu, after = cpu_seconds(pids) - before, busy_share()
        good = got["statuses"].get("200", 0)
        self.runs.append({
            "round": turn, "load": load.name, "connections": connections, "peer": peer.name,
            "requests": got["requests"], "not_ok": got["requests"] - good, "errors": got["errors"],
            "last_error": got["last_error"], "cpu_us": cpu * 1e6 / max(1, got["requests"]), "rps": got["rps"],
            "us": got["us"], "first_us": got["first_us"], "rss_mb": rss_mb(pids),
            "machine_busy": (after[0] - busy[0]) / max(1, after[1] - busy[1])})

    def rounds(self, peers, chosen):
        plan = [(load, int(c)) for load in chosen for c in self.given.connections.split(",")]
        for turn in range(self.given.rounds):
            order = peers[turn % len(peers):] + peers[:turn % len(peers)]
            for load, connections in plan:
                for peer in order:
                    if wanted(peer, load):
                        self.measure(peer, load, connections, turn)
            print(f"bench: round {turn + 1} of {self.given.rounds}", flush=True)

    def warm(self, peers, chosen):
        """V8 and Envoy compile and fill caches on the first requests; those count for nobody."""
        for peer in peers:
            for load in chosen:
                if wanted(peer, load):
                    self.send(peer, load, 2, 0.6)

    def memory(self, peers):
        """RSS as requests go by: what grows without end shows."""
        step = max(1, self.given.memory // 10)
        rows = []
        for peer in peers:
            if peer.name not in ("plain", "tollgate", "tollgate+rls"):
                continue
            # Ours bears the whole number; the others stand beside it with a tenth.
            mine = step if peer.name == "tollgate" else max(1, step // 10)
            rows.append({"peer": peer.name, "rss_mb": [rss_mb(peer.pids)], "requests": [0]})
            for i in range(10):
                self.send(peer, loads.LOADS[0], 8, 600, mine)
                rows[-1]["rss_mb"].append(rss_mb(peer.pids))
                rows[-1]["requests"].append((i + 1) * mine)
            print(f"bench: memory of {peer.name}: {rows[-1]['rss_mb']}", flush=True)
        return rows

    def check_counts(self, peers):
        """Exact counts happen near a limit, each time, and never far from it: the histogram of their errors tells."""
        found = {}
        for peer in peers:
            if peer.name.startswith("tollgate"):
                expected = self.near if peer.name.endswith("+rls") else 0
                wait_end = time.monotonic() + 12  # Envoy adds up its histograms every five seconds
                while peer.samples("tollgate_estimate_error_pct") != expected and time.monotonic() < wait_end:
                    time.sleep(0.5)
                found[peer.name] = {"near": expected, "counted": peer.samples("tollgate_estimate_error_pct")}
        return found

    def check_charges(self):
        """What the service has booked is what the answers said."""
        if not self.site.service:
            return None
        wait_end = time.monotonic() + 5
        while self.site.charged() != self.sent_tokens and time.monotonic() < wait_end:
            time.sleep(0.2)
        return {"answered": self.sent_tokens, "charged": self.site.charged()}


def wanted(peer, load):
    if peer.name == "direct" and load.name.startswith("near"):
        return False
    return not load.only or peer.name in load.only


def main():
    given = arguments()
    into_a_net_of_our_own()
    names = given.peers.split(",") if given.peers else ALL + [name for name, *_ in wasm_peers()]
    chosen = [x for x in loads.LOADS if not given.loads or x.name in given.loads.split(",")]
    bench = Bench(given)
    peers = [peer for peer in map(bench.site.peer, names) if peer]
    parts = {"token and reader figures": figures.loops(bench.out, MODULE)}
    results = {"about": ABOUT, "when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "commit": commit(),
               "machine": machine(), "quick": given.quick, "rounds": given.rounds, "seconds": given.seconds,
               "module": module.describe(MODULE), "smallest": module.describe(SMALLEST),
               "short": short_of(given, chosen, peers, parts), "loops": parts["token and reader figures"]}
    try:
        bench.site.start_upstream()
        if any(name.endswith("+rls") for name in names):
            bench.site.start_service()
        if given.starts:
            results["starts"] = module.starts(bench.site, [*names, "smallest"], given.starts)
        for peer in peers:
            peer.start()
            peer.started()
        bench.warm(peers, chosen)
        bench.rounds(peers, chosen)
        results["counts"] = bench.check_counts(peers)
        if given.memory:
            results["memory"] = bench.memory(peers)
        results["charges"] = bench.check_charges()
    finally:
        for peer in peers:
            peer.stop()
        bench.site.stop()
    results["runs"] = bench.runs
    results["figures"] = figures.summary(bench.runs)
    (bench.out / "results.json").write_text(json.dumps(results, indent=1))
    report.write(bench.out, results)
    history.note(results)
    print((bench.out / "README.md").read_text())
    charges = results["charges"]
    if any(row["counted"] != row["near"] for row in results["counts"].values()):
        raise SystemExit(f"bench: exact counts where none was due, or none where one was: {results['counts']}")
    if results["short"] and not given.quick:
        raise SystemExit("bench: not a result: it lacks " + ", ".join(results["short"]))
    if charges and charges["charged"] != charges["answered"]:
        raise SystemExit("bench: what was charged is not what was answered")


def commit():
    done = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=9"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def machine():
    cpu = [x.split(":", 1)[1].strip() for x in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
           if x.startswith("model name")]
    return {"cpu": cpu[0] if cpu else platform.machine(), "cpus": os.cpu_count(), "kernel": platform.release(),
            "load": os.getloadavg()}


if __name__ == "__main__":
    main()
