/**
 * What a finished stream says of itself: filter state for access logs, and series for metrics.
 * Pure.
 */
package io.tollgate.core.report;
