package io.tollgate.filter;

import io.tollgate.abi.HttpStream;
import io.tollgate.abi.LocalReply;
import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.abi.state.FilterState;
import io.tollgate.abi.state.Lifespan;
import io.tollgate.core.flow.Effect;
import io.tollgate.core.http.Header;
import io.tollgate.core.refusal.LocalAnswer;
import java.util.List;
import java.util.function.Consumer;

/** Carries effects out on a stream, in their order. */
final class EffectRunner {
    private static final String HITS_ADDEND = "envoy.ratelimit.hits_addend";

    private final TollgatePlugin plugin;
    private final HttpStream stream;
    private final RequestBody body;
    private final Consumer<GrpcResult> onLook;

    EffectRunner(
            TollgatePlugin plugin,
            HttpStream stream,
            RequestBody body,
            Consumer<GrpcResult> onLook) {
        this.plugin = plugin;
        this.stream = stream;
        this.body = body;
        this.onLook = onLook;
    }

    void run(List<Effect> effects) {
        for (Effect effect : effects) {
            run(effect);
        }
    }

    private void run(Effect effect) {
        if (effect instanceof Effect.Count count) {
            plugin.count(count);
        } else if (effect instanceof Effect.Sample sample) {
            plugin.setup().metrics().histogram(sample.series()).record(sample.value());
        } else if (effect instanceof Effect.Say say) {
            plugin.say(say);
        } else if (effect instanceof Effect.Charge charge) {
            plugin.charges().charge(charge.order());
        } else if (!header(effect)) {
            onStream(effect);
        }
    }

    private boolean header(Effect effect) {
        if (effect instanceof Effect.SetRequestHeader set) {
            stream.requestHeaders().set(set.name(), set.value());
        } else if (effect instanceof Effect.RemoveRequestHeader remove) {
            stream.requestHeaders().remove(remove.name());
        } else if (effect instanceof Effect.SetResponseHeader set) {
            stream.responseHeaders().set(set.name(), set.value());
        } else if (effect instanceof Effect.RemoveResponseHeader remove) {
            stream.responseHeaders().remove(remove.name());
        } else {
            return false;
        }
        return true;
    }

    private void onStream(Effect effect) {
        if (effect instanceof Effect.Look look) {
            stream.callouts().send(plugin.charges().call(look.message()), onLook);
        } else if (effect instanceof Effect.Reserve reserve) {
            plugin.setup().callouts().send(plugin.charges().call(reserve.message()), onLook);
        } else if (effect instanceof Effect.Reply reply) {
            reply(reply.answer());
        } else if (effect instanceof Effect.ReplaceRequestBody edit) {
            body.replace(edit);
        } else if (effect instanceof Effect.ForgetRequestBody) {
            body.forget();
        } else if (effect instanceof Effect.Resume) {
            stream.resumeRequest();
        } else {
            leave(effect);
        }
    }

    /** What access logs, later filters and later passes of this request find. */
    private void leave(Effect effect) {
        FilterState state = stream.filterState();
        if (effect instanceof Effect.Publish publish) {
            state.put(publish.name(), publish.value());
        } else if (effect instanceof Effect.Remember remember) {
            state.put(remember.name(), remember.value());
        } else if (effect instanceof Effect.HitsAddend hits) {
            state.putObject(HITS_ADDEND, Long.toString(hits.addend()), Lifespan.FILTER_CHAIN);
        }
    }

    private void reply(LocalAnswer answer) {
        LocalReply reply =
                LocalReply.of(answer.status()).details(answer.details()).body(answer.body());
        for (Header header : answer.headers()) {
            reply.header(header.name(), header.value());
        }
        stream.reply(reply);
    }
}
