/**
 * The third host: a real Envoy with real local servers behind its clusters. Only this and {@code
 * real} use threads and sockets.
 */
package io.tollgate.testkit.envoy;
