"""A real Envoy Gateway in host mode with the manifests of envoy-configs/envoy-gateway and the module out of an OCI registry.

Everything runs in a network of its own that has only loopback, and under a root folder of its own, because Envoy Gateway in
host mode listens on all interfaces and expects files in places that belong to a container:
 1. EnvoyProxy names the Envoy version, or Envoy Gateway asks the network for the latest one;
 2. Envoy fetches the module by the name of Envoy Gateway's Kubernetes service: the hosts file knows it;
 3. that cluster reads its CA from /certs: certgen's files are mounted there;
 4. the client certificate comes from a Secret, because the one that host mode makes up is refused.
On Kubernetes none of the four is needed.
"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys

import yaml

from process import Process, folder, get, post, script, until
from provider import INPUT, OUTPUT, Provider
from tap import ROOT, Skip, Tap, equal, used, used_envoy

VERSION = "1.40.0"
SERVICE = "envoy-gateway.envoy-gateway-system.svc.cluster.local"
CONFIGS = ROOT / "envoy-configs/envoy-gateway"
GATEWAY = "http://127.0.0.1:8888"
REGISTRY = "127.0.0.1:5000"
PARTS = {"envoy.sh": "TOLLGATE_TEST_ENVOY", "envoy-gateway.sh": "TOLLGATE_TEST_EG", "redis.sh": "TOLLGATE_TEST_REDIS",
         "ratelimit.sh": "TOLLGATE_TEST_RATELIMIT"}

# A root folder made of the real one, with a hosts file and /certs of our own. Arguments: new root, hosts, certs, command...
ENTER = r"""
set -e
new=$1 hosts=$2 certs=$3; shift 3
ip link set lo up
for place in /*; do
  at=$new$place
  if [ -L "$place" ]; then cp -P "$place" "$at"
  elif [ -d "$place" ]; then mkdir -p "$at"; mount --rbind "$place" "$at"; fi
done
mkdir -p "$new/certs"
mount --bind "$certs" "$new/certs"
mount --bind "$hosts" "$new/etc/hosts"
exec chroot "$new" "$@"
"""


def enter(arguments):
    """Runs this script again where it may listen and mount as it likes."""
    environment = dict(os.environ, TOLLGATE_TEST_INSIDE="1")
    for part, name in PARTS.items():
        environment[name] = script(part)
    work = folder()
    (work / "root").mkdir()
    (work / "hosts").write_text(f"127.0.0.1 localhost {SERVICE}\n")
    gateway = pathlib.Path(environment["TOLLGATE_TEST_EG"]) / "envoy-gateway"
    # certgen says where it put what only by its folder layout.
    run = subprocess.run([gateway, "certgen", "--local", "--config-home", work / "config"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    environment["TOLLGATE_TEST_WORK"] = str(work)
    unshare = ["unshare", "--mount", "--net"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount", "--net"]
    probe = subprocess.run([*unshare, "true"], capture_output=True, text=True)
    if probe.returncode:
        raise Skip(f"unshare: {probe.stderr.strip()}")
    inside = [*unshare, "bash", "-c", ENTER, "enter", work / "root", work / "hosts", work / "config/certs/envoy",
              sys.executable, pathlib.Path(__file__).resolve(), *arguments]
    return subprocess.run([str(a) for a in inside], env=environment, cwd="/").returncode


def part(name):
    return os.environ[PARTS[name]]


def load(*names):
    resources = [r for name in names for r in yaml.safe_load_all((CONFIGS / name).read_text()) if r]
    return {(r["kind"], r["metadata"]["name"]): r for r in resources}


def local(resources, provider_port, service_port):
    """The manifests with loopback addresses in place of what only a cluster has."""
    resources["EnvoyProxy", "tollgate"]["spec"]["provider"] = {"type": "Host", "host": {"envoyVersion": VERSION}}
    backend = resources["Backend", "openai"]["spec"]
    backend["endpoints"] = [{"ip": {"address": "127.0.0.1", "port": provider_port}}]
    del backend["tls"]
    # An API server turns stringData into data; files have none.
    secret = resources["Secret", "openai-key"]
    secret["data"] = {k: base64.b64encode(v.encode()).decode() for k, v in secret.pop("stringData").items()}
    if ("EnvoyPatchPolicy", "tollgate") in resources:
        patches = resources["EnvoyPatchPolicy", "tollgate"]["spec"]["jsonPatches"]
        cluster = next(p for p in patches if p["name"] == "ratelimit")["operation"]["value"]
        address = cluster["load_assignment"]["endpoints"][0]["lb_endpoints"][0]["endpoint"]["address"]["socket_address"]
        address.update(address="127.0.0.1", port_value=service_port)
    return resources


def client_certificate(work):
    files = {name: base64.b64encode((work / "config/certs/envoy" / name).read_bytes()).decode() for name in ("ca.crt", "tls.crt", "tls.key")}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "envoy", "namespace": "envoy-gateway-system"}, "data": files}


class EnvoyGateway:
    def __init__(self, work):
        self.work = work
        self.resources = work / "res"
        self.resources.mkdir()
        home = {name: str(work / name) for name in ("data", "state")}
        binary = work / f"data/envoy-versions/{VERSION}/bin/envoy"
        binary.parent.mkdir(parents=True)
        binary.symlink_to(part("envoy.sh"))
        config = {
            "apiVersion": "gateway.envoyproxy.io/v1alpha1", "kind": "EnvoyGateway",
            "gateway": {"controllerName": "gateway.envoyproxy.io/gatewayclass-controller"},
            "provider": {"type": "Custom", "custom": {
                "resource": {"type": "File", "file": {"paths": [str(self.resources)]}},
                "infrastructure": {"type": "Host", "host": {
                    "configHome": str(work / "config"), "dataHome": home["data"], "stateHome": home["state"],
                    "runtimeDir": str(work / "run")}}}},
            "logging": {"level": {"default": "info"}},
            "extensionApis": {"enableBackend": True, "enableEnvoyPatchPolicy": True}}
        (work / "eg.yaml").write_text(yaml.safe_dump(config))

    def apply(self, resources):
        (self.resources / "all.yaml").write_text(yaml.safe_dump_all(list(resources.values())))

    def start(self):
        self.process = Process([pathlib.Path(part("envoy-gateway.sh")) / "envoy-gateway", "server", "--config-path", self.work / "eg.yaml"],
                               self.work / "eg.log")


def registry(work):
    """A loopback registry with dist/oci pushed to it; gives the image's digest."""
    crane = pathlib.Path(part("envoy-gateway.sh")) / "crane"
    process = Process([crane, "registry", "serve", "--address", REGISTRY, "--disk", work / "registry"], work / "registry.log")
    (work / "registry").mkdir(exist_ok=True)
    until("the registry answers", lambda: get(f"http://{REGISTRY}/v2/")[0] == 200, 20, process)
    run = subprocess.run([crane, "push", "--insecure", work / "dist/oci", f"{REGISTRY}/tollgate:0.1.0"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    digest = subprocess.run([crane, "digest", "--insecure", f"{REGISTRY}/tollgate:0.1.0"], capture_output=True, text=True, check=True)
    return digest.stdout.strip()


def dist(work, module):
    """dist/ of the module that was built: the same code that `make dist` runs."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import dist as packer
    data = module.read_bytes()
    packer.put(work / "dist/tollgate.wasm", data)
    packer.oci(data, work / "dist/oci")
    index = json.loads((work / "dist/oci/index.json").read_text())
    return index["manifests"][0]["digest"], packer.sha256(data)


def chat(key=None, model="gpt-4o"):
    headers = {"authorization": f"Bearer {key}"} if key else {}
    return post(f"{GATEWAY}/v1/chat/completions", {"model": model, "messages": [{"role": "user", "content": "hello"}]}, headers)


def wait_for_traffic(eg):
    until("the gateway answers", lambda: get(GATEWAY + "/v1/models")[0] not in (0, 500, 503), 60, eg.process, 0.5)


def admin(path):
    """Envoy's admin interface: host mode gives it a port of its own choice and writes it down."""
    work = pathlib.Path(os.environ["TOLLGATE_TEST_WORK"])
    places = [file for name in ("run", "state", "data") for file in (work / name).rglob("admin-address.txt")]
    address = places[0].read_text().strip()
    return get(f"http://{address}{path}", 20)[1]


def wasm_filters():
    dump = json.loads(admin("/config_dump?resource=dynamic_listeners"))
    found = []

    def walk(value):
        if isinstance(value, dict):
            if value.get("@type", "").endswith("filters.http.wasm.v3.Wasm") and "config" in value:
                found.append(value["config"])
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
    walk(dump)
    return found


def image(tap, work, eg, provider, resources, pushed, packed):
    tap.check("crane's digest of the pushed image is the one in dist/oci", equal, packed, pushed)
    wasm = resources["EnvoyExtensionPolicy", "tollgate"]["spec"]["wasm"][0]
    wasm["code"]["image"] = {"url": f"{REGISTRY}/tollgate:0.1.0", "sha256": pushed.removeprefix("sha256:")}
    eg.apply(resources)
    eg.start()
    ready = tap.check("Envoy Gateway takes the manifests and traffic passes", wait_for_traffic, eg)
    if tap.results[-1][0] != "ok":
        print("\n".join(line[:1500] for line in eg.process.text().splitlines() if " - - " not in line)[-20000:])
    return ready


def held():
    filters = wasm_filters()
    assert filters, "no Wasm filter in Envoy's configuration"
    assert all(f.get("allow_on_headers_stop_iteration") for f in filters), filters
    assert all(f.get("failure_policy") == "FAIL_RELOAD" for f in filters), filters


def counted(provider):
    status, headers, body = chat("sk-alice")
    equal(200, status, body)
    assert int(headers.get("x-ratelimit-limit-tokens", 0)) > 0, headers
    seen = provider.calls[-1]["headers"]
    equal("Bearer sk-your-provider-key", seen.get("Authorization") or seen.get("authorization"), "key at the provider")


def refused():
    equal(401, chat()[0], "without a key")
    equal(401, chat("sk-nobody")[0], "with an unknown key")
    equal(403, chat("sk-alice", "o3")[0], "a model that the product has not")


def labels():
    def lines():
        text = admin("/stats/prometheus")
        return [line for line in text.splitlines() if line.startswith("tollgate_tokens{") and 'consumer="alice"' in line
                and 'model="gpt-4o"' in line and 'type="output"' in line]
    found = until("the series", lines, 20)
    equal(str(OUTPUT), found[0].rpartition(" ")[2], "output tokens")


def access_log(eg):
    def reports():
        return [line for line in eg.process.text().splitlines() if '"consumer":"alice"' in line and f'"input":{INPUT}' in line]
    until("a report in the access log", reports, 20)


def by_http(eg, provider, resources, work, sha256):
    import functools
    import http.server
    import threading
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(work / "dist"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    policy = load("tollgate-http.yaml")["EnvoyExtensionPolicy", "tollgate"]
    policy["spec"]["wasm"][0]["code"]["http"] = {"url": f"http://127.0.0.1:{server.server_address[1]}/tollgate.wasm", "sha256": sha256}
    resources["EnvoyExtensionPolicy", "tollgate"] = policy
    eg.apply(resources)
    # This policy has no keys: the same request without one passes once it is there.
    until("the new policy is there", lambda: chat()[0] == 200, 60, eg.process)
    server.shutdown()


def inside(module):
    tap = Tap()
    work = pathlib.Path(os.environ["TOLLGATE_TEST_WORK"])
    provider = Provider()
    import gateway as parts
    parts.script = lambda name, *_: part(name)
    service = parts.RateLimitService()
    packed, sha256 = dist(work, module)
    pushed = registry(work)
    eg = EnvoyGateway(work)
    resources = local(load("gateway.yaml", "tollgate-image.yaml", "patch.yaml", "traffic.yaml"), provider.port, service.port)
    resources["Secret", "envoy"] = client_certificate(work)
    image(tap, work, eg, provider, resources, pushed, packed)
    used("Envoy Gateway", "1.9.1 (host mode)")
    used_envoy()
    tap.check("EnvoyPatchPolicy sets what hold needs, and that a VM which died is replaced", held)
    if len(sys.argv) <= 2:
        tap.check("a request with a key is counted and carries the provider's key upstream", counted, provider)
        tap.check("keys and products are enforced", refused)
        tap.check("series carry labels by the tag regexes of EnvoyProxy", labels)
        tap.check("the access log carries the report", access_log, eg)
        tap.check("the module comes by HTTP with its checksum too", by_http, eg, provider, resources, work, sha256)
    eg.process.stop()
    service.stop()
    tap.end()


def main():
    """Usage: envoy_gateway.py [MODULE [stand-in]]: with `stand-in` only what any module shows is checked."""
    module = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "plugin/filter/target/tollgate.wasm")
    if os.environ.get("TOLLGATE_TEST_INSIDE"):
        inside(module)
        return
    try:
        if not module.exists():
            raise Skip(f"{module} is not built")
        sys.exit(enter([str(module), *sys.argv[2:]]))
    except Skip as why:
        print(f"skip - Envoy Gateway: {why}")


if __name__ == "__main__":
    main()
