"""Speed of the token counts beside jtokkit on a JVM and inside Envoy, by turns, and whether each floor is met: tokens.md."""
import json
import subprocess

from loops import PART, WHOLE, Runs

IN_ENVOY = ("english", "code", "chinese")
SLOWER = ("base64", "mixed")
BESIDE = 5.0  # times jtokkit on the JVM, counted inside Envoy
WHILE = 300  # ms
ROUNDS = 6


class Jvm:
    """A JVM that counts a text for a while each time it is asked, ours and jtokkit by turns; it answers with the speeds so far."""

    def __init__(self, encoding, texts):
        path = (texts.parent / "class-path").read_text()
        command = ["java", "-cp", path, "io.tollgate.bench.TokenSpeeds", encoding, str(texts)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, text):
        self.process.stdin.write(f"{text} {WHILE}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def measure(peer, folder):
    """Every text in both encodings; JVM and Envoy take turns, so that what else the machine does meets both."""
    rows = []
    for encoding in ("o200k", "cl100k"):
        jvm = Jvm(encoding, folder)
        try:
            rows += [row(jvm, peer, encoding, path) for path in sorted(folder.glob("*.txt"))]
        finally:
            jvm.stop()
    return rows


def row(jvm, peer, encoding, path):
    name, text = path.stem, path.read_bytes()
    part = WHOLE if name.startswith("hostile") else PART
    runs = Runs(peer, encoding, text, part)
    for _ in range(ROUNDS):
        there = jvm.ask(name)
        runs.more()
    if runs.result != there["tokens"]:
        raise SystemExit(f"{encoding} {name}: {runs.result} tokens inside Envoy, {there['tokens']} on the JVM")
    out = {"encoding": encoding, "text": name, "bytes": len(text), **there, "inside": round(len(text) * 1000 / runs.took, 2)}
    print("{encoding:7} {text:16} {bytes:7} bytes {tokens:6} tokens {ours:7.1f} MB/s, jtokkit {jtokkit:5.1f}, inside Envoy {inside:6.1f}"
          .format(**out), flush=True)
    return out


def floor(encoding, text):
    """How many times as fast as jtokkit on the JVM."""
    if text.startswith("hostile"):
        return 5.0
    if encoding == "cl100k":
        return 2.4
    return 4.0 if text in SLOWER else 5.0


def mark(value, least):
    return f"{value:.2f} (≥ {least:g}) {'met' if value >= least else '**not met**'}"


def line(found):
    encoding, text = found["encoding"], found["text"]
    ours, other, inner = found["ours"], found["jtokkit"], found["inside"]
    beside = inner / other
    must = encoding == "o200k" and text in IN_ENVOY
    cells = [encoding, text, found["bytes"], found["tokens"], f"{ours:.1f}", f"{other:.1f}",
             mark(ours / other, floor(encoding, text)), f"{inner:.1f}", mark(inner / ours, 0.6),
             mark(beside, BESIDE) if must else f"{beside:.2f}"]
    return "| " + " | ".join(map(str, cells)) + " |"


def report(rows):
    lines = ["# Speed of the token counts", "",
             "MB/s of UTF-8, one thread; texts are counted in parts of 8 KB, the hostile ones whole, each in the fastest run",
             "of many; JVM and Envoy take turns. A floor that a ratio must reach stands behind it. Columns: ours and jtokkit",
             "on the JVM, ours compiled inside Envoy.", "",
             "| encoding | text | bytes | tokens | JVM | jtokkit | JVM : jtokkit | Envoy | Envoy : JVM | Envoy : jtokkit |",
             "|---|---|---|---|---|---|---|---|---|---|", *map(line, rows)]
    text = "\n".join(lines) + "\n"
    return text + f"\nFloors met: {text.count(') met')}, not met: {text.count('**not met**')}.\n"
