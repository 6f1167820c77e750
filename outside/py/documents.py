"""Every fenced block of README and docs: run or validated, or with a visible reason why not.

A block with a line in italics right before it (`*Not run here: ...*`) is left alone. Else, by its language:
  json   is a configuration of Tollgate, kept for DocumentsTest, which reads it as the module does, or the report, whose fields are its own
  yaml   parses; Kubernetes resources are valid by their schemas, a whole Envoy configuration by Envoy itself
  xml    parses
  java   stands in a source file that is compiled
  sh     each command has a row in outside/commands.tsv: command, file of the test or script that runs it, words that show it there
  promql is known to a real Prometheus (prometheus.py); others need the reason
Usage: documents.py [FOLDER]: where configurations are put, as JSON files.
"""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

import yaml

import manifests
from process import folder, script
from tap import ROOT, Tap

CONFIG_FIELDS = {"rateLimit", "limits", "providers", "auth", "products", "unmatched", "routing", "hold", "usage", "headers", "errors", "estimate",
                 "body", "onPanic", "metrics"}
SHELLS = ("sh", "bash", "shell", "console")


def documents():
    # LICENSE-like files and decisions have no blocks that anybody would run.
    files = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "envoy-configs").rglob("*.md"), *(ROOT / "examples").rglob("*.md"),
             *(ROOT / "bench").rglob("*.md"), *(ROOT / "abi").rglob("*.md"), *(ROOT / "testkit").rglob("*.md"), *(ROOT / "plugin").rglob("*.md")]
    return sorted(f for f in files if "target" not in f.parts and "node_modules" not in f.parts)


def blocks(file):
    """(line, language, text, line before) of each fenced block."""
    lines = file.read_text().splitlines()
    at, before = 0, ""
    while at < len(lines):
        fence = re.match(r"^(\s*)(```+|~~~+)\s*(\S*)", lines[at])
        if not fence:
            before = lines[at].strip() or before
            at += 1
            continue
        end = at + 1
        while end < len(lines) and not lines[end].strip().startswith(fence.group(2)):
            end += 1
        yield at + 1, fence.group(3).lower(), "\n".join(line[len(fence.group(1)):] for line in lines[at + 1:end]), before
        before = ""
        at = end + 1


def excused(before):
    return before.startswith("*") and before.endswith("*") and not before.startswith("**") and len(before) > 12


def is_config(value):
    return isinstance(value, dict) and value and set(value) <= CONFIG_FIELDS


def commands():
    rows = [line.split("\t") for line in (ROOT / "outside/commands.tsv").read_text().splitlines() if line and not line.startswith("#")]
    assert all(len(row) == 3 for row in rows), "a row of commands.tsv has not three columns"
    return rows


def check_command(line, rows):
    for command, file, words in rows:
        if line == command or line.startswith(command + " "):
            text = (ROOT / file).read_text()
            assert words in text, f"{file} does not have {words!r}, which should run {command!r}"
            return
    raise AssertionError(f"no row in outside/commands.tsv for {line!r}")


def shell(text):
    joined = text.replace("\\\n", " ")
    rows = commands()
    found = [line.strip().removeprefix("$ ") for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")]
    prompts = [line for line in joined.splitlines() if line.strip().startswith("$ ")]
    # With prompts, lines without one are output.
    for line in [p.strip()[2:] for p in prompts] if prompts else found:
        check_command(" ".join(line.split()), rows)


def java(text):
    wanted = " ".join(text.split())
    for file in ROOT.rglob("*.java"):
        if "target" not in file.parts and wanted in " ".join(file.read_text().split()):
            return
    raise AssertionError("in no source file that is compiled")


def yaml_block(text, keep):
    for value in yaml.safe_load_all(text):
        if not isinstance(value, dict):
            continue
        if "apiVersion" in value and "kind" in value:
            manifests.check(value)
        elif "static_resources" in value:
            path = folder() / "envoy.yaml"
            path.write_text(text)
            run = subprocess.run([script("envoy.sh"), "--mode", "validate", "-c", path], capture_output=True, text=True)
            assert run.returncode == 0, run.stderr[-600:]
        elif is_config(value):
            keep(value)


def json_block(value, keep):
    """A misspelt field must not make a configuration something that nobody reads."""
    assert isinstance(value, dict), "neither a configuration nor a report: it needs a reason in italics before it"
    if set(value) & CONFIG_FIELDS:
        keep(value)
        return
    unknown = [name for name in value if name not in report_fields()]
    assert value and not unknown, f"neither a configuration nor a report, by {unknown}: it needs a reason in italics before it"


def report_fields():
    """What the module writes into its report, by its source."""
    text = "".join(f.read_text() for f in (ROOT / "plugin/core/src/main").rglob("StateJson.java"))
    return set(re.findall(r'"(\w+)"', text))


def check(language, text, keep):
    if language == "json":
        json_block(json.loads(text), keep)
    elif language in ("yaml", "yml"):
        yaml_block(text, keep)
    elif language == "xml":
        xml.etree.ElementTree.fromstring(f"<fragment>{text}</fragment>")
    elif language == "java":
        java(text)
    elif language in SHELLS:
        shell(text)
    else:
        raise AssertionError(f"a block of language {language or 'none'!r} needs a reason in italics before it")


def links(file):
    """Links to files of the tree lead somewhere."""
    text = re.sub(r"```.*?```", "", file.read_text(), flags=re.S)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (file.parent / target).exists(), f"{target} is not there"
    for path in re.findall(r"`((?:envoy-configs|examples|docs|scripts|outside|plugin|abi|testkit|bench)/[\w./-]+)`", text):
        assert (ROOT / path.rstrip("/")).exists() or "target" in path, f"{path} is not there"


def manifest_configs(keep):
    """The configurations inside manifests."""
    for file in sorted((ROOT / "envoy-configs").rglob("*.yaml")):
        for value in yaml.safe_load_all(file.read_text()):
            spec = (value or {}).get("spec") or {}
            for wasm in spec.get("wasm") or []:
                keep(file, wasm["config"])
            if "pluginConfig" in spec:
                keep(file, spec["pluginConfig"])


def main():
    tap = Tap()
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else folder()
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.json"):
        old.unlink()

    def keep(name, value):
        (out / (name.replace("/", "_") + ".json")).write_text(json.dumps(value, indent=1))
    for file in documents():
        name = str(file.relative_to(ROOT))
        tap.check(f"{name}: what it points to is there", links, file)
        for line, language, text, before in blocks(file):
            if not excused(before):
                tap.check(f"{name}:{line}: {language or 'plain'} block", check, language, text, lambda value: keep(f"{name}:{line}", value))
    manifest_configs(lambda file, value: keep(str(file.relative_to(ROOT)), value))
    tap.end()


if __name__ == "__main__":
    main()
