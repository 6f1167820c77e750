package io.tollgate.core.flow;

import io.tollgate.core.auth.KeyRing;
import io.tollgate.core.auth.Products;
import io.tollgate.core.charge.ChargeOrder;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.GatewayConfig.Hold;
import io.tollgate.core.config.LimitConfig;
import io.tollgate.core.config.ProductConfig;
import io.tollgate.core.config.ProviderConfig;
import io.tollgate.core.config.RateLimitConfig;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.endpoint.Endpoint;
import io.tollgate.core.endpoint.Endpoints;
import io.tollgate.core.http.RequestHead;
import io.tollgate.core.ledger.Ledger;
import io.tollgate.core.ledger.SharedSlots;
import io.tollgate.core.limit.LimitBook;
import io.tollgate.core.ratelimit.Descriptor;
import io.tollgate.core.ratelimit.RateLimitRequest;
import io.tollgate.core.report.SeriesBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all calls of one configuration share. */
public final class Gateway {
    /** Attribute under which a caller is remembered across an internal redirect. */
    static final String[] REMEMBERED = {"filter_state", "wasm.tollgate.caller"};

    /** The same as a name to write. */
    public static final String CALLER_STATE = "tollgate.caller";

    /** Attribute under which it is remembered that a request for usage in a stream is ours. */
    static final String[] ASKED = {"filter_state", "wasm.tollgate.asked"};

    /** The same as a name to write. */
    public static final String ASKED_STATE = "tollgate.asked";

    private enum HoldState {
        UNKNOWN,
        PROVEN,
        BROKEN
    }

    private final GatewayConfig config;
    private final KeyRing keys;
    private final Products products;
    private final SeriesBook series;
    private final LimitBook limits;
    private final boolean editsLate;
    private final boolean modelsTellProviders;
    private final Ledger ledger;
    private final Retention retention = new Retention();
    private final TokenDesk tokens;
    private final Notices notices;
    private final RefundProbe refunds;
    private final Outbox beats;
    private long ledgerFailures;
    private final LastEndpoint lastEndpoint = new LastEndpoint();
    private String lastModel = "";
    private HoldState hold = HoldState.UNKNOWN;

    /**
     * @param worker a number that no other living worker has
     */
    public Gateway(GatewayConfig config, SharedSlots slots, int worker, TokenDesk tokens) {
        this.tokens = tokens;
        this.config = config;
        notices = new Notices(config.rateLimit().cluster());
        keys = new KeyRing(config.auth());
        products = new Products(config.products());
        series = new SeriesBook(config.maxSeries());
        limits = new LimitBook(config);
        ledger = new Ledger(slots, worker);
        beats = new Outbox(series);
        refunds = new RefundProbe(config.rateLimit().domain(), new Outbox(series));
        editsLate = editsLate(config);
        modelsTellProviders = modelsTellProviders(config);
    }

    private static boolean modelsTellProviders(GatewayConfig config) {
        for (ProviderConfig provider : config.providers()) {
            if (!provider.models().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    public Exchange open(Attributes attributes) {
        return new Exchange(this, attributes);
    }

    public GatewayConfig config() {
        return config;
    }

    KeyRing keys() {
        return keys;
    }

    Products products() {
        return products;
    }

    /** Whether anything that is refused or charged depends on what the body says. */
    boolean enforces(Call call) {
        return !limits.isEmpty() || products.of(call.caller).isPresent();
    }

    LimitBook limits() {
        return limits;
    }

    Retention retention() {
        return retention;
    }

    TokenDesk tokens() {
        return tokens;
    }

    Notices notices() {
        return notices;
    }

    Ledger ledger() {
        return ledger;
    }

    /** A call to the service about these. */
    byte[] message(List<Descriptor> descriptors) {
        return RateLimitRequest.encode(config.rateLimit().domain(), descriptors);
    }

    /** How the service is asked whether it takes refunds. */
    public RefundProbe refunds() {
        return refunds;
    }

    /** Whether that is worth knowing. */
    public boolean wantsRefunds() {
        RateLimitConfig how = config.rateLimit();
        return how.refunds() && how.calls() && how.mode() == Mode.RESERVE && !limits.isEmpty();
    }

    /** Tokens of a prompt, -1 if they cannot be counted. */
    long countPrompt(Call call, RequestBody body) {
        return body.pieces().isEmpty()
                ? -1
                : tokens.prompt(call.endpoint(), call.model, body.plainPieces());
    }

    SeriesBook series() {
        return series;
    }

    /**
     * What a request speaks, or nothing.
     *
     * @param model of the body, empty while it is not known; then the answer may be empty because
     *     the model changes nothing
     */
    Optional<Endpoint> recognise(RequestHead head, Attributes attributes, String model) {
        if (!model.isEmpty() && !modelsTellProviders) {
            return Optional.empty(); // what the head said stays
        }
        return config.providers().isEmpty() ? byHead(head) : byRules(head, attributes, model);
    }

    /** The text of the last model where it is the same: what is one object is compared at once. */
    String known(String model) {
        if (!model.equals(lastModel)) {
            lastModel = model;
        }
        return lastModel;
    }

    private Optional<Endpoint> byHead(RequestHead head) {
        Optional<Endpoint> known = lastEndpoint.find(head);
        if (known.isPresent()) {
            return known;
        }
        Optional<Endpoint> found = Endpoints.recognise(head, List.of(), "", "", "");
        lastEndpoint.remember(head, found);
        return found;
    }

    private Optional<Endpoint> byRules(RequestHead head, Attributes attributes, String model) {
        String route = attributes.text("xds", "route_name");
        String cluster = attributes.text("xds", "cluster_name");
        return Endpoints.recognise(head, config.providers(), route, cluster, model);
    }

    private static boolean editsLate(GatewayConfig config) {
        List<LimitConfig> all = new ArrayList<>(config.limits());
        for (ProductConfig product : config.products()) {
            all.addAll(product.limits());
        }
        for (LimitConfig limit : all) {
            if (!limit.onOverModel().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the body may still change after the service has answered: for another model. */
    boolean editsLate() {
        return editsLate;
    }

    /** Whether another model may be written into a body at all. */
    boolean renames() {
        return editsLate || !config.routing().aliases().isEmpty();
    }

    /** Pure: how a request's body is to pass. */
    BodyPlan plan(Call call) {
        if (RequestHeaders.form(call) || !call.endpoint().operation().charged()) {
            return BodyPlan.IGNORE; // uploads of sounds and images are no JSON
        }
        boolean mayHold =
                config.hold() == Hold.ALWAYS
                        || (config.hold() == Hold.AUTO && hold != HoldState.BROKEN);
        boolean holds = mayHold && !call.head.headers().contains("expect");
        boolean whole = RequestHeaders.writesBody(call, config);
        return BodyPlan.of(holds, whole, RequestHeaders.contentLength(call.head), editsLate);
    }

    /** A body came while its headers were held. */
    public void proveHold() {
        hold = HoldState.PROVEN;
    }

    public boolean holdProven() {
        return hold == HoldState.PROVEN;
    }

    /** Bodies do not come while headers are held: no more holding here. True the first time. */
    public boolean breakHold() {
        boolean first = hold != HoldState.BROKEN;
        hold = HoldState.BROKEN;
        return first;
    }

    /** To be called every second; what there is to count and to say. */
    public List<Effect> heartbeat(long nowMs) {
        if (!limits.isEmpty()) {
            ledger.beat(nowMs);
            notices.ledger(ledger.failures() - ledgerFailures, beats);
            ledgerFailures = ledger.failures();
        }
        return beats.step(Move.GO).effects();
    }

    /** A charge has landed, or is given up: what it held in the ledger moves on. */
    public void settled(ChargeOrder order, boolean landed, long nowMs) {
        for (ChargeOrder.Ticket ticket : order.tickets()) {
            if (landed) {
                ledger.acknowledge(ticket.key(), ticket.held(), ticket.charged(), nowMs);
            } else {
                ledger.leave(ticket.key(), ticket.held(), nowMs);
            }
        }
    }
}
