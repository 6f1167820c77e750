#!/usr/bin/env python3
"""Runs `make run` as a newcomer does, with the service in memory and with the real one: waits for `ready`, runs the three printed
curl lines, compares with what the README shows, stops it with Ctrl-C.

In the README a `text` block right after a `sh` block is what that command prints: its lines come in this order, with others left
out between them; `…` in a line stands for anything.
"""
import os
import pathlib
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WANTED = [("200", "x-ratelimit-remaining-tokens"), ("200", "data: [DONE]"), ("429", "rate_limit_exceeded")]
PORTS = {"PORT": "10000", "DEMO_PORT": "10001", "ADMIN_PORT": "9901"}
READY, STOPPED = 600, 10


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


class Lines:
    """What a process prints, line by line, each waited for no longer than its deadline."""

    def __init__(self, stream):
        self.lines, self.queue = [], queue.Queue()
        threading.Thread(target=self.follow, args=(stream,), daemon=True).start()

    def follow(self, stream):
        for line in stream:
            self.queue.put(line.rstrip("\n"))
        self.queue.put(None)

    def until(self, wanted, seconds):
        end = time.monotonic() + seconds
        while wanted not in self.lines:
            try:
                line = self.queue.get(timeout=max(0, end - time.monotonic()))
            except queue.Empty:
                line = None
            if line is None:
                raise SystemExit(f"check_run: no {wanted!r} within {seconds} s:\n" + "\n".join(self.lines))
            self.lines.append(line)
        return self.lines


def shown():
    """Command -> what the README says it prints."""
    text = (ROOT / "README.md").read_text()
    return {command.strip(): output.splitlines() for command, output in
            re.findall(r"```sh\n(\S[^`]*)```\n+\*[^\n]*check_run[^\n]*\*\n+```text\n(.*?)```", text, re.S)}


def plain(line, env):
    """A line with the README's ports, and without what depends on the time."""
    for name, usual in PORTS.items():
        line = re.sub(rf"\b{env[name]}\b", usual, line)
    return re.sub(r"^(x-ratelimit-reset-tokens|date|x-envoy-upstream-service-time): .*", r"\1", line.rstrip())


def differs(wanted, got, env):
    """The first line of the README that does not come, empty when all do."""
    rest = iter([plain(line, env) for line in got])
    for line in wanted:
        known = plain(line, env)
        if known in ("", "…"):
            continue
        pattern = re.compile(".*".join(re.escape(part) for part in known.split("…")))
        if not any(pattern.fullmatch(have) for have in rest):
            return line
    return ""


def curls(lines, env, documented):
    problems = []
    printed = [line for line in lines if line.startswith("curl ")]
    if len(printed) != len(WANTED):
        problems.append(f"{len(printed)} curl lines instead of {len(WANTED)}")
    for command in documented:
        if command.startswith("curl ") and command not in [plain(line, env) for line in printed]:
            problems.append(f"the README has a line that is not printed: {command}")
    for curl, (status, text) in zip(printed, WANTED):
        out = subprocess.run(["bash", "-c", curl], capture_output=True, text=True, timeout=60).stdout
        if not re.match(r"HTTP/1\.1 " + status, out) or text not in out:
            problems.append(f"{curl}\n  expected {status} and {text}, got:\n{out}")
        missing = differs(documented.get(plain(curl, env), []), out.splitlines(), env)
        if missing:
            problems.append(f"{curl}\n  the README shows {missing!r}, got:\n{out}")
    return problems


def stop(process, env):
    begin, problems = time.monotonic(), []
    os.killpg(process.pid, signal.SIGINT)  # what a terminal sends on Ctrl-C
    try:
        process.wait(timeout=STOPPED)
    except subprocess.TimeoutExpired:
        problems.append(f"still there {STOPPED} s after Ctrl-C")
        os.killpg(process.pid, signal.SIGKILL)
    for name in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", int(env[name]))) == 0:
                problems.append(f"{name} is still open")
    return problems, time.monotonic() - begin


def run(more, service):
    env = {**os.environ, **more, **{name: free_port() for name in PORTS}}
    process = subprocess.Popen(["make", "-s", "run"], cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, start_new_session=True)
    problems, documented = [], shown()
    try:
        lines = Lines(process.stdout).until("ready", READY)
        if not any(service in line for line in lines):
            problems.append(f"{service!r} is not named")
        if not more:
            missing = differs(documented.get("make run", ["(no output of make run)"]), lines, env)
            problems += [f"make run: the README shows {missing!r}, got:\n" + "\n".join(lines)] if missing else []
        problems += curls(lines, env, documented if not more else {})
    finally:
        late, took = stop(process, env)
        problems += late
    if problems:
        raise SystemExit("check_run: " + "\n".join(problems))
    print(f"make run with {service}: ready, three curl lines as printed, stopped within {took:.0f} s", flush=True)


def main():
    run({}, "a service in memory")
    run({"REDIS": "1"}, "envoyproxy/ratelimit and Redis")


if __name__ == "__main__":
    sys.exit(main())
