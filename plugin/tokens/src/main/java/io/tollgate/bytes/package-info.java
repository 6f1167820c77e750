/**
 * Bytes to read, wherever they lie: a Java array, or memory of the host read in place. Everything
 * that scans a body or a table reads through this one class, so that nothing is copied just to look
 * at it. Depends on nothing.
 */
package io.tollgate.bytes;
