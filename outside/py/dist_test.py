"""What dist.py packs: the same bytes whatever the clock, the umask and the order of files; an image that is one."""
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile

from process import folder
from tap import ROOT, Tap, equal

sys.path.insert(0, str(ROOT / "scripts"))
import dist  # noqa: E402

MODULE = b"\0asm\1\0\0\0" + b"code of a module " * 1000


def tree(path):
    return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}


def pack(umask, clock):
    work = folder()
    before = os.umask(umask)
    real = dist.gzip.time.time
    dist.gzip.time.time = lambda: clock
    try:
        dist.oci(MODULE, work / "oci")
    finally:
        os.umask(before)
        dist.gzip.time.time = real
    return work / "oci"


def same_bytes():
    equal(tree(pack(0o022, 1_700_000_000)), tree(pack(0o077, 1_900_000_000)), "two packs")


def blobs_are_named_by_their_digest():
    blobs = list((pack(0o022, 0) / "blobs/sha256").iterdir())
    equal(3, len(blobs), "blobs")
    for blob in blobs:
        equal(blob.name, hashlib.sha256(blob.read_bytes()).hexdigest(), "digest")


def layer_holds_the_module():
    path = pack(0o022, 0)

    def blob(descriptor):
        data = (path / "blobs" / descriptor["digest"].replace(":", "/")).read_bytes()
        equal(descriptor["size"], len(data), "size")
        return data
    manifest = json.loads(blob(json.loads((path / "index.json").read_text())["manifests"][0]))
    equal(1, len(manifest["layers"]), "layers")
    layer = blob(manifest["layers"][0])
    with tarfile.open(fileobj=io.BytesIO(layer), mode="r:gz") as tar:
        equal(["plugin.wasm"], tar.getnames(), "files")
        equal(MODULE, tar.extractfile("plugin.wasm").read(), "plugin.wasm")
    config = json.loads(blob(manifest["config"]))
    plain = hashlib.sha256(dist.gzip.decompress(layer)).hexdigest()
    equal(["sha256:" + plain], config["rootfs"]["diff_ids"], "diff ids")


def missing_parts_are_named():
    os.environ["DIST_MODULE"] = "/nonexistent/tollgate.wasm"
    work = folder()
    sys.argv = ["dist.py", str(work / "dist")]
    try:
        dist.main()
        raise AssertionError("no error")
    except SystemExit as end:
        assert "tollgate.wasm is not built" in str(end.code), end.code


def targets_are_listed():
    run = subprocess.run(["make", "help"], capture_output=True, text=True, cwd=ROOT, check=True)
    listed = {line.split()[0] for line in run.stdout.splitlines() if line.startswith("  ")}
    rows = [line for line in (ROOT / "CONTRIBUTING.md").read_text().splitlines() if line.startswith("| `make ")]
    equal(listed, {name for row in rows for name in re.findall(r"`make ([a-z-]+)`", row)}, "targets in CONTRIBUTING.md")
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M).group(1)
    equal(listed, set(phony.split()), "targets of the Makefile")


def main():
    tap = Tap()
    tap.check("make help and CONTRIBUTING.md list every target", targets_are_listed)
    tap.check("the same module packs to the same bytes", same_bytes)
    tap.check("blobs are named by their digest", blobs_are_named_by_their_digest)
    tap.check("layer 0 holds plugin.wasm, byte for byte", layer_holds_the_module)
    tap.check("a part that is not built is named", missing_parts_are_named)
    tap.end()


if __name__ == "__main__":
    main()
