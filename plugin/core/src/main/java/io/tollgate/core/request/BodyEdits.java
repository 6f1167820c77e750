package io.tollgate.core.request;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.request.RequestFacts.Spots;
import io.tollgate.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes into a request body by splicing; every other byte stays as it is. */
public final class BodyEdits {
    private static final String OPTIONS = "{\"include_usage\":true}";
    private static final String INSERTED = "\"stream_options\":" + OPTIONS + ",";

    /** The most that asking for usage makes a body longer. */
    public static final int INCLUDE_USAGE_GROWTH = INSERTED.length();

    private BodyEdits() {}

    /** Bytes {@code from} to {@code to} of the body become {@code with}. */
    public record Splice(long from, long to, Bytes with) {}

    /**
     * What to write, in the order of the body.
     *
     * @param model the name to call the model by, where the body names one
     * @param includeUsage whether to ask for usage in a stream
     */
    public static List<Splice> splices(
            RequestFacts facts, Optional<String> model, boolean includeUsage) {
        List<Splice> splices = new ArrayList<>();
        Spots spots = facts.spots();
        if (spots.root() < 0) {
            return splices;
        }
        if (includeUsage && facts.streams() && !facts.usageAsked()) {
            splices.add(usage(spots));
        }
        if (model.isPresent() && !facts.model().isEmpty() && !model.get().equals(facts.model())) {
            Splice named =
                    new Splice(
                            spots.model(),
                            spots.modelEnd(),
                            Bytes.of(new JsonWriter().value(model.get()).toBytes()));
            boolean first = !splices.isEmpty() && named.from() < splices.get(0).from();
            splices.add(first ? 0 : splices.size(), named);
        }
        return splices;
    }

    private static Splice usage(Spots spots) {
        if (spots.optionsAt() < 0) {
            return splice(spots.root() + 1, spots.root() + 1, INSERTED);
        }
        if (!spots.options()) {
            return splice(spots.optionsAt(), spots.optionsEnd(), OPTIONS);
        }
        if (spots.usage() >= 0) {
            return splice(spots.usage(), spots.usageEnd(), "true");
        }
        long inside = spots.optionsAt() + 1;
        return splice(inside, inside, "\"include_usage\":true" + (spots.emptyOptions() ? "" : ","));
    }

    private static Splice splice(long from, long to, String with) {
        return new Splice(from, to, Bytes.of(with.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The body with the splices in it. */
    public static byte[] apply(Bytes body, List<Splice> splices) {
        byte[] out = new byte[body.length() + growth(splices)];
        int read = 0;
        int written = 0;
        for (Splice splice : splices) {
            int kept = (int) splice.from() - read;
            body.copyTo(read, out, written, kept);
            written += kept;
            splice.with().copyTo(0, out, written, splice.with().length());
            written += splice.with().length();
            read = (int) splice.to();
        }
        body.copyTo(read, out, written, body.length() - read);
        return out;
    }

    /** How much longer the splices make the body; negative when shorter. */
    public static int growth(List<Splice> splices) {
        int growth = 0;
        for (Splice splice : splices) {
            growth += splice.with().length() - (int) (splice.to() - splice.from());
        }
        return growth;
    }

    /** The JSON with spaces after it, so that it has the length that was announced. */
    public static byte[] pad(byte[] body, int length) {
        byte[] padded = Arrays.copyOf(body, Math.max(length, body.length));
        Arrays.fill(padded, body.length, padded.length, (byte) ' ');
        return padded;
    }
}
