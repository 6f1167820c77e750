"""Processes under /proc: what they used, and how busy the machine is."""
import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request


def family(pid):
    """A process and all below it."""
    out, queue = [], [pid]
    while queue:
        one = queue.pop()
        out.append(one)
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{one}/task"):
                queue += map(int, pathlib.Path(f"/proc/{one}/task/{task}/children").read_text().split())
    return out


def cpu_seconds(pids):
    """CPU time so far: the scheduler's nanoseconds where the kernel gives them, else utime+stime in ticks."""
    total = 0.0
    for pid in pids:
        for task in pathlib.Path(f"/proc/{pid}/task").glob("*"):
            with contextlib.suppress(OSError):
                try:
                    total += int((task / "schedstat").read_text().split()[0]) / 1e9
                except FileNotFoundError:
                    fields = (task / "stat").read_text().rsplit(")", 1)[1].split()
                    total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def rss_mb(pids):
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    total += int(line.split()[1])
    return total / 1024


def busy_share():
    """(busy, total) jiffies of the machine; the difference of two tells how loaded it was."""
    fields = [int(x) for x in pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return sum(fields) - fields[3] - fields[4], sum(fields)


PORTS = iter(range(20000, 30000))


def free_port():
    """A port below those that outgoing connections take, so that none is lost between now and its use."""
    for port in PORTS:
        with socket.socket() as s, contextlib.suppress(OSError):
            s.bind(("127.0.0.1", port))
            return port
    raise SystemExit("bench: no free port")


def get(url, timeout=2):
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""
    except OSError:
        return 0, ""


def wait_for(what, condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"bench: {what} did not happen in {seconds} s")
        time.sleep(0.02)


class Process:
    """One child with its output in a file; stopped with all of its family."""

    def __init__(self, command, log, env=None, cwd=None):
        self.log = pathlib.Path(log)
        self.out = open(self.log, "wb")
        self.child = subprocess.Popen([str(c) for c in command], stdout=self.out, stderr=subprocess.STDOUT,
                                      env={**os.environ, **(env or {})}, cwd=cwd, start_new_session=True)

    @property
    def pids(self):
        return family(self.child.pid)

    def alive(self):
        return self.child.poll() is None

    def stop(self):
        if self.alive():
            os.killpg(self.child.pid, signal.SIGTERM)
            try:
                self.child.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.child.pid, signal.SIGKILL)
                self.child.wait()
        self.out.close()


class Redis:
    """As much of a Redis client as the checks need."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.stream = self.socket.makefile("rwb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()
        self.socket.close()

    def call(self, *words):
        self.stream.write(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in words))
        self.stream.flush()
        return self.reply()

    def reply(self):
        line = self.stream.readline().rstrip()
        kind, rest = line[:1], line[1:]
        if kind == b"*":
            return [self.reply() for _ in range(int(rest))]
        if kind == b"$":
            return None if rest == b"-1" else self.stream.read(int(rest) + 2)[:-2]
        return rest


def redis_answers(port):
    try:
        with Redis(port) as redis:
            return redis.call(b"PING") == b"PONG"
    except OSError:
        return False


def redis_sum(port):
    """The sum of all counters, to check that what was charged is what was used."""
    with Redis(port) as redis:
        keys, total = redis.call(b"KEYS", b"*"), 0
        for at in range(0, len(keys), 500):
            total += sum(int(v or 0) for v in redis.call(b"MGET", *keys[at:at + 500]))
        return total


def redis_commands(port):
    with Redis(port) as redis:
        for line in redis.call(b"INFO", b"stats").decode().splitlines():
            if line.startswith("total_commands_processed:"):
                return int(line.split(":")[1])
    return 0
