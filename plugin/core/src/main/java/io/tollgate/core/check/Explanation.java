package io.tollgate.core.check;

// lint: JVM only

import io.tollgate.bytes.Bytes;
import io.tollgate.core.auth.Caller;
import io.tollgate.core.auth.KeyRing;
import io.tollgate.core.config.CountConfig;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.endpoint.Endpoint;
import io.tollgate.core.endpoint.Endpoints;
import io.tollgate.core.http.Coding;
import io.tollgate.core.limit.ActiveLimit;
import io.tollgate.core.limit.Estimate;
import io.tollgate.core.limit.LimitBook;
import io.tollgate.core.limit.LimitBook.Selection;
import io.tollgate.core.limit.Subject;
import io.tollgate.core.limit.Verdict;
import io.tollgate.core.ratelimit.Descriptor;
import io.tollgate.core.ratelimit.Entry;
import io.tollgate.core.ratelimit.Quota;
import io.tollgate.core.request.PromptSink;
import io.tollgate.core.request.RequestFacts;
import io.tollgate.core.request.RequestReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells how a request is read, who calls, which limits apply and what each would ask. */
final class Explanation {
    private final GatewayConfig config;
    private final HttpText request;
    private final PrintStream out;
    private final long nowSeconds;
    private final List<ActiveLimit> tooSmall = new ArrayList<>();
    private String instead = "";

    Explanation(GatewayConfig config, HttpText request, PrintStream out, long nowMillis) {
        this.config = config;
        this.request = request;
        this.out = out;
        this.nowSeconds = nowMillis / 1000;
    }

    /** The model to go on with where a limit says so, empty for the one asked for. */
    String instead() {
        return instead;
    }

    /** False if some limit is smaller than the request and does not send it on. */
    boolean print() {
        Optional<Endpoint> found = recognise("");
        if (found.isEmpty()) {
            out.println("read as: nothing that a dialect knows");
            return true;
        }
        RequestFacts facts = facts(found.get());
        String requested = found.get().model().orElse(facts.model());
        Endpoint endpoint = recognise(requested).orElse(found.get());
        String model = config.routing().alias(requested).orElse(requested);
        String asked = model.equals(requested) ? "" : ", asked for as " + requested;
        Caller caller = caller();
        out.println("read as: " + endpoint.provider() + " " + endpoint.operation().wireName());
        out.println("model: " + model + asked);
        out.println("caller: " + text(caller.consumer()) + ", product " + text(caller.product()));
        judge(subject(endpoint, caller, requested, model), facts, found.get().model().isEmpty());
        return tooSmall.isEmpty();
    }

    /** A model that stands in the path cannot be written anew. */
    private void judge(Subject subject, RequestFacts facts, boolean renames) {
        Estimate estimate = estimate(facts);
        limits(subject, estimate);
        if (renames) {
            Verdict.otherModel(tooSmall).ifPresent(other -> goOnWith(other, subject, estimate));
        }
    }

    /** One hop: the limits of the other model may refuse, but not send the request on again. */
    private void goOnWith(String model, Subject subject, Estimate estimate) {
        instead = model;
        tooSmall.clear();
        out.println("over a limit, goes on with " + model + ":");
        Subject other = subject.withModel(subject.requestedModel(), model, subject.provider());
        limits(new LimitBook(config).atBody(other, false), "body", estimate);
        tooSmall.removeIf(limit -> limit.config().onOverModel().equals(model));
    }

    private Optional<Endpoint> recognise(String model) {
        return Endpoints.recognise(request.head(), config.providers(), "", "", model);
    }

    private RequestFacts facts(Endpoint endpoint) {
        boolean gzip = Coding.of(request.head().headers()) == Coding.GZIP;
        RequestReader reader =
                new RequestReader(endpoint.dialect(), gzip, config.maxBodyBytes(), PromptSink.NONE);
        reader.feed(Bytes.of(request.body()), 0, request.body().length);
        return reader.finish();
    }

    private Caller caller() {
        String header = config.auth().consumerHeader();
        String identity = header.isEmpty() ? "" : request.head().headers().first(header).orElse("");
        KeyRing.Verdict verdict =
                new KeyRing(config.auth()).identify(request.head(), identity, "", nowSeconds);
        return verdict instanceof KeyRing.Verdict.Known known ? known.caller() : Caller.ANYONE;
    }

    private Estimate estimate(RequestFacts facts) {
        long declared = facts.declaredOutput().orElse(-1);
        out.println(
                "estimate: at most "
                        + facts.promptBound()
                        + " prompt tokens, output "
                        + (declared < 0 ? "not declared" : "up to " + declared));
        return new Estimate(facts.promptBound(), declared, config.estimate().undeclaredOutput());
    }

    private Subject subject(Endpoint endpoint, Caller caller, String requested, String model) {
        String operation = endpoint.operation().wireName();
        return new Subject(
                request.head(),
                caller,
                endpoint.provider(),
                operation,
                requested,
                model,
                "",
                "",
                "");
    }

    private void limits(Subject subject, Estimate estimate) {
        LimitBook book = new LimitBook(config);
        Selection early = book.atHeaders(subject.withModel("", "", subject.provider()));
        Selection late = book.atBody(subject, false);
        boolean none = early.active().isEmpty() && late.active().isEmpty();
        out.println(none ? "limits: none applies" : "limits:");
        limits(early, "headers", estimate);
        limits(late, "body", estimate);
    }

    private void limits(Selection selection, String where, Estimate estimate) {
        for (ActiveLimit limit : selection.active()) {
            limit(limit, where, estimate);
        }
        for (String name : selection.skipped()) {
            out.println("  " + name + ": does not apply, a value of its descriptor is missing");
        }
    }

    private void limit(ActiveLimit limit, String where, Estimate estimate) {
        StringBuilder line = new StringBuilder("  ").append(limit.name());
        line.append(limit.shadow() ? " (shadow)" : "");
        line.append(", looked at with the ").append(where).append(":");
        Descriptor look = limit.look(nowSeconds);
        for (Entry entry : look.entries()) {
            line.append(' ').append(entry.key()).append('=').append(entry.value());
        }
        for (Quota quota : look.quota()) {
            String window = limit.asksService() ? " per " + limit.unit() : " at the same time";
            line.append(", ").append(quota.amount()).append(window);
        }
        line.append(", needs at most ").append(limit.need(estimate));
        line.append(", holds ").append(limit.hold(estimate));
        long amount = look.quota().isEmpty() ? Long.MAX_VALUE : look.quota().get(0).amount();
        out.println(line.append(room(limit, estimate, amount)));
    }

    /**
     * The prompt is known by a bound only; what is sure is what the declared output alone needs.
     */
    private String room(ActiveLimit limit, Estimate estimate, long amount) {
        boolean reserves =
                config.rateLimit().mode() == Mode.RESERVE
                        && limit.kind() == CountConfig.Kind.TOKENS;
        String other = limit.config().onOverModel();
        String then = other.isEmpty() ? "" : ", when over goes on with " + other;
        if (amount == 0 || (reserves && limit.need(estimate.withInput(0)) > amount)) {
            if (!limit.shadow() && config.rateLimit().mode() != Mode.CHARGE) {
                tooSmall.add(limit);
            }
            return ": can never fit" + then;
        }
        return reserves && limit.need(estimate) > amount
                ? ": may never fit, the prompt decides" + then
                : then;
    }

    private static String text(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
