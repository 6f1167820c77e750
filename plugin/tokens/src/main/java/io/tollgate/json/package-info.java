/**
 * JSON for code that counts every kilobyte and every nanosecond: a scanner that is fed any split of
 * the bytes and tells a listener only of the paths in its {@link io.tollgate.json.Shape}, a small
 * tree for configuration, and a writer. May depend on {@code io.tollgate.bytes} only.
 */
package io.tollgate.json;
