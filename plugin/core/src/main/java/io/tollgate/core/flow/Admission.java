package io.tollgate.core.flow;

import io.tollgate.core.charge.Landing;
import io.tollgate.core.config.CountConfig.Kind;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.headers.HeaderFamilies;
import io.tollgate.core.http.Header;
import io.tollgate.core.ledger.Note;
import io.tollgate.core.limit.ActiveLimit;
import io.tollgate.core.limit.Estimate;
import io.tollgate.core.limit.LimitBook;
import io.tollgate.core.limit.LimitView;
import io.tollgate.core.limit.Ruling;
import io.tollgate.core.limit.Subject;
import io.tollgate.core.limit.Verdict;
import io.tollgate.core.refusal.Refusal;
import io.tollgate.core.report.Tags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One call's dealings with its budgets: what applies, what is asked, the verdict, what is held,
 * what is charged.
 */
final class Admission {
    private final Gateway gateway;
    private final Call call;
    private final Outbox out;
    private final Mode mode;
    private final Inquiry inquiry;
    private final List<Budget> budgets = new ArrayList<>();
    private final Judge judge;
    private final Reservations reservations;
    private final boolean reserves;
    private Optional<Subject> subject = Optional.empty();
    private Optional<RequestBody> body = Optional.empty();
    private final Set<String> denied = new HashSet<>();
    private boolean serviceFailed;
    private boolean switched;
    private List<LimitView> views = List.of();
    private long viewedMs;

    Admission(Gateway gateway, Call call, Outbox out) {
        this.gateway = gateway;
        this.call = call;
        this.out = out;
        mode = gateway.config().rateLimit().mode();
        judge = new Judge(gateway, call, mode, budgets);
        reservations = new Reservations(gateway, out);
        boolean asks = gateway.config().rateLimit().calls() && mode != Mode.CHARGE;
        inquiry = new Inquiry(gateway, judge, reservations, asks);
        reserves = gateway.wantsRefunds() && gateway.refunds().honoured();
    }

    /** Limits that need nothing from the body. */
    Question headLook(Attributes attributes, boolean form, long nowMs) {
        if (gateway.limits().isEmpty()) {
            return Question.PASS;
        }
        subject = Optional.of(Subjects.of(call, gateway.limits(), attributes));
        LimitBook.Selection selection = gateway.limits().atHeaders(subject.get());
        if (form && selection.more()) {
            return new Question.Refuse(Refusing.form());
        }
        List<Budget> chosen = take(selection);
        Optional<Refusal> refused = concurrency(chosen, nowMs);
        if (refused.isPresent()) {
            return new Question.Refuse(refused.get());
        }
        for (Budget budget : chosen) {
            budget.note = gateway.ledger().look(budget.limit.key(), nowMs);
        }
        return inquiry.ask(chosen, nowMs);
    }

    /**
     * Limits that need the body; those looked at before are decided from that answer and the
     * ledger.
     */
    Question bodyLook(RequestBody whole, long nowMs) {
        body = Optional.of(whole);
        if (subject.isEmpty()) {
            return Question.PASS;
        }
        return lookForModel(subject.get().modelKnown(), nowMs);
    }

    /**
     * A budget sent the call to another model: that one's budgets take the place of those of the
     * first, and have their own say.
     */
    Question lookAgain(long nowMs) {
        if (!switched) {
            return Question.PASS;
        }
        switched = false;
        List<Budget> left = new ArrayList<>();
        for (int i = budgets.size() - 1; i >= 0; i--) {
            Budget budget = budgets.get(i);
            if (gateway.limits().needsModel(budget.limit.config())) {
                left.add(budget);
                budgets.remove(i);
            }
        }
        release(left, nowMs);
        return lookForModel(false, nowMs);
    }

    private Question lookForModel(boolean known, long nowMs) {
        Subject now =
                subject.get()
                        .withModel(call.requestedModel, call.model, call.endpoint().provider());
        List<Budget> chosen = take(gateway.limits().atBody(now, known));
        Optional<Refusal> refused = concurrency(chosen, nowMs);
        if (refused.isPresent()) {
            return new Question.Refuse(refused.get());
        }
        Question early = reserves && !serviceFailed ? judgedBefore(nowMs) : Question.PASS;
        if (early instanceof Question.Refuse || switched) {
            return early; // nothing was charged that would have to go back
        }
        chosen.addAll(join(nowMs));
        Question question = serviceFailed ? Question.PASS : inquiry.ask(chosen, nowMs);
        return question instanceof Question.Ask ? question : judged(nowMs);
    }

    /** What the look at the headers told refuses without a reservation. */
    private Question judgedBefore(long nowMs) {
        for (Budget budget : budgets) {
            if (budget.status.isPresent()) {
                return judged(nowMs);
            }
        }
        return Question.PASS;
    }

    private Question judged(long nowMs) {
        return Question.of(judge(nowMs));
    }

    private List<Budget> take(LimitBook.Selection selection) {
        for (String name : selection.skipped()) {
            out.count("tollgate.skipped", Tags.NONE.withLimit(name));
        }
        List<Budget> chosen = new ArrayList<>();
        for (ActiveLimit limit : selection.active()) {
            if (call.endpoint().operation().charged() || limit.kind() != Kind.TOKENS) {
                chosen.add(new Budget(limit));
            }
        }
        budgets.addAll(chosen);
        return chosen;
    }

    /** Limits of requests at the same time live in the ledger alone. */
    private Optional<Refusal> concurrency(List<Budget> chosen, long nowMs) {
        List<Ruling> rulings = new ArrayList<>();
        for (Budget budget : chosen) {
            if (budget.limit.kind() == Kind.CONCURRENT) {
                budget.held = 1;
                Note before = gateway.ledger().join(budget.limit.key(), 1, nowMs);
                rulings.add(judge.concurrent(budget.limit, before.inFlight(), nowMs));
            }
        }
        return mode == Mode.CHARGE ? Optional.empty() : refusal(new Verdict(rulings));
    }

    /**
     * The estimate goes into the ledger before the service is asked; the note tells what was there.
     * Returns those that must be asked again, because the ledger has forgotten too much since.
     */
    private List<Budget> join(long nowMs) {
        List<Budget> again = new ArrayList<>();
        if (mode != Mode.RESERVE) {
            return again;
        }
        Estimate estimate = judge.estimate();
        for (Budget budget : budgets) {
            boolean fresh = budget.held == 0 && budget.reserved == 0;
            if (budget.limit.kind() == Kind.TOKENS && fresh) {
                boolean known = budget.status.isPresent();
                budget.reserves = reserves && !serviceFailed && !budget.unmatched();
                budget.held = budget.share(estimate);
                boolean useful = budget.join(gateway.ledger(), nowMs);
                if (!useful || (known && budget.reserves)) {
                    again.add(budget);
                }
            }
        }
        return again;
    }

    /** What the service answered to the question at hand. */
    Question onAnswer(LookResult result, long nowMs) {
        if (!inquiry.take(result, nowMs)) {
            return Question.of(failed(result, nowMs));
        }
        Verdict verdict = judge.judge(body, nowMs);
        Refusing.countLook(verdict, inquiry.asked(), gateway.notices(), out);
        Optional<Question> smaller = inquiry.smaller(budgets, nowMs);
        return smaller.isPresent() ? smaller.get() : Question.of(conclude(verdict, nowMs));
    }

    /** The stream is over, or answered. */
    void onLateAnswer(LookResult result, long nowMs) {
        inquiry.late(result, nowMs);
    }

    private Optional<Refusal> failed(LookResult result, long nowMs) {
        serviceFailed = true;
        boolean timedOut = result instanceof LookResult.Failed failed && failed.timedOut();
        out.count("tollgate.looks", Tags.outcome(timedOut ? "timeout" : "error"));
        gateway.notices().lookFailed(result, out);
        boolean maybe = mayHaveLanded(result);
        reservations.failed(inquiry.asked(), maybe, nowMs);
        if (gateway.config().rateLimit().denyOnError()) {
            return Optional.of(Refusing.unavailable(inquiry.asked().get(0).limit.name()));
        }
        if (!maybe) {
            for (Budget budget : inquiry.asked()) {
                budget.uncounted = budget.limit.kind() == Kind.REQUESTS;
            }
        }
        return judge(nowMs); // by what was told before
    }

    private static boolean mayHaveLanded(LookResult result) {
        return !(result instanceof LookResult.Failed failed)
                || Landing.possible(failed.sent(), failed.reason());
    }

    private Optional<Refusal> judge(long nowMs) {
        return conclude(judge.judge(body, nowMs), nowMs);
    }

    private Optional<Refusal> conclude(Verdict verdict, long nowMs) {
        views = verdict.views();
        viewedMs = nowMs;
        return refusal(verdict);
    }

    private Optional<Refusal> refusal(Verdict verdict) {
        Refusing.countDenied(verdict, denied, out);
        Optional<Ruling> worst = verdict.refusing();
        if (worst.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> other = verdict.otherModel();
        if (other.isPresent() && mayGoOnWith(other.get())) {
            switched |= body.isPresent() && !call.insteadOfRefusal.equals(other.get());
            call.goOnWith(other.get());
            return Optional.empty();
        }
        return Optional.of(Refusing.refusal(worst.get(), verdict, call));
    }

    /** One hop: a chain of budgets that send each other on would not end. */
    private boolean mayGoOnWith(String other) {
        boolean first = call.insteadOfRefusal.isEmpty() || call.insteadOfRefusal.equals(other);
        return first && call.canRename();
    }

    /** What may be shown to the caller of the limits that were asked. */
    List<Header> headers(String provider) {
        if (call.wentOn && subject.isPresent()) {
            Optional<Verdict> counted = judge.afterwards(body, viewedMs);
            views = counted.isPresent() ? counted.get().views() : views;
        }
        return HeaderFamilies.of(gateway.config().headers(), views, provider, viewedMs);
    }

    List<Budget> budgets() {
        return budgets;
    }

    /** Nothing will be charged: what is held or reserved goes back at once. */
    void release(long nowMs) {
        release(budgets, nowMs);
    }

    private void release(List<Budget> some, long nowMs) {
        for (Budget budget : some) {
            if (budget.held > 0) {
                gateway.ledger().leave(budget.limit.key(), budget.held, nowMs);
                budget.held = 0;
            }
        }
        reservations.giveBack(some, nowMs);
    }
}
