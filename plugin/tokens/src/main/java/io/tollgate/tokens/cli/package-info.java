/** The program in tollgate-tokens.jar. Not part of the module. */
package io.tollgate.tokens.cli;
