#!/usr/bin/env python3
"""Checks which package may name which, and that code for the module keeps off what is dear there."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# (sources, what they may not import, why)
EDGES = [
    ("plugin/core/src/main", r"io\.tollgate\.(abi|testkit|filter)", "the core knows nothing of a host"),
    ("plugin/tokens/src/main", r"io\.tollgate\.(abi|testkit|filter|core)", "tokens stands alone"),
    ("plugin/filter/src/main", r"io\.tollgate\.testkit", "production code knows nothing of testkit"),
    ("abi/bindings/src/main", r"io\.tollgate\.(testkit|core|tokens|filter|compiler)", "the SDK stands alone"),
    ("testkit/src/main", r"io\.tollgate\.(core|tokens|filter|bytes|json)", "testkit knows nothing of the plugin"),
    ("plugin", r"org\.teavm", "only abi knows TeaVM"),
    ("testkit", r"org\.teavm", "only abi knows TeaVM"),
]
TEAVM_PACKAGE = "abi/bindings/src/main/java/io/tollgate/abi/teavm"

# Regex, formatter, reflection and streams each cost the module tens to hundreds of KB.
DEAR = [
    (r"\.(split|matches|replaceAll|replaceFirst)\(\s*\"", "regex-backed String method"),
    (r"String\.format\(|\.formatted\(", "formatter"),
    (r"java\.util\.regex|java\.util\.stream|java\.lang\.reflect|java\.util\.logging", "dear import"),
    (r"\.stream\(\)|System\.(out|err)|new Thread|synchronized", "not for code that runs in the module"),
]
IN_MODULE = ["plugin/core/src/main", "plugin/filter/src/main", "plugin/tokens/src/main", "abi/bindings/src/main"]
JVM_ONLY = "// lint: JVM only"  # in a file that never reaches the module


def sources(folder):
    return sorted((ROOT / folder).rglob("*.java")) if (ROOT / folder).exists() else []


def main():
    problems = []
    for folder, pattern, why in EDGES:
        for path in sources(folder):
            if re.search(r"^import (static )?" + pattern, path.read_text(), re.M):
                problems.append(f"{path.relative_to(ROOT)}: imports {pattern}: {why}")
    for path in sources("abi/bindings/src/main"):
        if "org.teavm" in path.read_text() and not str(path.relative_to(ROOT)).startswith(TEAVM_PACKAGE):
            problems.append(f"{path.relative_to(ROOT)}: names org.teavm outside its one package")
    for folder in IN_MODULE:
        for path in sources(folder):
            text = path.read_text()
            if JVM_ONLY in text or path.name == "package-info.java":
                continue
            for number, line in enumerate(text.splitlines(), 1):
                if line.strip().startswith(("*", "//", "/*")):
                    continue
                for pattern, why in DEAR:
                    if re.search(pattern, line):
                        problems.append(f"{path.relative_to(ROOT)}:{number}: {why}")
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
