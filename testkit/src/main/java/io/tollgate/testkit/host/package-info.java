/**
 * Envoy's behaviour towards a proxy-wasm module, with Java types and without an engine: streams,
 * buffers, contexts, callouts, shared state, virtual time. Internal: tests use the classes of
 * {@code io.tollgate.testkit}.
 */
package io.tollgate.testkit.host;
