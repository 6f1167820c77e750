"""Envoy between the SDKs and the provider, with or without the module."""
import json
import os
import pathlib
import socket
import time

from process import Envoy, Process, folder, free_port, get, post, script, until
from provider import Provider
from tap import ROOT, Skip

MODULE = pathlib.Path(os.environ.get("TOLLGATE_MODULE", ROOT / "plugin/filter/target/tollgate.wasm"))
WASM = "type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm"
CONFIG = {
    "rateLimit": {"cluster": "ratelimit", "domain": "llm", "timeout": "1s", "onError": "deny"},
    "providers": [{"name": "mistral", "dialect": "mistral", "when": {"paths": ["/mistral/*"]}}],
    "limits": [
        {"name": "never", "descriptor": [{"key": "model", "source": "model"}], "count": "total",
         "quota": {"amount": 0, "per": "year"}, "when": {"models": ["limited"]}},
        {"name": "one a second", "descriptor": [{"key": "model", "source": "model"}], "count": "requests",
         "quota": {"amount": 1, "per": "second"}, "when": {"models": ["limited-once"]}},
        {"name": "plenty", "descriptor": [{"key": "model", "source": "model"}], "count": "total",
         "quota": {"amount": 100000000, "per": "year"}},
    ],
    "hold": True,
}


def module():
    if not MODULE.exists():
        raise Skip(f"{MODULE} is not built")
    return str(MODULE)


def wasm_filter(config, vm_id="tollgate"):
    text = {"@type": "type.googleapis.com/google.protobuf.StringValue", "value": json.dumps(config)}
    code = {"local": {"filename": module()}}
    return {"name": "tollgate", "typed_config": {"@type": WASM, "config": {
        "name": "tollgate", "configuration": text, "allow_on_headers_stop_iteration": True,
        "vm_config": {"vm_id": vm_id, "runtime": "envoy.wasm.runtime.v8", "code": code}}}}


def cluster(name, port, http2=False):
    options = {"envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
        "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
        "explicit_http_config": {"http2_protocol_options": {}}}}
    return {"name": name, "type": "STATIC", "typed_extension_protocol_options": options if http2 else {},
            "load_assignment": {"cluster_name": name, "endpoints": [{"lb_endpoints": [{"endpoint": {"address": {
                "socket_address": {"address": "127.0.0.1", "port_value": port}}}}]}]}}


def bootstrap(port, filters, clusters):
    router = {"name": "router", "typed_config": {"@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}
    log = {"name": "log", "typed_config": {
        "@type": "type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog", "path": "/dev/stdout",
        "log_format": {"text_format_source": {"inline_string": "LOG %RESPONSE_CODE% %START_TIME(%s%3f)% %RESP(retry-after-ms)% %FILTER_STATE(wasm.tollgate:PLAIN)%\n"}}}}
    manager = {"@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
               "stat_prefix": "llm", "access_log": [log], "http_filters": [*filters, router],
               "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [
                   {"match": {"prefix": "/"}, "route": {"cluster": "provider", "timeout": "0s"}}]}]}}
    return {"static_resources": {"clusters": clusters, "listeners": [{
        "name": "llm", "address": {"socket_address": {"address": "127.0.0.1", "port_value": port}},
        "filter_chains": [{"filters": [{"name": "hcm", "typed_config": manager}]}]}]}}


def pong(port):
    """Whether a Redis answers there."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as store:
            store.sendall(b"PING\r\n")
            return store.recv(64).startswith(b"+PONG")
    except OSError:
        return False


class RateLimitService:
    """The real service on a real Redis."""

    def __init__(self, domains=("llm",)):
        self.folder = folder()
        self.port, redis, http, debug = (free_port() for _ in range(4))
        self.redis = Process([script("redis.sh"), "--bind", "127.0.0.1", "--port", redis, "--save", "", "--appendonly", "no"],
                             self.folder / "redis.log")
        # The service gives up at once where its store does not answer yet.
        until("the store answers", lambda: pong(redis), 30, self.redis)
        config = self.folder / "rls/config"
        config.mkdir(parents=True)
        for domain in domains:
            (config / f"{domain}.yaml").write_text(f"domain: {domain}\n")
        self.service = Process([script("ratelimit.sh")], self.folder / "service.log", {
            "LOG_LEVEL": "warn", "USE_STATSD": "false", "DISABLE_STATS": "true", "HOST": "127.0.0.1", "PORT": str(http),
            "GRPC_HOST": "127.0.0.1", "GRPC_PORT": str(self.port), "DEBUG_HOST": "127.0.0.1", "DEBUG_PORT": str(debug),
            "BACKEND_TYPE": "redis", "REDIS_SOCKET_TYPE": "tcp", "REDIS_URL": f"127.0.0.1:{redis}", "RUNTIME_ROOT": str(self.folder),
            "RUNTIME_SUBDIRECTORY": "rls", "RUNTIME_APPDIRECTORY": "config", "RUNTIME_WATCH_ROOT": "false",
            "RUNTIME_IGNOREDOTFILES": "true"})
        until("the rate limit service answers", lambda: get(f"http://127.0.0.1:{http}/healthcheck")[0] == 200, 30, self.service)

    def stop(self):
        self.service.stop()
        self.redis.stop()


class Line:
    """A line of the access log: status, start and retry-after-ms in milliseconds, Tollgate's report."""

    def __init__(self, text):
        _, status, start, retry_after, report = text.split(" ", 4)
        self.status, self.start = int(status), int(start)
        self.retry_after = int(retry_after) if retry_after.isdigit() else 0
        self.report = json.loads(report) if report.startswith("{") else {}


class Stack:
    def __init__(self, with_module, config=None, concurrency=1, stats=None):
        self.with_module = with_module
        self.provider = Provider(refuses=not with_module)
        self.service = RateLimitService() if with_module else None
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        clusters = [cluster("provider", self.provider.port)]
        filters = []
        if with_module:
            clusters.append(cluster("ratelimit", self.service.port, http2=True))
            filters.append(wasm_filter(config or CONFIG))
        self.envoy = Envoy({**bootstrap(self.port, filters, clusters), **({"stats_config": stats} if stats else {})}, concurrency)

    def log(self):
        """Every request that is over."""
        return [Line(line) for line in self.envoy.process.text().splitlines() if line.startswith("LOG ")]

    def refusals(self, at_least=0):
        """How many 429 the gateway answered, once there are so many."""
        def seen():
            return sum(line.status == 429 for line in self.log())
        until("the access log", lambda: seen() >= at_least, 10)
        return seen()

    def meet_a_refusal(self, call, waits):
        """Calls until one call met a 429 and still came back with an answer, after it waited as long as it was told."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self.provider.refused.clear()
            if self.with_module:
                # Takes the one request of this second, so that the next is refused if it comes within the second.
                before = len(self.log())
                post(self.base + "/v1/chat/completions", {"model": "limited-once", "messages": [{"role": "user", "content": "x"}]})
                until("its line in the access log", lambda: len(self.log()) > before, 10)
            before = len(self.log())
            call()
            lines = until("the access log", lambda: [line for line in self.log()[before:] if line.status == 200] and self.log()[before:], 10)
            refused = [(line, after) for line, after in zip(lines, lines[1:]) if line.status == 429]
            if refused:
                for line, after in refused:
                    # A few milliseconds lie between the start of a request and the answer that told how long to wait.
                    early = line.start + line.retry_after - after.start
                    assert not waits or early <= 20, f"came back {early} ms before retry-after-ms {line.retry_after} was over"
                return
        raise AssertionError("no call met a refusal")

    def stop(self):
        self.envoy.stop()
        if self.service:
            self.service.stop()
        self.provider.stop()
