#!/usr/bin/env python3
"""Streams a second of testkit, and the time of the whole behaviour suite on each host: target/bench/testkit.md and on the screen."""
import json
import os
import pathlib
import shlex
import subprocess
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "target/bench"
HOSTS = {"jvm": "plain Java object", "module": "module on Chicory", "envoy": "module in a real Envoy"}


def maven(*arguments):
    subprocess.run([*shlex.split(os.environ.get("MVN", "mvn")), "-q", *arguments], cwd=ROOT, check=True)


def streams():
    folder = OUT / "testkit"
    folder.mkdir(parents=True, exist_ok=True)
    maven("-Pbench", "-pl", "bench/jvm", "-am", "verify", "-DskipTests", "-Djmh.pattern=StreamsBenchmark", f"-Dbench.out={folder}")
    for result in json.loads((folder / "jvm.json").read_text()):
        name = result["benchmark"].rsplit(".", 1)[1]
        yield name, result["params"]["engine"], result["primaryMetric"]["score"]


def suite(host):
    """Number of tests and seconds, from the reports of a run on that host alone."""
    reports = ROOT / "plugin/filter/target/surefire-reports"
    for old in reports.glob("TEST-*SuiteTest.xml"):
        old.unlink()
    maven("-pl", "plugin/filter", "-am", "test", "-Dtest=*SuiteTest", "-Dsurefire.failIfNoSpecifiedTests=false", f"-Dtestkit.hosts={host}")
    suites = [xml.etree.ElementTree.parse(file).getroot() for file in reports.glob("TEST-*SuiteTest.xml")]
    skipped = sum(int(s.get("skipped")) for s in suites)
    return sum(int(s.get("tests")) for s in suites) - skipped, skipped, sum(float(s.get("time")) for s in suites)


def main():
    lines = ["| testkit | engine | a second |", "|---|---|---|"]
    lines += [f"| {name} | {engine} | {score:,.0f} |" for name, engine, score in streams()]
    lines += ["", "| suite on | behaviours | skipped | seconds |", "|---|---|---|---|"]
    os.environ["ENVOY"] = subprocess.run([ROOT / "scripts/envoy.sh"], capture_output=True, text=True, check=True).stdout.strip()
    for host, what in HOSTS.items():
        tests, skipped, seconds = suite(host)
        lines.append(f"| {host}: {what} | {tests} | {skipped} | {seconds:.1f} |")
    text = "\n".join(lines) + "\n"
    (OUT / "testkit.md").write_text(text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
