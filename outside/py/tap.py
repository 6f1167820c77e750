"""What a script of this folder prints: one line a test, which ScriptTests turns into JUnit tests.

    ok - NAME
    not ok - NAME: WHY
    skip - PART: WHY
"""
import os
import pathlib
import sys
import traceback

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CACHE = pathlib.Path(os.environ.get("TOLLGATE_CACHE") or
                     pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "tollgate")


class Skip(Exception):
    """A part that cannot be had here."""


class Tap:
    def __init__(self):
        self.results = []

    def say(self, result, name, why=""):
        self.results.append((result, name))
        print(f"{result} - {name}" + (": " + " ".join(str(why).split())[:600] if why else ""), flush=True)

    def check(self, name, test, *arguments):
        """Runs one test; whatever it raises makes it fail. Gives what it returned."""
        try:
            value = test(*arguments)
        except Skip as why:
            self.say("skip", name, why)
            return None
        except AssertionError as why:
            self.say("not ok", name, why or traceback.format_exc(limit=-2))
            return None
        except Exception:
            self.say("not ok", name, traceback.format_exc(limit=-3))
            return None
        self.say("ok", name)
        return value

    def end(self):
        failed = [name for result, name in self.results if result == "not ok"]
        if not self.results:
            print("not ok - nothing was tested")
        sys.exit(1 if failed or not self.results else 0)


def equal(wanted, got, what=""):
    assert wanted == got, f"{what} expected {wanted!r}, got {got!r}"


def used(part, version):
    """Notes a real part for the last lines of `make test`."""
    place = ROOT / "target/real-parts"
    place.mkdir(parents=True, exist_ok=True)
    (place / part.replace(" ", "-").replace("/", "-")).write_text(f"{part} {version}\n")


def used_envoy():
    """Notes the test class that asked for this script as one that ran in Envoy."""
    if os.environ.get("TOLLGATE_TEST_CLASS"):
        place = ROOT / "target/real-parts"
        place.mkdir(parents=True, exist_ok=True)
        with open(place / "on-Envoy", "a") as file:
            file.write(os.environ["TOLLGATE_TEST_CLASS"] + "\n")
