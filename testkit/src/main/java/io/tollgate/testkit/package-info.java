/**
 * Tests a proxy-wasm filter: configure it, send requests through it, assert what both sides and the
 * services saw.
 */
package io.tollgate.testkit;
