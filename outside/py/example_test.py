"""examples/custom-filter copied out of the tree and built by the step of its README alone, its own test in a real Envoy among it; and the
first filter of docs/writing-a-filter.md, made in an empty folder by the steps of the text.

Third-party jars come from the local repository of this build, through settings that name it as the mirror of all others.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

from documents import blocks
from process import Process, folder, free_port, script, until
from tap import ROOT, Skip, Tap, equal, used_envoy

sys.path.insert(0, str(ROOT / "scripts"))
import dist  # noqa: E402

EXAMPLE = ROOT / "examples/custom-filter"
TUTORIAL = ROOT / "docs/writing-a-filter.md"
STEP = "mvn package -Dtollgate.dist=/path/to/dist"
LOCAL = pathlib.Path(os.environ.get("TOLLGATE_M2") or pathlib.Path.home() / ".m2/repository")


def repository(work):
    try:
        dist.maven(work / "dist/maven", kinds=("",))
    except FileNotFoundError as missing:
        raise Skip(f"jars: {missing.filename} is not packaged") from missing


def build(work, project):
    """The published step; only files may be fetched."""
    command = STEP.replace("/path/to/dist", str(work / "dist")).split()
    command += ["-B", "-q", "-o", "-Daether.offline.protocols=file", "-s", settings(work), f"-Dmaven.repo.local={work / 'm2'}"]
    run = subprocess.run([str(c) for c in command], cwd=project, capture_output=True, text=True, timeout=500,
                         env={**os.environ, "ENVOY": os.environ.get("ENVOY") or script("envoy.sh")})
    assert run.returncode == 0, (run.stdout + run.stderr)[-1500:]


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
    build(work, project)
    size = (project / "target/custom-filter.wasm").stat().st_size
    assert 10_000 < size < 80_000, f"{size} bytes"
    reports = list((project / "target/surefire-reports").glob("TEST-*.xml"))
    suite = xml.etree.ElementTree.parse(reports[0]).getroot()
    equal(("4", "0"), (suite.get("tests"), suite.get("skipped")), "tests and skips")
    used_envoy()


class Tutorial:
    """Does what the text says, block by block."""

    def __init__(self):
        self.work = folder()
        repository(self.work)
        self.project = self.work / "hello"
        self.project.mkdir()
        self.port = free_port()
        self.envoy = None
        self.answer = ""

    def file(self, name, text):
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("port_value: 10000", f"port_value: {self.port}"))

    def run(self, command):
        if command == STEP:
            build(self.work, self.project)
        elif command.startswith("envoy "):
            # Others on this machine may run one as well.
            self.envoy = Process([script("envoy.sh"), *command.split()[1:], "--disable-hot-restart"], self.work / "log", cwd=self.project)
        elif command.startswith("curl "):
            asked = command.replace(":10000/", f":{self.port}/").split()
            self.answer = until("Envoy answers", lambda: subprocess.run(asked, capture_output=True, text=True).stdout, 60, self.envoy)
        else:
            raise AssertionError(f"nobody knows how to run {command!r}")

    def block(self, language, text, before):
        name = re.match(r"\*File `([^`]+)`", before)
        if name:
            self.file(name.group(1), text)
        elif language == "sh":
            for command in text.splitlines():
                self.run(command)
        else:
            missing = [line for line in text.splitlines() if line not in self.answer.replace("\r", "").splitlines()]
            assert self.answer and not missing, f"{missing} not in {self.answer!r}"


def the_tutorials_first_filter_answers():
    text = TUTORIAL.read_text()
    section = folder() / "section.md"
    section.write_text(text[text.index("## The first filter"):text.index("## The goal")])
    tutorial = Tutorial()
    done = 0
    for _, language, block, before in blocks(section):
        tutorial.block(language, block, before)
        done += 1
    equal(6, done, "blocks of the text")
    tutorial.envoy.stop()
    used_envoy()


def main():
    tap = Tap()
    tap.check("the first filter of the tutorial is built and answers, step by step", the_tutorials_first_filter_answers)
    tap.check("a copy of examples/custom-filter builds and runs by its README", the_copy_builds_and_passes_its_test)
    tap.end()


if __name__ == "__main__":
    main()
