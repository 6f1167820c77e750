"""Makes a copy of Envoy whose V8 writes /tmp/perf-<pid>.map, so that `perf` can name compiled Wasm functions.

Envoy takes no flags for V8, but the flags that it gives V8 itself stand in the binary as one text. The copy has another
text of the same length there. For profiling only.
"""
import pathlib
import sys

OLD = b"--no-liftoff --wasm_max_mem_pages=%u --stack-trace-limit=%u"
NEW = b"--no-liftoff --wasm_max_mem_pages=%u --perf-basic-prof"


def main(source, target):
    raw = pathlib.Path(source).read_bytes()
    if raw.count(OLD) != 1:
        raise SystemExit("perf_envoy: this Envoy hasn't the text of flags looked for")
    path = pathlib.Path(target)
    path.write_bytes(raw.replace(OLD, NEW.ljust(len(OLD))))
    path.chmod(0o755)


if __name__ == "__main__":
    main(*sys.argv[1:])
