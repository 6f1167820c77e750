"""Envoy configurations of the peers: the same listener and clusters, one filter apart."""
import json

V3 = "type.googleapis.com/envoy.extensions.filters.http"
BUFFER = 50 * 1024 * 1024


def endpoint(port):
    return {"endpoint": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": port}}}}


def cluster(name, port, http2=False):
    protocol = {"http2_protocol_options": {}} if http2 else {}
    return {
        "name": name, "type": "STATIC", "connect_timeout": "2s", "per_connection_buffer_limit_bytes": BUFFER,
        "circuit_breakers": {"thresholds": [{"max_connections": 200000, "max_pending_requests": 200000,
                                             "max_requests": 200000}]},
        "load_assignment": {"cluster_name": name, "endpoints": [{"lb_endpoints": [endpoint(port)]}]},
        "typed_extension_protocol_options": {"envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
            "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
            "explicit_http_config": protocol or {"http_protocol_options": {}}}},
    }


def wasm(path, configuration, root="tollgate"):
    return {"name": "wasm", "typed_config": {"@type": f"{V3}.wasm.v3.Wasm", "config": {
        "name": "bench", "root_id": root, "allow_on_headers_stop_iteration": True,
        "vm_config": {"vm_id": "bench", "runtime": "envoy.wasm.runtime.v8",
                      "code": {"local": {"filename": str(path)}}},
        "configuration": {"@type": "type.googleapis.com/google.protobuf.StringValue",
                          "value": configuration if isinstance(configuration, str) else json.dumps(configuration)}}}}


def native():
    """Model and usage into dynamic metadata, as Envoy does it without a plugin."""
    def value(key, **more):
        return {"metadata_namespace": "llm", "key": key, **more}
    usage = [{"key": "usage"}, {"key": "total_tokens"}]
    return [
        {"name": "json_to_metadata", "typed_config": {
            "@type": f"{V3}.json_to_metadata.v3.JsonToMetadata",
            "request_rules": {"rules": [{"selectors": [{"key": "model"}], "on_present": value("model"),
                                         "on_missing": value("model", value="none"),
                                         "on_error": value("model", value="none")}]},
            "response_rules": {"rules": [{
                "selectors": usage, "on_present": value("total_tokens", type="NUMBER"),
                "on_missing": value("total_tokens", value=0, type="NUMBER", preserve_existing_metadata_value=True),
                "on_error": value("total_tokens", value=0, type="NUMBER", preserve_existing_metadata_value=True)}]}}},
        {"name": "sse_to_metadata", "typed_config": {
            "@type": f"{V3}.sse_to_metadata.v3.SseToMetadata",
            "response_rules": {"content_parser": {"name": "envoy.content_parsers.json", "typed_config": {
                "@type": "type.googleapis.com/envoy.extensions.content_parsers.json.v3.JsonContentParser",
                "rules": [{"rule": {"selectors": usage, "on_present": value("total_tokens", type="NUMBER")}}]}}}}},
    ]


def ratelimit():
    return {"name": "envoy.filters.http.ratelimit", "typed_config": {
        "@type": f"{V3}.ratelimit.v3.RateLimit", "domain": "llm", "timeout": "0.2s",
        "rate_limit_service": {"transport_api_version": "V3",
                               "grpc_service": {"envoy_grpc": {"cluster_name": "ratelimit"}}}}}


def ratelimit_per_route():
    """Look with 0 on the way in, charge at the end; it works in the filter's per-route config only."""
    actions = [
        {"metadata": {"descriptor_key": "model", "metadata_key": {"key": "llm", "path": [{"key": "model"}]},
                      "source": "DYNAMIC", "default_value": "none"}},
        {"request_headers": {"header_name": "x-user", "descriptor_key": "user"}},
    ]
    return {"envoy.filters.http.ratelimit": {
        "@type": f"{V3}.ratelimit.v3.RateLimitPerRoute",
        "rate_limits": [
            {"actions": actions, "hits_addend": {"number": 0}},
            {"actions": actions, "hits_addend": {"format": "%DYNAMIC_METADATA(llm:total_tokens)%"},
             "apply_on_stream_done": True}]}}


def ai_protocol_manager():
    return [{"name": "envoy.filters.http.ai_protocol_manager", "typed_config": {
        "@type": f"{V3}.ai_protocol_manager.v3.AiProtocolManager", "request_handling": {},
        "response_handling": {"token_usage": {"include_unconfigured_routes": True}}}}]


def bootstrap(listen, admin, upstream, service, filters, per_route=None, http2=False):
    route = {"match": {"prefix": "/"}, "route": {"cluster": "upstream", "timeout": "0s"}}
    if per_route:
        route["typed_per_filter_config"] = per_route
    manager = {
        "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "bench", "codec_type": "AUTO", "stream_idle_timeout": "0s",
        # Ten thousand streams that go on at once are more frames than the flood guard likes.
        "http2_protocol_options": {"max_concurrent_streams": 100000, "max_outbound_frames": 10_000_000},
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [route]}]},
        "http_filters": filters + [{"name": "envoy.filters.http.router", "typed_config": {
            "@type": f"{V3}.router.v3.Router"}}],
    }
    return {
        "admin": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": admin}}},
        "static_resources": {
            "listeners": [{
                "name": "bench", "per_connection_buffer_limit_bytes": BUFFER,
                "address": {"socket_address": {"address": "127.0.0.1", "port_value": listen}},
                "filter_chains": [{"filters": [{"name": "hcm", "typed_config": manager}]}]}],
            "clusters": [cluster("upstream", upstream, http2), cluster("ratelimit", service, http2=True)]},
    }


TOLLGATE_LIMIT = {"name": "per-user", "count": "total",
                  "descriptor": [{"key": "model", "source": "model"}, {"key": "user", "header": "x-user"}]}


def tollgate(service):
    """Read and report only, or also look and charge: one descriptor of two entries, as `nat+rls` has it."""
    if not service:
        return {}

    def near(name, amount):
        return {"name": f"near-{name}", "count": "total", "when": {"headers": {"x-near": name}},
                "quota": {"amount": amount, "per": "hour"}, "descriptor": TOLLGATE_LIMIT["descriptor"]}
    far = {**TOLLGATE_LIMIT, "when": {"headers": {"x-far": "1"}}}
    return {"rateLimit": {"cluster": "ratelimit", "domain": "llm"},
            "limits": [far, near("small", 600), near("big", 60_000)]}
