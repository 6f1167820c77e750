/**
 * The real parts a test runs against: Envoy, the rate limit service with its store, and scripted
 * HTTP peers on real sockets. Everything listens on 127.0.0.1 on a free port. This package knows
 * nothing of the modelled host beside it.
 */
package io.tollgate.testkit.real;
