package io.tollgate.core.flow;

import io.tollgate.core.auth.Caller;
import io.tollgate.core.endpoint.Endpoint;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import io.tollgate.core.report.Tags;
import io.tollgate.core.request.RequestFacts;
import java.util.Optional;

/** What is known of one call, filled as it goes along and read by all its steps. */
final class Call {
    private static final RequestHead NO_HEAD = new RequestHead("", "", "", Headers.of());

    RequestHead head = NO_HEAD;
    Caller caller = Caller.ANYONE;
    Optional<RequestFacts> facts = Optional.empty();

    /** What the client asked for, and what the provider is asked for. */
    String requestedModel = "";

    String model = "";

    /**
     * The model to go on with because a budget of the one asked for is spent; empty while none is.
     */
    String insteadOfRefusal = "";

    /** Who refused: empty while nobody has. */
    String deniedBy = "";

    /** The request left this filter whole. */
    boolean wentOn;

    /** We asked for usage in the stream and the client did not. */
    boolean hidesUsage;

    /** The length announced for a body that may still grow, -1 if none was. */
    long raised = -1;

    /** Another model can be written into the body, as far as the head tells. */
    boolean renames;

    /** Tokens of the prompt by our own count, -1 while not counted. */
    long counted = -1;

    private Optional<Endpoint> endpoint = Optional.empty();

    void recognised(Endpoint found) {
        endpoint = Optional.of(found);
        if (requestedModel.isEmpty()) {
            requestedModel = found.model().orElse("");
            model = requestedModel;
        }
    }

    boolean recognised() {
        return endpoint.isPresent();
    }

    Endpoint endpoint() {
        return endpoint.orElseThrow();
    }

    /**
     * The model that chooses the route: as the client called it, unless a budget sent it elsewhere.
     */
    String routedModel() {
        return insteadOfRefusal.isEmpty() ? requestedModel : insteadOfRefusal;
    }

    /** The budget is spent, and another model may be used. */
    void goOnWith(String other) {
        insteadOfRefusal = other;
        model = other;
    }

    /** Whether the provider can be asked for another model. */
    boolean canRename() {
        return renames && (facts.isEmpty() || !facts.get().model().isEmpty());
    }

    /** Tokens of the prompt as we counted them; 0 where we did not. */
    long estimatedInput() {
        return Math.max(0, counted);
    }

    boolean denied() {
        return !deniedBy.isEmpty();
    }

    boolean streams() {
        return (recognised() && endpoint().streams())
                || (facts.isPresent() && facts.get().streams());
    }

    /** Tokens of the prompt: our count where we counted, else a bound above them. */
    long promptTokens() {
        return counted >= 0 ? counted : facts.isPresent() ? facts.get().promptBound() : 0;
    }

    /**
     * Counts the prompt's tokens if that was not done yet; false if there is nothing new to know.
     */
    boolean countPrompt(Gateway gateway, Optional<RequestBody> body) {
        if (counted >= 0 || body.isEmpty() || !recognised()) {
            return false;
        }
        counted = gateway.countPrompt(this, body.get());
        return counted >= 0;
    }

    Tags tags() {
        return Tags.of(recognised() ? endpoint().provider() : "", model, caller.consumer());
    }
}
