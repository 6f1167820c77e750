#!/usr/bin/env python3
"""Runs `make run` as a newcomer does: waits for `ready`, runs the three printed curl lines, stops it with Ctrl-C."""
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WANTED = [("200", "x-ratelimit-remaining-tokens"), ("200", "data: [DONE]"), ("429", "rate_limit_exceeded")]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_until_ready(process, seconds):
    lines, end = [], time.monotonic() + seconds
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if lines[-1] == "ready":
            return lines
        if time.monotonic() > end:
            break
    raise SystemExit("check_run: not ready:\n" + "\n".join(lines))


def main():
    env = dict(os.environ, PORT=str(free_port()), DEMO_PORT=str(free_port()), ADMIN_PORT=str(free_port()))
    process = subprocess.Popen(["make", "-s", "run"], cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE,
                               start_new_session=True)
    problems = []
    try:
        lines = read_until_ready(process, 600)
        curls = [l for l in lines if l.startswith("curl ")]
        if len(curls) != len(WANTED):
            problems.append(f"{len(curls)} curl lines instead of {len(WANTED)}")
        for curl, (status, text) in zip(curls, WANTED):
            out = subprocess.run(["bash", "-c", curl], capture_output=True, text=True, timeout=60).stdout
            if not re.match(r"HTTP/1\.1 " + status, out) or text not in out:
                problems.append(f"{curl}\n  expected {status} and {text}, got:\n{out}")
    finally:
        begin = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # what a terminal sends on Ctrl-C
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            problems.append("still there 10 s after Ctrl-C")
            os.killpg(process.pid, signal.SIGKILL)
        took = time.monotonic() - begin
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", int(env["PORT"]))) == 0:
            problems.append("the gateway's port is still open")
    if problems:
        raise SystemExit("check_run: " + "\n".join(problems))
    print(f"make run: ready, three curl lines as printed, stopped within {took:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
