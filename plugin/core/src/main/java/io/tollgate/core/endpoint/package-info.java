/**
 * Which API a request speaks, by its head and the configuration alone; and for every API the tables
 * that say where its bodies keep what we read. A new dialect is one class with its two tables and
 * one row of {@link io.tollgate.core.endpoint.Dialect}.
 *
 * <p>Ids of request tables, read by {@code core.request}: {@code R} the whole body, {@code m}
 * model, {@code s} stream, {@code o} stream options, {@code u} include_usage, {@code v} continuous
 * usage, {@code x} and {@code y} maximum output, {@code n} and {@code b} number of answers; of the
 * prompt {@code Q} one message, {@code r} its role, {@code N} its name, {@code T} text or token
 * ids, {@code F} tools, {@code L} tool calls, {@code J} a schema, {@code D} an image or another
 * medium.
 *
 * <p>Ids of answer tables, read by {@code core.answer}: {@code u} the usage, {@code I} input with
 * all caches, {@code i} input without them, {@code r} cache read, {@code w} cache write, {@code a}
 * input to add, {@code o} output with reasoning, {@code O} output without it, {@code t} reasoning,
 * {@code T} the provider's total, {@code b}/{@code B} input and output to use where there are no
 * others, {@code m} model, {@code k} kind of the event, {@code e} error, {@code c} one choice,
 * {@code x} its index, {@code f} its finish reason, {@code d} the text produced, {@code p}
 * produced, told as it stands, {@code z} an event in base64.
 *
 * <p>May depend on {@code core.config}, {@code core.http} and {@code io.tollgate.json}.
 */
package io.tollgate.core.endpoint;
