package io.tollgate.core.auth;

/** Who calls, and by which product; empty texts where that is not known. */
public record Caller(String consumer, String product) {
    public static final Caller ANYONE = new Caller("", "");

    /** As one text, to be remembered with the request. */
    public String remembered() {
        return consumer + '\n' + product;
    }

    /** What {@link #remembered} told. */
    public static Caller recall(String text) {
        int cut = text.indexOf('\n');
        return cut < 0 ? ANYONE : new Caller(text.substring(0, cut), text.substring(cut + 1));
    }
}
