#!/usr/bin/env python3
"""Gathers what was built into a folder to give away, always the same bytes for the same input.

Usage: scripts/dist.py FOLDER. What it gathers must have been packaged before (scripts/dist.sh does both). DIST_MODULE names another module file.
"""
import gzip
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import sys
import tarfile
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
JARS = {"bindings": "abi/bindings", "compiler": "abi/compiler", "testkit": "testkit"}
# What stands beside the classes of a jar, by the end of its name.
KINDS = {"": ".class", "-sources": ".java", "-javadoc": ".html"}
# Program jars: where each is built, one of these. Their names carry no version, as documents name them.
PROGRAMS = {"tollgate-tokens.jar": "plugin/tokens/target", "tollgate-check.jar": "plugin/core/target"}
SBOM = "target/bom.json"
# The same time for every file: the one that pom.xml gives the jars.
EPOCH = 1767225600
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
CONFIG = "application/vnd.oci.image.config.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"


def version():
    found = re.search(r"<artifactId>tollgate</artifactId>\s*<version>([^<]+)", (ROOT / "pom.xml").read_text())
    return found.group(1)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o644)


def layer(module):
    """One file, plugin.wasm, owned by nobody, at a fixed time: what Envoy Gateway and Istio look for."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        entry = tarfile.TarInfo("plugin.wasm")
        entry.size, entry.mtime, entry.mode = len(module), EPOCH, 0o644
        tar.addfile(entry, io.BytesIO(module))
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=9, mtime=0) as out:
        out.write(plain.getvalue())
    return plain.getvalue(), packed.getvalue()


def oci(module, folder):
    """An OCI image layout: https://github.com/opencontainers/image-spec/blob/main/image-layout.md"""
    def blob(media, data):
        put(folder / "blobs/sha256" / sha256(data), data)
        return {"mediaType": media, "digest": "sha256:" + sha256(data), "size": len(data)}

    plain, packed = layer(module)
    config = blob(CONFIG, compact({
        "created": "2026-01-01T00:00:00Z", "architecture": "wasm", "os": "wasip1", "config": {},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + sha256(plain)]},
        "history": [{"created": "2026-01-01T00:00:00Z", "created_by": "tollgate " + version()}]}))
    manifest = blob(MANIFEST, compact({
        "schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": [blob(LAYER, packed)],
        "annotations": {"org.opencontainers.image.title": "tollgate", "org.opencontainers.image.version": version(),
                        "org.opencontainers.image.licenses": "Apache-2.0"}}))
    tagged = dict(manifest, annotations={"org.opencontainers.image.ref.name": version()})
    put(folder / "index.json", compact({"schemaVersion": 2, "mediaType": INDEX, "manifests": [tagged]}))
    put(folder / "oci-layout", compact({"imageLayoutVersion": "1.0.0"}))


def resolved(text, properties):
    return re.sub(r"\$\{([^}]+)\}", lambda found: properties[found.group(1)], text)


def pom(where, properties, managed):
    """The POM of a jar that is given away: no parent, no tests, every version written out."""
    space = {"m": "http://maven.apache.org/POM/4.0.0"}
    project = xml.etree.ElementTree.parse(ROOT / where / "pom.xml").getroot()
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<project xmlns="http://maven.apache.org/POM/4.0.0">',
             "  <modelVersion>4.0.0</modelVersion>", "  <groupId>io.tollgate</groupId>",
             f"  <artifactId>{project.find('m:artifactId', space).text}</artifactId>", f"  <version>{version()}</version>",
             f"  <name>{project.find('m:name', space).text}</name>",
             "  <licenses><license><name>Apache-2.0</name></license></licenses>", "  <dependencies>"]
    for dependency in project.findall("m:dependencies/m:dependency", space):
        text = {child.tag.split("}")[1]: child.text for child in dependency if len(child) == 0}
        if text.get("scope") in ("test", "provided") or text.get("optional") == "true":
            continue
        text["version"] = resolved(text.get("version") or managed[text["artifactId"]], properties)
        excluded = "".join(f"<exclusion><groupId>{e.find('m:groupId', space).text}</groupId><artifactId>{e.find('m:artifactId', space).text}"
                           "</artifactId></exclusion>" for e in dependency.findall("m:exclusions/m:exclusion", space))
        fields = "".join(f"<{name}>{text[name]}</{name}>" for name in ("groupId", "artifactId", "version"))
        lines.append(f"    <dependency>{fields}{f'<exclusions>{excluded}</exclusions>' if excluded else ''}</dependency>")
    return "\n".join([*lines, "  </dependencies>", "</project>", ""]).encode()


def maven(folder, kinds=tuple(KINDS)):
    """A Maven repository of files with the jars that a filter of one's own is built with."""
    root = (ROOT / "pom.xml").read_text()
    properties = dict(re.findall(r"<([\w.]+)>([^<]+)</\1>", root.split("<properties>")[1].split("</properties>")[0]))
    properties["project.version"] = version()
    managed = dict(re.findall(r"<artifactId>([^<]+)</artifactId><version>([^<]+)</version></dependency>", root))
    for name, where in JARS.items():
        base = folder / "io/tollgate" / name / version() / f"{name}-{version()}"
        jars = {f"{kind}.jar": (ROOT / where / "target" / f"{name}-{version()}{kind}.jar").read_bytes() for kind in kinds}
        for suffix, data in {**jars, ".pom": pom(where, properties, managed)}.items():
            put(base.with_name(base.name + suffix), data)
            put(base.with_name(base.name + suffix + ".sha1"), hashlib.sha1(data).hexdigest().encode())


def gather(folder):
    module = pathlib.Path(os.environ.get("DIST_MODULE", ROOT / "plugin/filter/target/tollgate.wasm")).read_bytes()
    put(folder / "tollgate.wasm", module)
    put(folder / "tollgate.wasm.sha256", f"{sha256(module)}  tollgate.wasm\n".encode())
    oci(module, folder / "oci")
    for name, where in JARS.items():
        for kind in KINDS:
            jar = f"{name}-{version()}{kind}.jar"
            put(folder / jar, (ROOT / where / "target" / jar).read_bytes())
    for jar, where in PROGRAMS.items():
        put(folder / jar, (ROOT / where / jar).read_bytes())
    maven(folder / "maven")
    put(folder / "tollgate.cdx.json", (ROOT / SBOM).read_bytes())
    for legal in ("LICENSE", "NOTICE", "CHANGELOG.md"):
        put(folder / legal, (ROOT / legal).read_bytes())
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    put(folder / "SHA256SUMS", "".join(f"{sha256(p.read_bytes())}  {p.relative_to(folder)}\n" for p in files).encode())


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    try:
        gather(folder)
    except FileNotFoundError as missing:
        sys.exit(f"dist.py: {missing.filename} is not built")
    print(f"{folder}: {len([p for p in folder.rglob('*') if p.is_file()])} files")


if __name__ == "__main__":
    main()
