#!/usr/bin/env python3
"""What the code section of a module holds, by package: size.py MODULE.wasm [--classes | --methods]

Reads MODULE.wasm.sizes, which the compiler writes beside the module.
"""
import collections
import pathlib
import sys


def package(name, depth):
    parts = name.split(".")[:-1]
    return ".".join(parts[:depth]) or name


def main():
    module = pathlib.Path(sys.argv[1])
    mode = sys.argv[2] if len(sys.argv) > 2 else ""
    sizes = collections.Counter()
    counts = collections.Counter()
    for line in pathlib.Path(str(module) + ".sizes").read_text().splitlines():
        size, cls, method = line.split("\t")
        key = {"--classes": cls, "--methods": f"{cls}.{method}"}.get(mode) or package(cls, 5)
        sizes[key] += int(size)
        counts[key] += 1
    total = sum(sizes.values())
    print(f"{module.name}: {module.stat().st_size} bytes, of them {total} of code")
    for key, size in sizes.most_common(60 if mode else None):
        print(f"{size:9d} {100 * size / total:5.1f} % {counts[key]:5d}  {key}")


if __name__ == "__main__":
    main()
