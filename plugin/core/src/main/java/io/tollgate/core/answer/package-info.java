/**
 * Reads answers as their bytes pass: usage in normal form, the text produced, errors inside of
 * streams, and which bytes of a stream are the one chunk that only we asked for. Any split of the
 * bytes gives the same result, and memory is the same for every answer. May depend on {@code
 * core.endpoint}, {@code core.http}, {@code core.usage}, {@code core.request.Text}, {@code
 * io.tollgate.bytes} and {@code io.tollgate.json}.
 */
package io.tollgate.core.answer;
