"""The official SDKs against Envoy: client x call x result. Usage: sdk_clients.py plain|module

`plain` is Envoy without the module and shows that clients and provider are sound; `module` is the gateway, which then is
what says 429.
"""
import json
import subprocess
import sys

import clients
import gateway
from process import script, until
from provider import ARGUMENTS, INPUT, OUTPUT, TEXT
from tap import ROOT, Skip, Tap, equal, used

CALLS = ["plain", "stream", "stream_usage", "tools", "stream_tools", "refused", "retried"]
RETRIES = 6


def right(result, call):
    if "tools" in call:
        equal("weather", result.name, "tool")
        equal(json.loads(ARGUMENTS), result.tool()[1], "arguments")
    elif result.text is not None:
        equal(TEXT, result.text, "text")
    if result.usage:
        equal(INPUT, result.usage[0], "input tokens")
        assert result.usage[1] in (OUTPUT, 0), result.usage


def reported(stack, before, result):
    """The gateway counted what the provider said, whether the client was told or not."""
    output = result.usage[1] if result.usage else OUTPUT
    wanted = {"status": "complete", "input": INPUT, "output": output, "total": INPUT + output}

    def seen():
        return [{name: line.report.get(name) for name in wanted} for line in stack.log()[before:]]
    try:
        until("the report", lambda: wanted in seen(), 10)
    except AssertionError:
        raise AssertionError(f"expected {wanted}, got {seen()}") from None


class Python:
    """The calls of one Python SDK."""

    def __init__(self, client, stack):
        self.client, self.stack, self.name = client, stack, "python " + client.name

    def has(self, call):
        return call in ("refused", "retried") or getattr(self.client, call, None)

    def run(self, call):
        if call == "refused":
            return self.refused()
        if call == "retried":
            return self.retried()
        before = len(self.stack.log())
        result = getattr(self.client, call)(self.stack.base, "gpt-4o")
        right(result, call)
        if self.stack.with_module:
            reported(self.stack, before, result)
        if call == "stream_usage":
            equal((INPUT, OUTPUT), result.usage, "usage that was asked for")
        return None

    def refused(self):
        retries = RETRIES if self.client.stops else 0
        before = self.stack.refusals()
        try:
            self.client.plain(self.stack.base, "limited", retries)
        except self.client.rate_limit_error as error:
            assert clients.is_rate_limit(error), repr(error)
        else:
            raise AssertionError("no error")
        equal(before + 1, self.stack.refusals(before + 1), "refusals (x-should-retry: false stops retries)")

    def retried(self):
        self.stack.meet_a_refusal(lambda: right(self.client.plain(self.stack.base, "limited-once", RETRIES), "plain"), self.client.waits)


class JavaScript:
    """The calls of one npm SDK, each a run of node."""
    NAMES = ["openai", "ai"]

    def __init__(self, name, stack):
        self.sdk, self.stack, self.name = name, stack, "npm " + name

    def has(self, call):
        return True

    def run(self, call):
        before, lines = self.stack.refusals(), len(self.stack.log())
        self.stack.provider.refused.clear()
        self.node(call)
        if self.stack.with_module and call not in ("refused", "retried"):
            reported(self.stack, lines, clients.Result(usage=(INPUT, OUTPUT)))
        if call == "refused" and self.sdk == "openai":
            equal(before + 1, self.stack.refusals(before + 1), "refusals (x-should-retry: false stops retries)")

    def node(self, call):
        folder = script("sdks.sh") + "/js"
        wanted = json.dumps({"text": TEXT, "arguments": json.loads(ARGUMENTS), "usage": [INPUT, OUTPUT]})
        # Node looks for modules beside the script: it runs from the folder that has them.
        source = (ROOT / "outside/js/clients.mjs").read_text()
        run = subprocess.run(["node", "--input-type=module", "-", self.sdk, call, self.stack.base, wanted], input=source,
                             capture_output=True, text=True, cwd=folder, timeout=60)
        assert run.returncode == 0, (run.stdout + run.stderr)[-1500:]


def hidden_chunk(stack):
    """With the module the provider is asked for usage although the client did not ask."""
    stack.provider.calls.clear()
    clients.OpenAi().stream(stack.base, "gpt-4o")
    asked = (stack.provider.calls[-1]["body"].get("stream_options") or {}).get("include_usage", False)
    equal(stack.with_module, asked, "include_usage at the provider")


def matrix(rows):
    width = max(len(name) for name in rows)
    print("\n" + " " * width + " | " + " | ".join(CALLS))
    for name, row in rows.items():
        print(name.ljust(width) + " | " + " | ".join(row.get(call, "").center(len(call)) for call in CALLS))
    print(flush=True)


def main():
    tap = Tap()
    try:
        stack = gateway.Stack(sys.argv[1] == "module")
    except Skip as why:
        tap.say("skip", "SDKs", why)
        tap.end()
    every = [Python(client, stack) for client in clients.CLIENTS] + [JavaScript(name, stack) for name in JavaScript.NAMES]
    rows = {}
    for client in every:
        rows[client.name] = row = {}
        for call in CALLS:
            if client.has(call):
                tap.check(f"{client.name}: {call}", client.run, call)
                row[call] = tap.results[-1][0]
            else:
                row[call] = "-"
    tap.check("the provider is asked for usage that the client never sees", hidden_chunk, stack)
    matrix(rows)
    for line in (ROOT / "outside/requirements.txt").read_text().splitlines():
        name, _, version = line.partition("==")
        if name in ("openai", "anthropic", "mistralai", "cohere", "google-genai", "boto3"):
            used("Python " + name, version)
    for name, version in json.loads((ROOT / "outside/js/package.json").read_text())["dependencies"].items():
        if name != "zod":
            used("npm " + name, version)
    stack.stop()
    tap.end()


if __name__ == "__main__":
    main()
