/**
 * What {@code make run} starts: a demo provider, a rate limit service in memory, Envoy with the
 * module, and a live page. It is the one place where the parts meet outside a test, and may depend
 * on all of them.
 */
package io.tollgate.quickstart;
