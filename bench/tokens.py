#!/usr/bin/env python3
"""Speed of the token counts beside jtokkit, on a JVM and inside Envoy, and whether each floor is met: target/bench/tokens.md."""
import json

from peers import ROOT

OUT = ROOT / "target/bench"
IN_ENVOY = ("english", "code", "chinese")
SLOWER = ("base64", "mixed")
BESIDE = 5.0  # times jtokkit on the JVM, counted inside Envoy


def floor(encoding, text):
    """How many times as fast as jtokkit on the JVM."""
    if text.startswith("hostile"):
        return 5.0
    if encoding == "cl100k":
        return 2.4
    return 4.0 if text in SLOWER else 5.0


def mark(value, least):
    return f"{value:.2f} (≥ {least:g}) {'met' if value >= least else '**not met**'}"


def row(jvm, inside):
    encoding, text = jvm["encoding"], jvm["text"]
    times = jvm["ours"] / jvm["jtokkit"]
    cells = [encoding, text, jvm["bytes"], jvm["tokens"], f"{jvm['ours']:.1f}", f"{jvm['jtokkit']:.1f}",
             mark(times, floor(encoding, text))]
    if inside is None:
        return [*cells, "", "", ""]
    if inside["result"] != jvm["tokens"]:
        raise SystemExit(f"{encoding} {text}: {inside['result']} tokens inside Envoy, {jvm['tokens']} on the JVM")
    cells += [f"{inside['mb_s']:.1f}", mark(inside["mb_s"] / jvm["ours"], 0.6)]
    beside = inside["mb_s"] / jvm["jtokkit"]
    must = encoding == "o200k" and text in IN_ENVOY
    return [*cells, mark(beside, BESIDE) if must else f"{beside:.2f}"]


def main():
    inside = {}
    if (OUT / "inside.json").exists():
        inside = {(x["loop"], x["body"]): x for x in json.loads((OUT / "inside.json").read_text())}
    lines = ["# Speed of the token counts", "",
             "MB/s of UTF-8, one thread; texts are counted in parts of 8 KB, the hostile ones whole, each in the fastest run",
             "of many. A floor that a ratio must reach stands behind it. Columns: ours and jtokkit on the JVM, ours compiled",
             "inside Envoy.", "",
             "| encoding | text | bytes | tokens | JVM | jtokkit | JVM : jtokkit | Envoy | Envoy : JVM | Envoy : jtokkit |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for encoding in ("o200k", "cl100k"):
        for jvm in json.loads((OUT / f"tokens-{encoding}.json").read_text()):
            cells = row(jvm, inside.get((encoding, jvm["text"])))
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    text = "\n".join(lines) + "\n"
    missed = text.count("**not met**")
    text += f"\nFloors met: {text.count(') met')}, not met: {missed}.\n"
    (OUT / "tokens.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
