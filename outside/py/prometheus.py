"""A real Prometheus that scrapes a real Envoy with the module: every query of the dashboard gives a series; alert rules by promtool."""
import json
import pathlib
import subprocess
import urllib.parse
import uuid

import yaml

import gateway
from process import Process, folder, free_port, get, post, script, until
from provider import OUTPUT
from tap import ROOT, Skip, Tap, equal, used

FOLDER = ROOT / "examples/dashboard"


def promtool(*arguments):
    run = subprocess.run([pathlib.Path(script("prometheus.sh")) / "promtool", *arguments], capture_output=True, text=True, cwd=FOLDER)
    assert run.returncode == 0, run.stdout + run.stderr


def tags():
    """The tag regexes as published with the Envoy Gateway manifests."""
    for resource in yaml.safe_load_all((ROOT / "envoy-configs/envoy-gateway/gateway.yaml").read_text()):
        if resource["kind"] == "EnvoyProxy":
            return yaml.safe_load(resource["spec"]["bootstrap"]["value"])["stats_config"]
    raise AssertionError("no EnvoyProxy")


class Prometheus:
    """Scrapes as examples/dashboard/prometheus.yml says, but another port and every second."""

    def __init__(self, admin):
        work = folder()
        config = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
        config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
        config["rule_files"] = [str(FOLDER / "alerts.yml")]
        config["scrape_configs"][0]["static_configs"] = [{"targets": [f"127.0.0.1:{admin}"]}]
        (work / "prometheus.yml").write_text(yaml.safe_dump(config))
        self.port = free_port()
        self.process = Process(
            [pathlib.Path(script("prometheus.sh")) / "prometheus", f"--config.file={work}/prometheus.yml", f"--storage.tsdb.path={work}/data",
             f"--web.listen-address=127.0.0.1:{self.port}"], work / "log", cwd=work)
        until("Prometheus scrapes", lambda: self.values("up == 1"), 60, self.process)
        build = json.loads(get(f"http://127.0.0.1:{self.port}/api/v1/status/buildinfo")[1])
        used("Prometheus", build["data"]["version"])

    def values(self, query):
        status, text = get(f"http://127.0.0.1:{self.port}/api/v1/query?" + urllib.parse.urlencode({"query": query}), 10)
        answer = json.loads(text) if status in (200, 400, 422) else {"status": "none"}
        assert answer["status"] in ("success", "none"), f"{query}: {answer}"
        return answer["data"]["result"] if answer["status"] == "success" else []


NEAR = {"name": "near", "descriptor": [{"key": "caller", "header": "x-caller"}], "count": "total",
        "quota": {"amount": 900, "per": "year"}}


def traffic(stack):
    ask = [{"role": "user", "content": "When does water boil?"}]
    base = stack.base
    for model in ("gpt-4o", "gpt-4o-mini"):
        equal(200, post(base + "/v1/chat/completions", {"model": model, "messages": ask})[0], "plain")
        equal(200, post(base + "/v1/chat/completions", {"model": model, "messages": ask, "stream": True})[0], "stream")
    # A budget that is nearly spent: here the prompt's tokens are counted, so that the estimate can be compared.
    near = {"x-caller": uuid.uuid4().hex}
    equal(200, post(base + "/v1/chat/completions", {"model": "gpt-4o", "messages": ask}, near)[0], "near its limit")
    equal(200, post(base + "/v1/messages", {"model": "claude-sonnet-4", "max_tokens": 50, "messages": ask, "stream": True})[0], "anthropic")
    equal(429, post(base + "/v1/chat/completions", {"model": "limited", "messages": ask})[0], "limited")
    post(base + "/nothing/that/is/known", {"model": "x"})


def labels(prometheus):
    query = 'tollgate_tokens{provider="openai",model="gpt-4o",type="output"}'
    found = until(query, lambda: prometheus.values(query), 30)
    assert int(found[0]["value"][1]) % OUTPUT == 0, found
    known = {"provider", "model", "consumer", "type", "outcome", "limit", "le", "__name__", "instance", "job"}
    for series in prometheus.values('{job="tollgate"}'):
        name = series["metric"]["__name__"]
        extra = set(series["metric"]) - known
        assert not extra, f"{name}: labels {extra}"
        assert not name.startswith("tollgate") or "_provider_" not in name, f"{name}: a tag is left in the name"


def panels(tap, stack, prometheus):
    dashboard = json.loads((FOLDER / "grafana.json").read_text())
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            query = target["expr"].replace("$__rate_interval", "1m")

            def answered():
                traffic(stack)
                return prometheus.values(query)
            tap.check(f"dashboard, {panel['title']}: {target['expr']}", until, query, answered, 30, None, 0.5)


def main():
    tap = Tap()
    try:
        script("prometheus.sh")
        gateway.module()
    except Skip as why:
        print(f"skip - Prometheus: {why}")
        return
    tap.check("promtool takes the scrape configuration", promtool, "check", "config", "prometheus.yml")
    tap.check("promtool takes the alert rules", promtool, "check", "rules", "alerts.yml")
    tap.check("the alert rules fire when they should", promtool, "test", "rules", "alerts_test.yml")
    stack = gateway.Stack(True, {**gateway.CONFIG, "limits": [*gateway.CONFIG["limits"], NEAR]}, stats=tags())
    traffic(stack)
    prometheus = Prometheus(stack.envoy.admin)
    tap.check("metric names become labels", labels, prometheus)
    panels(tap, stack, prometheus)
    prometheus.process.stop()
    stack.stop()
    tap.end()


if __name__ == "__main__":
    main()
