"""The last lines of `make test`: tests by host, real parts with versions, and which skips end a run under CI=true."""
import contextlib
import io
import os
import sys

from process import folder
from tap import ROOT, Tap, equal

sys.path.insert(0, str(ROOT / "scripts"))
import summary  # noqa: E402

REPORT = """<testsuite>
<testcase classname="io.tollgate.core.PlainTest" name="a"/>
<testcase classname="io.tollgate.filter.FlowSuiteTest" name="b(Host)[1]"/>
<testcase classname="io.tollgate.filter.FlowSuiteTest" name="b(Host)[2]"/>
<testcase classname="io.tollgate.filter.FlowSuiteTest" name="b(Host)[4]"/>
<testcase classname="io.tollgate.proofs.ReserveTest" name="c"/>
%s</testsuite>"""
SKIPPED = '<testcase classname="io.tollgate.proofs.SmallTest" name="d"><skipped message="%s"/></testcase>'
NO_REDIS = SKIPPED % "redis is not here: no redis-server"


def summed(more, ci, allowed=""):
    """Exit code and lines for a tree with these reports."""
    root = folder()
    reports = root / "a/target/surefire-reports"
    reports.mkdir(parents=True)
    (reports / "TEST-a.xml").write_text(REPORT % more)
    (root / "allowed").write_text("# reasons\n" + allowed)
    parts = root / "parts"
    parts.mkdir()
    (parts / "Envoy-1.40.0").write_text("Envoy 1.40.0\n")
    (parts / "on-Envoy").write_text("io.tollgate.proofs.ReserveTest\n")
    summary.ROOT, summary.PARTS, summary.ALLOWED = root, parts, root / "allowed"
    os.environ["CI"] = "true" if ci else ""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = summary.main()
    return code, said.getvalue().splitlines()


def hosts_and_parts():
    code, lines = summed("", True)
    equal(0, code, "exit code")
    equal(["real parts:", "  Envoy 1.40.0",
           "module suite by Envoy: Envoy 0, Envoy 1.36.4 1, Envoy 1.37.0 0, Envoy 1.39.3 0",
           "tests per host: JVM 2, Chicory 1, Envoy 2", "Tests run: 5, Failures: 0, Errors: 0, Skipped: 0"], lines, "lines")


def a_skip_ends_a_run_under_ci():
    code, lines = summed(NO_REDIS, True)
    equal(1, code, "exit code")
    assert "skipped: SmallTest.d: redis is not here: no redis-server" in lines, lines
    equal(0, summed(NO_REDIS, False)[0], "exit code elsewhere")


def an_allowed_part_may_be_missing():
    equal(0, summed(NO_REDIS, True, "redis: no registry has it\n")[0], "exit code")
    equal(1, summed(NO_REDIS + SKIPPED % "another reason", True, "redis: no registry has it\n")[0], "exit code")


def main():
    tap = Tap()
    tap.check("tests by host, and real parts with their versions", hosts_and_parts)
    tap.check("a skip ends a run under CI=true", a_skip_ends_a_run_under_ci)
    tap.check("unless its part stands in .ci/allowed-skips", an_allowed_part_may_be_missing)
    tap.end()


if __name__ == "__main__":
    main()
