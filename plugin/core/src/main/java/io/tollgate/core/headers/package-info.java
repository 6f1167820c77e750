/** Rate limit headers on answers, in the families that clients read. */
package io.tollgate.core.headers;
