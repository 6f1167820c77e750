/**
 * The messages of Envoy's rate limit service, written and read by hand: protobuf bytes in, values
 * out.
 */
package io.tollgate.core.ratelimit;
