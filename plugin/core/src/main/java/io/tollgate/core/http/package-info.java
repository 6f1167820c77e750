/** Plain values of an HTTP message, shared by everything in the core that looks at one. */
package io.tollgate.core.http;
