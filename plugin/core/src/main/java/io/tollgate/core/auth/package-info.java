/** Who calls, and what they may call. */
package io.tollgate.core.auth;
