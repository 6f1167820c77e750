/**
 * The configuration: its values, its one table of fields, and the reader that lists everything
 * wrong with it.
 */
package io.tollgate.core.config;
