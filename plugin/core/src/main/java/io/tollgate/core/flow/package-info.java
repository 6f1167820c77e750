/**
 * One request from end to end: host events come in, effects go out. It reads like the walk through
 * a request in the design: recognise, look at the headers, read the body, look again, let go, read
 * the answer, settle.
 *
 * <p>Nothing here knows a host. The adapter feeds events and carries out the effects in their
 * order.
 */
package io.tollgate.core.flow;
