#!/usr/bin/env python3
"""What `make dist` made: all of it is there, its checksums are right, and its programs run and say what documents promise.

Usage: scripts/check_dist.py [FOLDER]
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import dist

VERSION = dist.version()
LIBRARIES = {f"{name}-{VERSION}{kind}.jar": suffix for name in dist.JARS for kind, suffix in dist.KINDS.items()}
NEEDED = ["tollgate.wasm", "tollgate.wasm.sha256", "oci/oci-layout", "oci/index.json", *LIBRARIES, "tollgate-tokens.jar", "tollgate-check.jar",
          "tollgate.cdx.json", "LICENSE", "NOTICE", "CHANGELOG.md", "SHA256SUMS",
          *(f"maven/io/tollgate/{name}/{VERSION}/{file}" for name in dist.JARS
            for file in (*(f"{name}-{VERSION}{kind}.jar" for kind in dist.KINDS), f"{name}-{VERSION}.pom"))]
GOOD = {"rateLimit": {"cluster": "ratelimit"},
        "limits": [{"name": "tpm", "descriptor": [{"key": "model", "source": "model"}], "quota": {"amount": 1000, "per": "minute"}}]}
BAD = {"limts": [], "hold": 3}
OTHER = {**GOOD, "hold": "auto", "limits": [{**GOOD["limits"][0], "onOver": {"model": "gpt-4o-mini"}, "when": {"models": ["gpt-4o"]}}]}
REQUEST = 'POST /v1/chat/completions HTTP/1.1\nhost: llm\n\n{"model":"gpt-4o","max_tokens":%d,"messages":[{"role":"user","content":"hi"}]}'


def contents(folder):
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    assert not missing, f"not there: {missing}"
    listed = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text().splitlines())
    found = {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
             for p in folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS"}
    assert listed == found, f"SHA256SUMS differs: {sorted(set(listed.items()) ^ set(found.items()))}"
    assert (folder / "tollgate.wasm").read_bytes().startswith(b"\0asm"), "no module"
    assert (folder / "tollgate.wasm.sha256").read_text() == f"{found['tollgate.wasm']}  tollgate.wasm\n", "checksum of the module"
    for name, suffix in LIBRARIES.items():
        assert any(entry.endswith(suffix) for entry in zipfile.ZipFile(folder / name).namelist()), f"no {suffix} in {name}"
    bill = json.loads((folder / "tollgate.cdx.json").read_text())
    assert bill["bomFormat"] == "CycloneDX" and bill["components"], "the SBOM lists nothing"


def said(folder, status, jar, *arguments):
    run = subprocess.run(["java", "-jar", folder / jar, *arguments], capture_output=True, text=True, timeout=120)
    assert run.returncode == status, f"{jar} {arguments} ended with {run.returncode}: {run.stdout}{run.stderr}"
    return run.stdout


def check(folder):
    with tempfile.TemporaryDirectory() as place:
        def file(name, text):
            path = pathlib.Path(place) / name
            path.write_text(text)
            return str(path)
        jar = "tollgate-check.jar"
        good = file("good.json", json.dumps(GOOD))
        assert said(folder, 0, jar, good) == "configuration: accepted\n"
        assert said(folder, 1, jar, file("bad.json", json.dumps(BAD))) == (
            "configuration: refused\n  limts: unknown field; did you mean limits\n"
            '  hold: must be true or false or "auto", is the number 3\n')
        small, large = file("small.txt", REQUEST % 100), file("large.txt", REQUEST % 5000)
        assert "verdict: passes" in said(folder, 0, jar, good, small)
        assert "verdict: refused with 429" in said(folder, 1, jar, good, large)
        assert "verdict: passes with gpt-4o-mini instead" in said(folder, 0, jar, file("other.json", json.dumps(OTHER)), large)


def tokens(folder):
    with tempfile.TemporaryDirectory() as place:
        text, chat = pathlib.Path(place) / "text", pathlib.Path(place) / "chat.json"
        text.write_text("hello world")
        chat.write_text('{"model":"gpt-4o","messages":[{"role":"user","content":"hello"}]}')
        for encoding in ("o200k", "cl100k"):
            assert said(folder, 0, "tollgate-tokens.jar", "--encoding", encoding, str(text)) == f"2 {text}\n"
        assert said(folder, 0, "tollgate-tokens.jar", "--chat", str(chat)).startswith(f"8 {chat}\n")
        said(folder, 2, "tollgate-tokens.jar", "--encoding", "p50k", str(text))


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else dist.ROOT / "dist")
    for test in (contents, check, tokens):
        try:
            test(folder)
        except AssertionError as why:
            sys.exit(f"check_dist: {test.__name__}: {why}")
    print(f"dist: {len(NEEDED)} files as they should be, tollgate-check and tollgate-tokens run")


if __name__ == "__main__":
    main()
