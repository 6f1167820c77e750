package io.tollgate.core.limit;

import io.tollgate.core.auth.Caller;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;

/**
 * What is known of a request when its limits are chosen. Empty texts are unknown.
 *
 * @param requestedModel as the caller wrote it
 * @param model after aliases
 * @param operation its name in the configuration
 * @param clientAddress with or without a port
 */
public record Subject(
        RequestHead head,
        Caller caller,
        String provider,
        String operation,
        String requestedModel,
        String model,
        String route,
        String cluster,
        String clientAddress) {

    /** True once the body, or the path, has told the model. */
    public boolean modelKnown() {
        return !model.isEmpty();
    }

    /** The same for another model, and the provider that it tells. */
    public Subject withModel(String requested, String called, String itsProvider) {
        return new Subject(
                head,
                caller,
                itsProvider,
                operation,
                requested,
                called,
                route,
                cluster,
                clientAddress);
    }

    Headers headers() {
        return head.headers();
    }
}
