package io.tollgate.core.flow;

import io.tollgate.core.report.CountStatus;
import io.tollgate.core.report.Ended;
import io.tollgate.core.report.Report;
import io.tollgate.core.report.StateJson;
import io.tollgate.core.report.Tags;
import io.tollgate.core.usage.Usage;
import java.util.List;

/** Settles a stream that is over: what it is charged, and what is said of it. */
final class Ending {
    private final Gateway gateway;
    private final Outbox out;
    private final Call call;
    private final RequestSide request;
    private final AnswerSide answer;

    Ending(Gateway gateway, Outbox out, Call call, RequestSide request, AnswerSide answer) {
        this.gateway = gateway;
        this.out = out;
        this.call = call;
        this.request = request;
        this.answer = answer;
    }

    List<Effect> settle(StreamEnd end, long nowMs) {
        if (call.recognised()) {
            settleCall(end, nowMs);
        } else if (call.denied()) {
            out.add(new Effect.Publish("tollgate", StateJson.of(refused(end))));
        }
        return out.step(Move.GO).effects();
    }

    private void settleCall(StreamEnd end, long nowMs) {
        answer.close();
        Ended ended = end.classify(seen());
        Evidence evidence = new Evidence(gateway, call, request, answer, end);
        boolean charged = call.endpoint().operation().charged();
        Settlement settled = charged ? Settlement.of(ended, evidence) : Settlement.NOTHING;
        if (ended != Ended.DENIED && ended != Ended.REDIRECT) {
            Usage usage = settled.charged() ? settled.usage() : Usage.NONE;
            new Charges(gateway, request.admission().budgets(), out)
                    .charge(usage, ended != Ended.NOT_STARTED, nowMs);
        }
        request.admission().release(nowMs);
        if (request.body().isPresent()) {
            request.body().get().close(gateway);
        }
        if (evidence.answered() && answer.unmetered()) {
            gateway.notices().unmetered(answer.unread(), out);
        }
        publish(report(ended, end, settled));
    }

    /** Of a request that no dialect reads there is little to say. */
    private Report refused(StreamEnd end) {
        return new Report(
                "",
                "",
                "",
                "",
                false,
                call.caller.consumer(),
                call.caller.product(),
                Usage.NONE,
                0,
                CountStatus.NONE,
                Ended.DENIED,
                call.deniedBy.equals(RequestSide.UNMATCHED) ? "" : call.deniedBy,
                end.attempts(),
                -1,
                end.durationMs());
    }

    private StreamEnd.Seen seen() {
        return new StreamEnd.Seen(
                call.denied(), call.wentOn, answer.started(), answer.ended(), answer.failed());
    }

    private Report report(Ended ended, StreamEnd end, Settlement settled) {
        return new Report(
                call.endpoint().provider(),
                call.endpoint().operation().wireName(),
                call.model,
                call.requestedModel,
                call.streams(),
                call.caller.consumer(),
                call.caller.product(),
                settled.usage(),
                call.estimatedInput(),
                settled.status(),
                ended,
                call.deniedBy,
                end.attempts(),
                answer.firstMs(),
                end.durationMs());
    }

    /**
     * Access logs read the report; AI Gateway's names stand beside it for dashboards that know
     * those.
     */
    private void publish(Report report) {
        out.add(new Effect.Publish("tollgate", StateJson.of(report)));
        Usage usage = report.usage();
        if (report.status() != CountStatus.NONE) {
            out.add(Effect.Publish.of("llm_input_token", usage.input()));
            out.add(Effect.Publish.of("llm_output_token", usage.output()));
            out.add(Effect.Publish.of("llm_total_token", usage.total()));
            out.add(Effect.Publish.of("llm_cached_input_token", usage.cachedInput()));
        }
        metrics(report);
    }

    private void metrics(Report report) {
        Tags tags = call.tags();
        Usage usage = report.usage();
        out.count("tollgate.requests", tags.withOutcome(report.ended().wireName()));
        out.count("tollgate.tokens", tags.withType("input"), usage.input());
        out.count("tollgate.tokens", tags.withType("cached_input"), usage.cachedInput());
        out.count("tollgate.tokens", tags.withType("cache_creation_input"), usage.cacheWrite());
        out.count("tollgate.tokens", tags.withType("output"), usage.output());
        out.count("tollgate.tokens", tags.withType("reasoning"), usage.reasoning());
        out.sample("tollgate.duration_ms", tags, report.durationMs());
        out.sample("tollgate.ttft_ms", tags, report.ttftMs());
        if (report.status() == CountStatus.COMPLETE) {
            rates(report, tags);
        }
    }

    /** What only the provider's own numbers can be measured against. */
    private void rates(Report report, Tags tags) {
        Usage usage = report.usage();
        if (report.streams() && report.ttftMs() >= 0 && usage.output() > 1) {
            long generatingUs = (report.durationMs() - report.ttftMs()) * 1000;
            out.sample("tollgate.tpot_us", tags, generatingUs / (usage.output() - 1));
        }
        if (report.estimatedInput() > 0 && usage.input() > 0) {
            long off = Math.abs(report.estimatedInput() - usage.input());
            out.sample("tollgate.estimate_error_pct", tags, off * 100 / usage.input());
        }
    }
}
