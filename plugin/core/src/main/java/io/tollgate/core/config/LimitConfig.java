package io.tollgate.core.config;

import java.util.List;
import java.util.Optional;

/**
 * One budget.
 *
 * @param descriptor entries sent to the service; limits of a product get theirs by themselves
 *     before these
 * @param quotas at most one: the amount sent along
 * @param onOverModel instead of refusing, go on with this model; empty: refuse
 */
public record LimitConfig(
        String name,
        List<EntryConfig> descriptor,
        CountConfig count,
        List<QuotaConfig> quotas,
        WhenConfig when,
        boolean shadow,
        String onOverModel) {

    public LimitConfig {
        descriptor = List.copyOf(descriptor);
        quotas = List.copyOf(quotas);
    }

    public Optional<QuotaConfig> quota() {
        return quotas.isEmpty() ? Optional.empty() : Optional.of(quotas.get(0));
    }
}
