"""Sets up the peers: what each is built from, how it starts, and what it is called in the tables."""
import json
import os
import pathlib
import shutil
import subprocess

import aigw
import envoys
import noop
from machine import Process, free_port, get, redis_answers, redis_sum, wait_for

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = pathlib.Path(os.environ.get("TOLLGATE_CACHE")
                     or pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "tollgate")
MODULE = pathlib.Path(os.environ.get("TOLLGATE_WASM") or ROOT / "plugin/filter/target/tollgate.wasm")

SMALLEST = ROOT / "examples/custom-filter/target/custom-filter.wasm"

ABOUT = {
    "direct": "no proxy at all",
    "plain": "Envoy with no filter: what the others are compared with",
    "noop": "a hand-written Wasm module that answers Continue everywhere",
    "smallest": "examples/custom-filter, started only: what a small filter in Java costs",
    "nat": "Envoy's own json_to_metadata and sse_to_metadata",
    "apm": "Envoy's own ai_protocol_manager, usage of answers only",
    "tollgate": "tollgate.wasm, read and report",
    "aigw": "AI Gateway 1.0.0: external processor beside Envoy, costs in metadata",
    "nat+rls": "nat, and Envoy's ratelimit filter: a look and a charge through the real service",
    "tollgate+rls": "tollgate.wasm, a look and a charge through the real service",
}


def output(*command, **more):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True, **more).stdout.strip()


def build_tools():
    """Upstream and load generator, ours, from Go's standard library alone."""
    folder = CACHE / "bench/bin"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["nice", "go", "build", "-o", f"{folder}/", "./upstream", "./load", "./streams"],
                   cwd=ROOT / "bench", check=True)
    return folder


def wasm_peers():
    """BENCH_WASM="name=file.wasm[,configuration.json[,root_id]] …": further modules to measure."""
    for entry in os.environ.get("BENCH_WASM", "").split():
        name, _, rest = entry.partition("=")
        file, configuration, root = (rest.split(",") + ["", ""])[:3]
        text = pathlib.Path(configuration).read_text() if configuration else "{}"
        yield name, pathlib.Path(file).resolve(), text, root or "tollgate"


class EnvoyPeer:
    """One Envoy with one worker."""

    def __init__(self, name, site, filters, per_route=None, http2=False):
        self.name, self.site = name, site
        self.port, self.admin = free_port(), free_port()
        self.bootstrap = envoys.bootstrap(self.port, self.admin, site.upstream_port, site.service_port, filters,
                                          per_route, http2)
        self.process = None

    def start(self):
        config = self.site.folder / f"{self.name}.json"
        config.write_text(json.dumps(self.bootstrap, indent=1))
        command = [*self.site.nice, self.site.envoy, "-c", config, "--concurrency", 1, "--disable-hot-restart", "-l", "warn"]
        if self.site.pin:
            command = ["taskset", "-c", self.site.pin, *command]
        self.process = Process(command, self.site.folder / f"{self.name}.log")

    def ready(self):
        if not self.process.alive():
            raise SystemExit(f"bench: {self.name} died at its start:\n" + self.process.log.read_text()[-3000:])
        return get(f"http://127.0.0.1:{self.admin}/ready")[0] == 200

    def started(self):
        wait_for(f"start of {self.name}", self.ready, 300)

    def stat(self, name):
        text = get(f"http://127.0.0.1:{self.admin}/stats?filter=^{name}$")[1]
        return int(text.rsplit(":", 1)[1]) if ":" in text else 0

    def samples(self, histogram):
        """How many values a histogram has got, over all its series."""
        text = get(f"http://127.0.0.1:{self.admin}/stats/prometheus?filter={histogram.replace('_', '.')}", 30)[1]
        return sum(int(line.rsplit(" ", 1)[1]) for line in text.splitlines()
                   if not line.startswith("#") and "_count{" in line)

    @property
    def pids(self):
        return self.process.pids if self.process else []

    def stop(self):
        if self.process:
            self.process.stop()


class Direct:
    """The upstream itself."""

    def __init__(self, site):
        self.name, self.port, self.site = "direct", site.upstream_port, site

    def start(self):
        pass

    started = stop = start

    @property
    def pids(self):
        return self.site.upstream.pids


class Site:
    """The fake provider, the rate limit service and its Redis, and the binaries."""

    def __init__(self, folder, pin=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        # A higher priority (BENCH_NICE=-10, as root) keeps a busy machine out of the figures.
        level = os.environ.get("BENCH_NICE")
        self.nice = ["nice", "-n", level] if level else []
        self.pin = pin
        self.tools = build_tools()
        self.envoy = output(ROOT / "scripts/envoy.sh")
        self.upstream_port, self.redis_port, self.service_port = free_port(), free_port(), free_port()
        self.upstream = self.redis = self.service = None

    def start_upstream(self):
        self.upstream = Process([*self.nice, self.tools / "upstream", "-listen", f"127.0.0.1:{self.upstream_port}"],
                                self.folder / "upstream.log")
        wait_for("start of the upstream", lambda: get(f"http://127.0.0.1:{self.upstream_port}/ready")[0] == 200)

    def start_service(self):
        runtime = self.folder / "ratelimit"
        (runtime / "rls/config").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "bench/ratelimit.yaml", runtime / "rls/config/llm.yaml")
        health, debug = free_port(), free_port()
        self.redis = Process([output(ROOT / "scripts/redis.sh"), "--bind", "127.0.0.1", "--port", self.redis_port,
                              "--save", "", "--appendonly", "no"], self.folder / "redis.log", cwd=self.folder)
        # The service gives up at once where its store does not answer yet.
        wait_for("start of the store", lambda: redis_answers(self.redis_port))
        self.service = Process([output(ROOT / "scripts/ratelimit.sh")], self.folder / "ratelimit.log", env={
            "LOG_LEVEL": "warn", "USE_STATSD": "false", "DISABLE_STATS": "true", "HOST": "127.0.0.1",
            "PORT": str(health), "GRPC_HOST": "127.0.0.1", "GRPC_PORT": str(self.service_port),
            "DEBUG_HOST": "127.0.0.1", "DEBUG_PORT": str(debug), "BACKEND_TYPE": "redis", "REDIS_SOCKET_TYPE": "tcp",
            "REDIS_URL": f"127.0.0.1:{self.redis_port}", "RUNTIME_ROOT": str(runtime), "RUNTIME_SUBDIRECTORY": "rls",
            "RUNTIME_APPDIRECTORY": "config", "RUNTIME_WATCH_ROOT": "false", "RUNTIME_IGNOREDOTFILES": "true"})
        wait_for("start of the rate limit service", lambda: get(f"http://127.0.0.1:{health}/healthcheck")[0] == 200)

    def charged(self):
        return redis_sum(self.redis_port)

    def peer(self, name):
        """The peer of that name, not started; None when it can't be had here."""
        further = {n: (file, text, root) for n, file, text, root in wasm_peers()}
        if name == "direct":
            return Direct(self)
        if name == "aigw":
            return aigw.Peer.make(self)
        if name in further:
            return EnvoyPeer(name, self, [envoys.wasm(*further[name])])
        service = name.endswith("+rls")
        filters, per_route = {
            "plain": lambda: [], "nat": envoys.native, "apm": envoys.ai_protocol_manager,
            "noop": lambda: [envoys.wasm(self.noop(), "")],
            "tollgate": lambda: [envoys.wasm(MODULE, envoys.tollgate(service))],
            "smallest": lambda: [envoys.wasm(SMALLEST, "upstream")],
        }[name.removesuffix("+rls")](), None
        if name == "nat+rls":
            filters, per_route = filters + [envoys.ratelimit()], envoys.ratelimit_per_route()
        if (name.startswith("tollgate") and not MODULE.exists()) or (name == "smallest" and not SMALLEST.exists()):
            return None
        return EnvoyPeer(name, self, filters, per_route)

    def noop(self):
        path = self.folder / "noop.wasm"
        path.write_bytes(noop.module())
        return path

    def stop(self):
        for process in (self.service, self.redis, self.upstream):
            if process:
                process.stop()


