/**
 * What a refused caller is told: a status, a body in the caller's dialect, and the headers that its
 * SDK obeys. Pure.
 */
package io.tollgate.core.refusal;
