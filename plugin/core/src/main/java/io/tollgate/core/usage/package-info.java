/** What a call used, in one form for every provider. Depends on nothing. */
package io.tollgate.core.usage;
