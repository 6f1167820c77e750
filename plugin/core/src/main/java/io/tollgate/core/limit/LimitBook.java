package io.tollgate.core.limit;

import io.tollgate.core.config.EntryConfig;
import io.tollgate.core.config.EntryConfig.Source;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.LimitConfig;
import io.tollgate.core.config.ProductConfig;
import io.tollgate.core.config.ProviderConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All limits of a configuration, and which of them apply to a request. */
public final class LimitBook {
    private final String domain;
    private final List<LimitConfig> common;
    private final List<ProductConfig> products;
    private final Set<Source> sources;
    private final boolean empty;
    private final boolean providersNeedModel;

    public LimitBook(GatewayConfig config) {
        this.domain = config.rateLimit().domain();
        this.common = config.limits();
        this.products = config.products();
        List<LimitConfig> all = new ArrayList<>(common);
        for (ProductConfig product : products) {
            all.addAll(product.limits());
        }
        empty = all.isEmpty();
        sources = sources(all);
        providersNeedModel = anyNamesModels(config.providers());
    }

    /**
     * Limits that apply.
     *
     * @param active they apply, in the order of the configuration, the product's last
     * @param skipped names of those that do not because a value is missing
     * @param more some can only be told, or looked at, when the model is known
     */
    public record Selection(List<ActiveLimit> active, List<String> skipped, boolean more) {
        public Selection {
            active = List.copyOf(active);
            skipped = List.copyOf(skipped);
        }
    }

    private static Set<Source> sources(List<LimitConfig> limits) {
        Set<Source> found = new HashSet<>();
        for (LimitConfig limit : limits) {
            for (EntryConfig entry : limit.descriptor()) {
                found.add(entry.source());
            }
        }
        return found;
    }

    /** Whether it cannot be told before the model is known that a limit applies, or to what. */
    public boolean needsModel(LimitConfig limit) {
        boolean byProvider = !limit.when().providers().isEmpty();
        for (EntryConfig entry : limit.descriptor()) {
            byProvider |= entry.source() == Source.PROVIDER;
            if (Sources.needsModel(entry)) {
                return true;
            }
        }
        return limit.when().needsModel() || (byProvider && providersNeedModel);
    }

    /** Whether the model may tell the provider. */
    boolean providersNeedModel() {
        return providersNeedModel;
    }

    private static boolean anyNamesModels(List<ProviderConfig> providers) {
        for (ProviderConfig provider : providers) {
            if (!provider.models().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any limit asks for such a value. */
    public boolean uses(Source source) {
        return sources.contains(source);
    }

    /** True when no request is ever limited. */
    public boolean isEmpty() {
        return empty;
    }

    /** Those that need nothing from the body; all of them where the path has told the model. */
    public Selection atHeaders(Subject subject) {
        return subject.modelKnown()
                ? select(new Picker(this, domain, subject, true, true))
                : select(new Picker(this, domain, subject, true, false));
    }

    /**
     * Those that {@link #atHeaders} left, now that the body is read, whether it named a model or
     * not.
     */
    public Selection atBody(Subject subject, boolean modelWasKnown) {
        return modelWasKnown
                ? new Selection(List.of(), List.of(), false)
                : select(new Picker(this, domain, subject, false, true));
    }

    private Selection select(Picker picker) {
        for (LimitConfig limit : common) {
            picker.consider(limit, false);
        }
        for (ProductConfig product : products) {
            if (product.name().equals(picker.product())) {
                for (LimitConfig limit : product.limits()) {
                    picker.consider(limit, true);
                }
            }
        }
        return picker.selection();
    }
}
