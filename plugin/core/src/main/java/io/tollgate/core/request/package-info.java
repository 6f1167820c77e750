/**
 * Reads request bodies: what they ask for, how many tokens their prompt can be at most, and where
 * to write into them. May depend on {@code core.endpoint}, {@code io.tollgate.bytes} and {@code
 * io.tollgate.json}.
 */
package io.tollgate.core.request;
