package io.tollgate.core.flow;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.endpoint.Endpoint;
import io.tollgate.core.http.RequestHead;
import io.tollgate.core.refusal.LocalAnswer;
import io.tollgate.core.refusal.Reason;
import io.tollgate.core.refusal.Refusal;
import io.tollgate.core.refusal.Refusals;
import java.util.Optional;

/**
 * The way of a request through the gateway, up to where it goes on to the provider or is answered
 * here.
 */
final class RequestSide {
    /** Not a name that reports know. */
    static final String UNMATCHED = "unmatched";

    private static final String PANIC = "The gateway failed at this request.";

    private final Gateway gateway;
    private final GatewayConfig config;
    private final Attributes attributes;
    private final Outbox out;
    private final Call call;
    private BodyPlan plan = BodyPlan.IGNORE;
    private Optional<RequestBody> body = Optional.empty();
    private final Admission admission;
    private final Access access;
    private boolean looking;
    private boolean bodyEnded;
    private boolean bodyLooked;

    RequestSide(Gateway gateway, Attributes attributes, Outbox out, Call call) {
        this.gateway = gateway;
        this.config = gateway.config();
        this.attributes = attributes;
        this.out = out;
        this.call = call;
        admission = new Admission(gateway, call, out);
        access = new Access(gateway, call, out);
    }

    boolean takesBody() {
        return plan.move() == Move.TAKE;
    }

    /** Step 1: which API, and who calls. */
    Step onHeaders(RequestHead head, boolean end, long nowMs) {
        call.head = head;
        if (head.headers().contains(config.routing().modelHeader())) {
            out.add(new Effect.RemoveRequestHeader(config.routing().modelHeader()));
        }
        Optional<Endpoint> endpoint = gateway.recognise(head, attributes, "");
        if (endpoint.isPresent()) {
            call.recognised(endpoint.get());
        }
        Optional<Refusal> refused = access.identify(head, attributes, nowMs);
        if (refused.isPresent()) {
            return deny(refused.get(), nowMs);
        }
        return endpoint.isPresent() ? admit(end, nowMs) : unmatched(nowMs);
    }

    private Step unmatched(long nowMs) {
        gateway.notices().unmetered(Notices.UNMATCHED, out);
        return config.denyUnmatched()
                ? deny(
                        Refusal.of(
                                Reason.NOT_FOUND, "No LLM API is known at this path.", UNMATCHED),
                        nowMs)
                : out.step(Move.GO);
    }

    /** Step 2: the look at the headers, and how the body is to pass. */
    private Step admit(boolean end, long nowMs) {
        RequestHeaders.prepare(call, config, out);
        plan = end ? BodyPlan.IGNORE : gateway.plan(call);
        if (plan.read()) {
            body = Optional.of(new RequestBody(call, config));
            call.raised = RequestHeaders.raiseLength(call, plan, config, out);
            call.renames = RequestHeaders.renames(call, plan);
        }
        Optional<Refusal> refused = lookAtHead(!end && RequestHeaders.form(call), nowMs);
        if (refused.isPresent()) {
            return deny(refused.get(), nowMs);
        }
        if (end || !plan.read()) {
            bodyEnded = true;
            return decide(Move.WAIT, nowMs);
        }
        return out.step(plan.holdsHeaders() ? Move.HOLD : looking ? Move.WAIT : Move.GO);
    }

    private Optional<Refusal> lookAtHead(boolean form, long nowMs) {
        if (RequestHeaders.contentLength(call.head) > config.maxBodyBytes()) {
            return Optional.of(tooLarge());
        }
        Optional<Refusal> refused = form ? access.form() : Optional.empty();
        return refused.isPresent() ? refused : ask(admission.headLook(attributes, form, nowMs));
    }

    /** Step 3: the body, piece by piece. */
    Step onBody(Bytes piece, boolean end, long nowMs) {
        if (!plan.read()) {
            return Step.PASS;
        }
        body.get().add(piece);
        if (body.get().size() > config.maxBodyBytes()) {
            return deny(tooLarge(), nowMs);
        }
        if (!end) {
            return out.step(plan.move());
        }
        bodyEnded = true;
        return decide(plan.move(), nowMs);
    }

    /** HTTP/2 may end a body with trailers only; what is due at the body's end is due now. */
    Step onTrailers(long nowMs) {
        if (bodyEnded || !plan.read()) {
            return Step.PASS;
        }
        if (plan.move() == Move.TAKE) {
            return deny(
                    Refusal.of(
                            Reason.BAD_REQUEST,
                            "Trailers after a body of this size are not supported.",
                            "body"),
                    nowMs);
        }
        bodyEnded = true;
        return decide(Move.WAIT, nowMs);
    }

    /** Step 4: all that was waited for is here: look again if need be, then refuse or let go. */
    private Step decide(Move pause, long nowMs) {
        Optional<Refusal> refused = Optional.empty();
        if (body.isPresent() && !body.get().finished()) {
            refused = finishBody(body.get());
        }
        if (refused.isEmpty() && !looking && body.isPresent() && !bodyLooked) {
            bodyLooked = true;
            refused = ask(admission.bodyLook(body.get(), nowMs));
        }
        if (refused.isEmpty() && !looking) {
            refused = ask(admission.lookAgain(nowMs));
        }
        if (refused.isPresent()) {
            return deny(refused.get(), nowMs);
        }
        return looking ? out.step(pause) : goOn();
    }

    /**
     * Reads what the whole body says, and writes into it while the host still lets us, whatever
     * look is on its way.
     */
    private Optional<Refusal> finishBody(RequestBody whole) {
        Optional<Refusal> refused = whole.finish(gateway, attributes, plan);
        if (refused.isEmpty()) {
            refused = access.model();
        }
        if (refused.isEmpty()) {
            refused = access.promptSize(body);
        }
        if (refused.isEmpty() && !gateway.editsLate()) {
            edit();
        }
        return refused;
    }

    private Optional<Refusal> ask(Question question) {
        if (question instanceof Question.Ask ask) {
            looking = true;
            out.add(
                    ask.charges()
                            ? new Effect.Reserve(ask.message())
                            : new Effect.Look(ask.message()));
        }
        return question instanceof Question.Refuse refuse
                ? Optional.of(refuse.refusal())
                : Optional.empty();
    }

    /** The service has answered, or has not. */
    Step onLook(LookResult result, long nowMs) {
        looking = false;
        if (call.denied()) {
            return onLateLook(result, nowMs);
        }
        Optional<Refusal> refused = ask(admission.onAnswer(result, nowMs));
        if (refused.isPresent()) {
            return deny(refused.get(), nowMs);
        }
        if (bodyEnded) {
            Step step = decide(Move.WAIT, nowMs);
            return step.move() == Move.GO ? step.then(new Effect.Resume()) : step;
        }
        if (!plan.holdsHeaders()) {
            out.add(new Effect.Resume());
        }
        return out.step(Move.GO);
    }

    /** Nobody waits for this answer any more. */
    Step onLateLook(LookResult result, long nowMs) {
        admission.onLateAnswer(result, nowMs);
        return out.step(Move.GO);
    }

    /**
     * The setting that lets a body come while headers wait is missing: this stream goes on without.
     */
    Step onHoldBroken() {
        plan = plan.withoutHold();
        call.renames = false;
        call.raised = RequestHeaders.raiseLength(call, plan, config, out);
        if (!looking) {
            out.add(new Effect.Resume());
        }
        return out.step(Move.GO);
    }

    /** Step 5: the request goes on. */
    private Step goOn() {
        edit();
        call.wentOn = true;
        if (body.isPresent()) {
            body.get().retire(gateway, out);
        }
        RequestHeaders.route(call, plan, config, out);
        return out.step(Move.GO);
    }

    private void edit() {
        if (plan.move() == Move.KEEP || plan.move() == Move.TAKE) {
            body.get().edit(plan, out);
        }
    }

    Step deny(Refusal refusal, long nowMs) {
        call.deniedBy = refusal.deniedBy();
        admission.release(nowMs);
        LocalAnswer answer = answer(refusal);
        out.add(
                new Effect.Reply(
                        call.recognised() ? answer.with(admission.headers(provider())) : answer));
        return out.step(Move.WAIT);
    }

    /** An error of ours: what the caller is told, if anything. */
    void onPanic() {
        if (config.denyOnPanic() && !call.denied()) {
            out.add(new Effect.Reply(answer(Refusal.of(Reason.INTERNAL, PANIC, ""))));
        }
    }

    private LocalAnswer answer(Refusal refusal) {
        Dialect dialect = call.recognised() ? call.endpoint().dialect() : Dialect.OPENAI;
        String requestId = call.head.headers().first("x-request-id").orElse("");
        return Refusals.answer(refusal, dialect, config.errors(), requestId);
    }

    private String provider() {
        return call.endpoint().provider();
    }

    private static Refusal tooLarge() {
        return Refusal.of(
                Reason.TOO_LARGE, "The request body is larger than this gateway takes.", "body");
    }

    Admission admission() {
        return admission;
    }

    Optional<RequestBody> body() {
        return body;
    }
}
