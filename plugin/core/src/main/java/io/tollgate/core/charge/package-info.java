/**
 * Charges on their way to the rate limit service: sent once a stream, kept while the service is
 * down, given up with a counter. Pure: time comes in, orders go out.
 */
package io.tollgate.core.charge;
