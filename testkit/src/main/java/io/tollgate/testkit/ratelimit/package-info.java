/**
 * The envoyproxy/ratelimit service as a pure function of request bytes and time, so that tests need
 * no service, no Redis and no waiting. Depends on {@code proto} only.
 */
package io.tollgate.testkit.ratelimit;
