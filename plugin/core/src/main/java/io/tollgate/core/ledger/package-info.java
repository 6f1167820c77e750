/**
 * What is in flight: estimates of requests that were let through and are not charged yet, shared by
 * all workers of a proxy. Pure: the shared memory is an interface, the time an argument.
 */
package io.tollgate.core.ledger;
