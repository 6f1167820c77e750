"""Envoy AI Gateway's standalone binary: built once from the Go module proxy, run where it can reach nothing else."""
import os
import pathlib
import subprocess

from machine import Process, get, wait_for

VERSION = "1.0.0"
LISTEN = 1975
# The directory in which aigw looks for its Envoy: that of the version that aigw.yaml asks for.
ENVOY_DIRECTORY = "1.40.0"


def in_a_net_of_our_own():
    """Whether only loopback is there: aigw binds all interfaces."""
    return os.environ.get("BENCH_NET") == "own"


def binary(root, cache):
    path = cache / f"bench/aigw-{VERSION}/aigw"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        print("bench: building aigw, once; this takes minutes", flush=True)
        subprocess.run(["nice", "-n", "10", "go", "build", "-o", part, "github.com/envoyproxy/ai-gateway/cmd/aigw"],
                       cwd=root / "bench/aigw", check=True)
        part.rename(path)
    return path


class Peer:
    name = "aigw"
    port = LISTEN

    def __init__(self, site, path):
        self.site, self.path, self.process = site, path, None

    @staticmethod
    def make(site):
        if not in_a_net_of_our_own():
            print("bench: aigw left out: no network namespace of our own (it binds all interfaces)")
            return None
        from peers import CACHE, ROOT
        return Peer(site, binary(ROOT, CACHE))

    def start(self):
        home = self.site.folder / "aigw"
        envoy = home / f"data/envoy-versions/{ENVOY_DIRECTORY}/bin/envoy"
        envoy.parent.mkdir(parents=True, exist_ok=True)
        envoy.unlink(missing_ok=True)
        envoy.symlink_to(pathlib.Path(self.site.envoy).resolve())
        for folder in ("config", "state", "run"):
            (home / folder).mkdir(exist_ok=True)
        config = home / "aigw.yaml"
        config.write_text(pathlib.Path(__file__).with_suffix(".yaml").read_text().replace(
            "UPSTREAM_PORT", str(self.site.upstream_port)))
        self.process = Process([*self.site.nice, self.path, "run", config], self.site.folder / "aigw.log", cwd=home, env={
            "HOME": str(home), "AIGW_RUN_ID": "0",
            "AIGW_CONFIG_HOME": str(home / "config"), "AIGW_DATA_HOME": str(home / "data"),
            "AIGW_STATE_HOME": str(home / "state"), "AIGW_RUNTIME_DIR": str(home / "run")})

    def started(self):
        wait_for("start of aigw", self.ready, 90)

    def ready(self):
        if not self.process.alive():
            raise SystemExit("bench: aigw died at its start:\n" + self.process.log.read_text()[-3000:])
        return get(f"http://127.0.0.1:{LISTEN}/")[0] != 0

    @property
    def pids(self):
        return self.process.pids

    def stop(self):
        if self.process:
            self.process.stop()
