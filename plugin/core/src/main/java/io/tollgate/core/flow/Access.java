package io.tollgate.core.flow;

import io.tollgate.core.auth.Caller;
import io.tollgate.core.auth.KeyRing;
import io.tollgate.core.auth.Products;
import io.tollgate.core.auth.Stripped;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.ProductConfig;
import io.tollgate.core.endpoint.Endpoints;
import io.tollgate.core.http.RequestHead;
import io.tollgate.core.refusal.Reason;
import io.tollgate.core.refusal.Refusal;
import java.util.Optional;

/**
 * Who calls, and whether they may: keys at the headers, the product's models and sizes at the body.
 */
final class Access {
    private static final String OBJECTIVE = "x-gateway-inference-objective";

    private final Gateway gateway;
    private final GatewayConfig config;
    private final Call call;
    private final Outbox out;

    Access(Gateway gateway, Call call, Outbox out) {
        this.gateway = gateway;
        this.config = gateway.config();
        this.call = call;
        this.out = out;
    }

    /**
     * The caller, by key or by what another filter says; nothing if they may call this operation.
     */
    Optional<Refusal> identify(RequestHead head, Attributes attributes, long nowMs) {
        boolean strips = !config.auth().keys().isEmpty(); // only then is there anything to remember
        String remembered = strips ? attributes.text(Gateway.REMEMBERED) : "";
        KeyRing.Verdict verdict =
                gateway.keys().identify(head, identity(head, attributes), remembered, nowMs / 1000);
        if (verdict instanceof KeyRing.Verdict.Refused refused) {
            return Optional.of(Refusal.of(Reason.UNAUTHENTICATED, refused.message(), "auth"));
        }
        call.caller = ((KeyRing.Verdict.Known) verdict).caller();
        strip(gateway.keys().strip(head));
        Optional<ProductConfig> product = gateway.products().of(call.caller);
        return product.isEmpty() ? Optional.empty() : operation(product.get());
    }

    private String identity(RequestHead head, Attributes attributes) {
        String header = config.auth().consumerHeader();
        if (!header.isEmpty()) {
            return head.headers().first(header).orElse("");
        }
        return config.auth().consumerProperty().isEmpty()
                ? ""
                : attributes.text(config.auth().consumerProperty().toArray(new String[0]));
    }

    /**
     * The keys go; who sent them is remembered, for an internal redirect shows us the stripped
     * request.
     */
    private void strip(Stripped stripped) {
        for (String name : stripped.headers()) {
            out.add(new Effect.RemoveRequestHeader(name));
        }
        if (stripped.path().isPresent()) {
            out.add(new Effect.SetRequestHeader(":path", stripped.path().get()));
        }
        boolean known = !call.caller.equals(Caller.ANYONE);
        if (known && !(stripped.headers().isEmpty() && stripped.path().isEmpty())) {
            out.add(new Effect.Remember(Gateway.CALLER_STATE, call.caller.remembered()));
        }
    }

    private Optional<Refusal> operation(ProductConfig product) {
        if (!call.recognised()) {
            String path = Endpoints.path(call.head);
            return Products.allowsPath(product, path, call.head.method())
                    ? Optional.empty()
                    : forbidden(product, "path", path);
        }
        if (!Products.allowsOperation(product, call.endpoint(), call.head.method())) {
            return forbidden(product, "operation", call.endpoint().operation().wireName());
        }
        if (!product.objective().isEmpty()) {
            out.add(new Effect.SetRequestHeader(OBJECTIVE, product.objective()));
        }
        return call.requestedModel.isEmpty() ? Optional.empty() : model();
    }

    /** A form's model is not read: where the product lists models, there is no telling. */
    Optional<Refusal> form() {
        Optional<ProductConfig> product = gateway.products().of(call.caller);
        boolean told = !call.requestedModel.isEmpty();
        return told || product.isEmpty() || product.get().models().isEmpty()
                ? Optional.empty()
                : Optional.of(Refusing.form());
    }

    /** Once the model is known: whether the product includes it. */
    Optional<Refusal> model() {
        Optional<ProductConfig> product = gateway.products().of(call.caller);
        if (product.isEmpty()
                || product.get().models().allows(call.model)
                || product.get().models().allows(call.requestedModel)) {
            return Optional.empty();
        }
        return forbidden(product.get(), "model", call.requestedModel);
    }

    /**
     * Once the prompt is known: whether it is within the product's cap. Counted only if its bound
     * is not.
     */
    Optional<Refusal> promptSize(Optional<RequestBody> body) {
        Optional<ProductConfig> product = gateway.products().of(call.caller);
        long most = product.isEmpty() ? Long.MAX_VALUE : product.get().maxPromptTokens();
        if (call.promptTokens() <= most) {
            return Optional.empty();
        }
        call.countPrompt(gateway, body);
        if (call.promptTokens() <= most) {
            return Optional.empty();
        }
        String message =
                "The prompt is too long for the product '"
                        + product.get().name()
                        + ("': Limit " + most + " tokens, Requested " + call.promptTokens() + ".");
        return Optional.of(Refusal.of(Reason.PROMPT_TOO_LONG, message, "product"));
    }

    private static Optional<Refusal> forbidden(ProductConfig product, String what, String name) {
        String message =
                "The product '"
                        + product.name()
                        + "' does not include the "
                        + what
                        + " '"
                        + name
                        + "'.";
        return Optional.of(Refusal.of(Reason.FORBIDDEN, message, "product"));
    }
}
