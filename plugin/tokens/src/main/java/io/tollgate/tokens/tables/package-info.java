/**
 * Writes the table files at build time, from the vocabularies in the jtokkit jar. Nothing here
 * reaches the module or is needed at run time.
 */
package io.tollgate.tokens.tables;
