/**
 * The one binding to a WebAssembly engine, and the imports of proxy-wasm bound to the host model.
 * Only {@code WasmEngine} names the engine.
 */
package io.tollgate.testkit.engine;
