/** The command line check of a configuration; runs on a JVM only. */
package io.tollgate.core.check;
