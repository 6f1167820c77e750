package io.tollgate.core.flow;

import io.tollgate.bytes.Bytes;
import io.tollgate.bytes.Gunzip;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.GatewayConfig.IncludeUsage;
import io.tollgate.core.refusal.Reason;
import io.tollgate.core.refusal.Refusal;
import io.tollgate.core.request.BodyEdits;
import io.tollgate.core.request.Problem;
import io.tollgate.core.request.PromptSink;
import io.tollgate.core.request.RequestFacts;
import io.tollgate.core.request.RequestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The request's body: read once as it comes, and kept in its pieces for what may still be asked of
 * it.
 */
final class RequestBody {
    private final Call call;
    private final GatewayConfig config;
    private final RequestReader reader;
    private final List<Bytes> pieces = new ArrayList<>();
    private long size;
    private boolean finished;
    private boolean edited;
    private String inBody = ""; // the model's name there, where it is what counts
    private boolean retained;
    private boolean askedBefore; // what asks for usage in it is ours, from before a redirect

    RequestBody(Call call, GatewayConfig config) {
        this.call = call;
        this.config = config;
        reader =
                new RequestReader(
                        call.endpoint().dialect(),
                        RequestHeaders.gzip(call),
                        config.maxBodyBytes(),
                        PromptSink.NONE);
    }

    void add(Bytes piece) {
        size += piece.length();
        pieces.add(piece);
        reader.feed(piece, 0, piece.length());
    }

    long size() {
        return size;
    }

    List<Bytes> pieces() {
        return pieces;
    }

    /** The same without its compression. */
    List<Bytes> plainPieces() {
        return RequestHeaders.gzip(call)
                ? List.of(Bytes.of(Gunzip.all(pieces, (int) reader.size())))
                : pieces;
    }

    boolean finished() {
        return finished;
    }

    /** The body is whole: what it says, or why it is refused. */
    Optional<Refusal> finish(Gateway gateway, Attributes attributes, BodyPlan plan) {
        finished = true;
        RequestFacts facts = reader.finish();
        call.facts = Optional.of(facts);
        Optional<Asked> before =
                facts.usageAsked() || gateway.renames()
                        ? Asked.of(attributes.text(Gateway.ASKED))
                        : Optional.empty();
        askedBefore = facts.usageAsked() && before.isPresent() && before.get().usageIsOurs();
        if (call.endpoint().model().isEmpty()) {
            name(gateway.known(facts.model()), before, RequestHeaders.editable(call, plan));
            call.recognised(
                    gateway.recognise(call.head, attributes, call.requestedModel)
                            .orElse(call.endpoint()));
        }
        return refuse(facts.problem(), gateway);
    }

    /** After a redirect the body has the model that we wrote, which is not renamed again. */
    private void name(String model, Optional<Asked> before, boolean editable) {
        inBody = model;
        call.requestedModel = before.isPresent() ? before.get().model() : model;
        if (before.isPresent() && !before.get().instead().isEmpty()) {
            call.goOnWith(before.get().instead());
        }
        call.model = called(model, editable && before.isEmpty());
    }

    /**
     * What the provider is asked for; what it is asked for already, where nothing can be written.
     */
    private String called(String model, boolean editable) {
        if (!call.insteadOfRefusal.isEmpty()) {
            return call.insteadOfRefusal;
        }
        return editable ? config.routing().alias(model).orElse(model) : model;
    }

    /**
     * A body that we cannot read may hold anything: where something is limited by it, it is
     * refused; where we only count, the provider may have its say.
     */
    private Optional<Refusal> refuse(Problem problem, Gateway gateway) {
        if (problem == Problem.NONE) {
            return Optional.empty();
        }
        if (problem == Problem.TOO_BIG || gateway.enforces(call)) {
            String text = unreadable(problem);
            return Optional.of(Refusal.of(reason(problem), text, "body"));
        }
        return Optional.empty();
    }

    /** Why a body cannot be read, for the caller; empty where it can. */
    static String unreadable(Problem problem) {
        return switch (problem) {
            case NONE -> "";
            case EMPTY -> "The request has no body.";
            case MALFORMED -> "The request body is not valid JSON.";
            case NOT_AN_OBJECT -> "The request body must be a JSON object.";
            case TOO_DEEP -> "The request body is nested too deeply.";
            case TOO_BIG -> "The request body is larger than this gateway takes.";
            case UNDECODABLE -> "The request body could not be decompressed.";
        };
    }

    static Reason reason(Problem problem) {
        return problem == Problem.TOO_BIG ? Reason.TOO_LARGE : Reason.BAD_REQUEST;
    }

    /**
     * The request has gone on: the body is kept for a later count, or counted now and forgotten.
     */
    void retire(Gateway gateway, Outbox out) {
        retained = gateway.retention().keep(size);
        if (!retained) {
            call.countPrompt(gateway, Optional.of(this));
            forget(out);
        }
    }

    /** The stream is over. */
    void close(Gateway gateway) {
        if (retained) {
            gateway.retention().giveBack(size);
            retained = false;
        }
    }

    private void forget(Outbox out) {
        pieces.clear();
        out.add(new Effect.ForgetRequestBody());
    }

    /** Writes what has to be written, once; and fills up to the length that was announced. */
    void edit(BodyPlan plan, Outbox out) {
        if (edited || call.facts.isEmpty()) {
            return;
        }
        edited = true;
        List<BodyEdits.Splice> splices =
                RequestHeaders.editable(call, plan) ? splices(call.facts.get(), out) : List.of();
        if (splices.isEmpty() && call.raised < 0) {
            return;
        }
        replace(splices, RequestHeaders.gzip(call), out);
        if (plan.holdsHeaders() && call.head.headers().contains("content-length")) {
            long length = reader.size() + BodyEdits.growth(splices);
            out.add(new Effect.SetRequestHeader("content-length", Long.toString(length)));
        }
    }

    /** What is changed goes on without its compression. */
    private void replace(List<BodyEdits.Splice> splices, boolean gzip, Outbox out) {
        int unzipped = gzip ? (int) reader.size() : -1;
        out.add(new Effect.ReplaceRequestBody(splices, call.raised, unzipped));
        if (gzip) {
            out.add(new Effect.RemoveRequestHeader("content-encoding"));
        }
    }

    private List<BodyEdits.Splice> splices(RequestFacts facts, Outbox out) {
        boolean asks = RequestHeaders.writesUsage(call, config) && call.streams();
        boolean ask = asks && !facts.usageAsked();
        boolean renamed = !call.model.equals(inBody.isEmpty() ? call.requestedModel : inBody);
        List<BodyEdits.Splice> splices =
                BodyEdits.splices(facts, renamed ? Optional.of(call.model) : Optional.empty(), ask);
        boolean ours = ask ? !splices.isEmpty() : asks && askedBefore;
        call.hidesUsage = ours && config.includeUsage() == IncludeUsage.FORCE;
        if (renamed || (ask && call.hidesUsage)) {
            Asked asked = new Asked(call.hidesUsage, call.insteadOfRefusal, call.requestedModel);
            out.add(new Effect.Remember(Gateway.ASKED_STATE, asked.text()));
        }
        return splices;
    }
}
