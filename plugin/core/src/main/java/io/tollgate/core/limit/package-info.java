/**
 * Budgets: which apply to a request, what they ask of the service, and the verdict on its answer.
 * Pure: from facts, statuses and notes of the ledger to a verdict.
 */
package io.tollgate.core.limit;
