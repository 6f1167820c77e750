/**
 * The thin adapter between Envoy and the core: host events in, effects out. It decides nothing.
 *
 * <p>Only here do {@code io.tollgate.abi} and {@code io.tollgate.core} meet.
 */
package io.tollgate.filter;
