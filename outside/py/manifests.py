"""Validates every manifest of envoy-configs/ against the real schemas: CRDs and OpenAPI files out of the Go modules."""
import json
import pathlib
import sys

import jsonschema
import yaml

from process import script
from tap import ROOT, Tap

GATEWAY = ("github.com/envoyproxy/gateway@v1.9.1", "charts/gateway-helm/charts/crds/crds")
# Where the schemas of a group come from: Go module, file or folder inside it.
SOURCES = {
    "gateway.envoyproxy.io": GATEWAY,
    "gateway.networking.k8s.io": GATEWAY,
    "inference.networking.k8s.io": ("sigs.k8s.io/gateway-api-inference-extension@v1.3.0", "config/crd/bases"),
    "inference.networking.x-k8s.io": ("sigs.k8s.io/gateway-api-inference-extension@v1.3.0", "config/crd/bases"),
    "serving.kserve.io": ("github.com/kserve/kserve@v0.16.0", "config/crd/full"),
    "aigateway.envoyproxy.io": ("github.com/envoyproxy/ai-gateway@v1.0.0", "manifests/charts/ai-gateway-crds-helm/templates"),
    "extensions.istio.io": ("istio.io/api@v1.31.1", "kubernetes"),
    "networking.istio.io": ("istio.io/api@v1.31.1", "kubernetes"),
}
KUBERNETES = ("k8s.io/kubernetes@v1.34.2", "api/openapi-spec/v3")
_crds, _core = {}, {}


def strict(schema):
    """A structural schema as JSON Schema that, like an API server, takes no field it does not know."""
    if isinstance(schema, list):
        return [strict(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("x-kubernetes-int-or-string"):
        return {"anyOf": [{"type": "integer"}, {"type": "string"}]}
    # A default may hold anything; a property may be called like a keyword.
    out = {k: v if k in ("default", "example", "enum") else
           {name: strict(p) for name, p in v.items()} if k == "properties" else strict(v) for k, v in schema.items()}
    open_end = schema.get("x-kubernetes-preserve-unknown-fields") or schema.get("x-kubernetes-embedded-resource")
    if "properties" in schema and "additionalProperties" not in schema and not open_end:
        out["additionalProperties"] = False
    if schema.get("nullable") and isinstance(schema.get("type"), str):
        out["type"] = [schema["type"], "null"]
    return out


def crds(group):
    """kind and version -> schema, of a group."""
    if group not in _crds:
        module, place = SOURCES[group]
        found = {}
        for file in sorted((pathlib.Path(script("gomod.sh", module)) / place).rglob("*.yaml")):
            for crd in yaml.load_all(file.read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
                if not crd or crd.get("kind") != "CustomResourceDefinition" or crd["spec"]["group"] not in SOURCES:
                    continue
                for version in crd["spec"]["versions"]:
                    found[crd["spec"]["group"], crd["spec"]["names"]["kind"], version["name"]] = version["schema"]["openAPIV3Schema"]
        _crds[group] = found
    return _crds[group]


def core(group, version):
    """Schemas of Kubernetes itself, with their references kept."""
    name = f"apis__{group}__{version}_openapi.json" if group else f"api__{version}_openapi.json"
    if name not in _core:
        text = (pathlib.Path(script("gomod.sh", KUBERNETES[0])) / KUBERNETES[1] / name).read_text()
        _core[name] = strict(json.loads(text)["components"]["schemas"])
    return _core[name]


def schema_of(resource):
    group, _, version = resource["apiVersion"].rpartition("/")
    kind = resource["kind"]
    if group in SOURCES:
        schema = strict(crds(group)[group, kind, version])
        # What every resource has and CRDs leave to the API server.
        schema["properties"] |= {"apiVersion": {}, "kind": {}, "metadata": {"type": "object", "required": ["name"]}}
        return schema
    schemas = core(group, version)
    for name, schema in schemas.items():
        known = schema.get("x-kubernetes-group-version-kind", [])
        if {"group": group, "kind": kind, "version": version} in known:
            return {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    raise AssertionError(f"no schema for {resource['apiVersion']} {kind}")


def problems(resource):
    validator = jsonschema.Draft202012Validator(schema_of(resource))
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(resource)]


def check(resource):
    found = problems(resource)
    assert not found, "; ".join(found)


def refuses(resource, path, value):
    """The validator itself must see a mistake, else it proves nothing."""
    broken = json.loads(json.dumps(resource))
    place = broken
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert problems(broken), f"{path} = {value!r} was accepted"


def main():
    tap = Tap()
    seen = {}
    for file in sorted((ROOT / "envoy-configs").rglob("*.yaml")):
        if "target" in file.parts:
            continue
        for resource in yaml.safe_load_all(file.read_text()):
            if resource and "apiVersion" in resource:
                name = f"{resource['kind']} {resource['metadata']['name']}"
                seen[file.name, resource["kind"]] = resource
                tap.check(f"{file.relative_to(ROOT)}: {name} is valid", check, resource)
    wrong = [(("tollgate-http.yaml", "EnvoyExtensionPolicy"), ("spec", "wasm", 0, "rootId"), "x"),
             (("tollgate-http.yaml", "EnvoyExtensionPolicy"), ("spec", "wasm", 0, "code", "http", "sha256"), 12),
             (("rate-limit-service.yaml", "Deployment"), ("spec", "replica"), 2),
             (("tollgate.yaml", "WasmPlugin"), ("spec", "phase"), "LATER"),
             (("inferencepool.yaml", "InferencePool"), ("spec", "targetPorts", 0, "number"), "http")]
    for key, path, value in wrong:
        tap.check(f"{key[1]}: a wrong {path[-1]} is refused", refuses, seen[key], path, value)
    tap.end()


if __name__ == "__main__":
    main()
