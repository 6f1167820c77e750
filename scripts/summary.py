#!/usr/bin/env python3
"""The last lines of `make test`: tests per host, real parts with their versions, skips.

Under CI=true a skip fails the run unless its part stands in .ci/allowed-skips with a reason.
"""
import os
import pathlib
import re
import sys
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARTS = ROOT / "target/real-parts"
ALLOWED = ROOT / ".ci/allowed-skips"


def on_envoy():
    """Classes that started a real Envoy, as they said themselves."""
    path = PARTS / "on-Envoy"
    return set(path.read_text().split()) if path.exists() else set()


# The hosts of a behaviour suite, in the order in which a test runs on them.
SUITE_HOSTS = ("JVM", "Chicory", "Envoy", "Envoy 1.36.4", "Envoy 1.37.0", "Envoy 1.39.3")
ON_HOST = re.compile(r"\(Host\)\[(\d)\]$")


def suite_host(case):
    """The host that a test of a behaviour suite ran on; None for other tests."""
    on_host = ON_HOST.search(case.get("name", ""))
    return SUITE_HOSTS[int(on_host.group(1)) - 1] if on_host else None


def host_of(case, envoy):
    if suite_host(case):
        return suite_host(case).split()[0]
    name = case.get("classname", "")
    if name.split("$")[0] in envoy:
        return "Envoy"
    return "Chicory" if "Chicory" in name or "Compiled" in name or "Module" in name else "JVM"


def suite_versions():
    """Tests of the module suite by the Envoy that they ran in."""
    count = dict.fromkeys(SUITE_HOSTS[2:], 0)
    for case in cases():
        if suite_host(case) in count and case.find("skipped") is None:
            count[suite_host(case)] += 1
    return ", ".join(f"{host} {tests}" for host, tests in count.items())


def cases():
    for report in sorted(ROOT.rglob("target/surefire-reports/TEST-*.xml")):
        yield from ET.parse(report).getroot().iter("testcase")


def reason(skipped):
    text = skipped.get("message") or (skipped.text or "").strip() or "no reason given"
    return text.splitlines()[0].removeprefix("org.opentest4j.TestAbortedException: ")


def allowed():
    if not ALLOWED.exists():
        return {}
    lines = [l.strip() for l in ALLOWED.read_text().splitlines() if l.strip() and not l.startswith("#")]
    return {part.strip(): why.strip() for part, _, why in (l.partition(":") for l in lines)}


def main():
    envoy = on_envoy()
    count = {"JVM": 0, "Chicory": 0, "Envoy": 0}
    failures, errors, skips = 0, 0, []
    for case in cases():
        skipped = case.find("skipped")
        if skipped is not None:
            skips.append((case, reason(skipped)))
            continue
        count[host_of(case, envoy)] += 1
        failures += case.find("failure") is not None
        errors += case.find("error") is not None
    total = sum(count.values()) + len(skips)
    for case, why in skips:
        print(f"skipped: {case.get('classname', '').split('.')[-1]}.{case.get('name')}: {why}")
    known = allowed()
    forbidden = [s for s in skips if not any(s[1].startswith(part + " is not here") for part in known)]
    print("real parts:")
    for part in sorted(PARTS.glob("*")) if PARTS.exists() else []:
        if part.name != "on-Envoy":
            print("  " + part.read_text().strip())
    print(f"module suite by Envoy: {suite_versions()}")
    print(f"tests per host: JVM {count['JVM']}, Chicory {count['Chicory']}, Envoy {count['Envoy']}")
    print(f"Tests run: {total}, Failures: {failures}, Errors: {errors}, Skipped: {len(skips)}")
    if os.environ.get("CI") == "true" and forbidden:
        print(f"summary: {len(forbidden)} skip(s) that .ci/allowed-skips does not allow", file=sys.stderr)
        return 1
    return 1 if total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
