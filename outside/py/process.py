"""Processes and ports of the tests: started here, ended here."""
import atexit
import contextlib
import itertools
import json
import os
import pathlib
import random
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from tap import ROOT, Skip, used_envoy

_started = []


# Below the ports that outgoing connections take, so that none is lost between now and its use.
_ports = itertools.cycle(range(20000, 30000))
for _ in range(random.randrange(10000)):
    next(_ports)


def free_port():
    """A port nobody listens on, given out once."""
    for port in itertools.islice(_ports, 10000):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no free port")


def script(name, *arguments):
    """The path in the last line of a script that finds or builds a part."""
    run = subprocess.run([str(ROOT / "scripts" / name), *arguments], capture_output=True, text=True)
    if run.returncode:
        raise Skip(f"{name}: {run.stderr.strip()[-400:]}")
    return run.stdout.strip().splitlines()[-1]


def folder():
    made = tempfile.TemporaryDirectory(prefix="tollgate")
    atexit.register(made.cleanup)
    return pathlib.Path(made.name)


class Process:
    def __init__(self, command, log, env=None, cwd=None):
        self.log = pathlib.Path(log)
        self.process = subprocess.Popen(
            [str(c) for c in command], stdout=open(log, "w"), stderr=subprocess.STDOUT, cwd=cwd,
            env={**os.environ, **(env or {})}, start_new_session=True)
        _started.append(self)

    def alive(self):
        return self.process.poll() is None

    def text(self):
        return self.log.read_text(errors="replace")

    def stop(self):
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(8)
            except subprocess.TimeoutExpired:
                # Its children share its session: none may stay behind.
                os.killpg(self.process.pid, 9)
                self.process.wait(8)


@atexit.register
def _stop_all():
    for process in reversed(_started):
        process.stop()


def until(what, condition, seconds=60, process=None, pause=0.05):
    """Waits for a condition and gives its value; fails with the process's log when that ends first."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        if process and not process.alive():
            raise AssertionError(f"{what}: the process ended: {process.text()[-3000:]}")
        time.sleep(pause)
    raise AssertionError(f"{what}: not within {seconds} s" + (": " + process.text()[-3000:] if process else ""))


def get(url, timeout=5):
    """Status and text of a GET; status 0 where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode(errors="replace")
    except (OSError, ValueError):
        return 0, ""


def post(url, body, headers=None, timeout=10):
    """Status, headers (lower case) and text of a POST of JSON; status 0 where nobody answers."""
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"content-type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode()
    except OSError as error:
        return 0, {}, str(error)


class Envoy:
    """A real Envoy with a configuration given as a value (JSON is YAML)."""

    def __init__(self, config, concurrency=1):
        self.folder = folder()
        self.admin = free_port()
        config["admin"] = {"address": {"socket_address": {"address": "127.0.0.1", "port_value": self.admin}}}
        (self.folder / "envoy.json").write_text(json.dumps(config, indent=1))
        self.process = Process(
            [script("envoy.sh"), "-c", self.folder / "envoy.json", "--disable-hot-restart", "--concurrency", concurrency,
             "--file-flush-interval-msec", "20"], self.folder / "log")
        until("Envoy is ready", lambda: get(f"http://127.0.0.1:{self.admin}/ready")[1].startswith("LIVE"), 60, self.process)
        used_envoy()

    def stop(self):
        self.process.stop()
