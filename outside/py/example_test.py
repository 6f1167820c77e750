"""examples/custom-filter copied out of the tree and built by the step of its README alone, its own test in a real Envoy among it.

Third-party jars come from the local repository of this build, through settings that name it as the mirror of all others.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

from process import folder, script
from tap import ROOT, Skip, Tap, equal, used_envoy

sys.path.insert(0, str(ROOT / "scripts"))
import dist  # noqa: E402

EXAMPLE = ROOT / "examples/custom-filter"
STEP = "mvn package -Dtollgate.dist=/path/to/dist"
LOCAL = pathlib.Path(os.environ.get("TOLLGATE_M2") or pathlib.Path.home() / ".m2/repository")


def repository(work):
    try:
        dist.maven(work / "dist/maven")
    except FileNotFoundError as missing:
        raise Skip(f"jars: {missing.filename} is not packaged") from missing


def copy(work):
    target = work / "doorman"
    shutil.copytree(EXAMPLE, target, ignore=shutil.ignore_patterns("target", "reactor.xml"))
    return target


def settings(work):
    path = work / "settings.xml"
    path.write_text("<settings><mirrors><mirror><id>local</id><mirrorOf>*,!tollgate</mirrorOf>"
                    f"<url>{LOCAL.as_uri()}</url></mirror></mirrors></settings>")
    return path


def the_copy_builds_and_passes_its_test():
    assert STEP in (EXAMPLE / "README.md").read_text(), "the README has another step"
    work = folder()
    repository(work)
    project = copy(work)
    command = STEP.replace("/path/to/dist", str(work / "dist")).split()
    # No network: only files may be fetched.
    command += ["-B", "-q", "-o", "-Daether.offline.protocols=file", "-s", settings(work), f"-Dmaven.repo.local={work / 'm2'}"]
    run = subprocess.run([str(c) for c in command], cwd=project, capture_output=True, text=True, timeout=500,
                         env={**os.environ, "ENVOY": os.environ.get("ENVOY") or script("envoy.sh")})
    assert run.returncode == 0, (run.stdout + run.stderr)[-1500:]
    size = (project / "target/custom-filter.wasm").stat().st_size
    assert 10_000 < size < 80_000, f"{size} bytes"
    reports = list((project / "target/surefire-reports").glob("TEST-*.xml"))
    suite = xml.etree.ElementTree.parse(reports[0]).getroot()
    equal(("4", "0"), (suite.get("tests"), suite.get("skipped")), "tests and skips")
    used_envoy()


def the_tutorial_shows_the_examples_pom():
    wanted = "".join((EXAMPLE / "pom.xml").read_text().split())
    for block in re.findall(r"```xml\n(.*?)```", (ROOT / "docs/writing-a-filter.md").read_text(), re.S):
        assert "".join(block.split()) in wanted, block


def main():
    tap = Tap()
    tap.check("the tutorial shows lines of the example's pom.xml", the_tutorial_shows_the_examples_pom)
    tap.check("a copy of examples/custom-filter builds and runs by its README", the_copy_builds_and_passes_its_test)
    tap.end()


if __name__ == "__main__":
    main()
