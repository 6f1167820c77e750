package io.tollgate.tokens.prompt;

/**
 * The constants of one family of models; {@link Families} says what each is. Factors are in
 * millionths.
 */
record Family(String globs, Text text, Tools tools, Extra extra, Media media, String sources) {
    /** A factor of one. */
    static final long ONE = 1_000_000;

    private static final long PERCENT = ONE / 100;

    record Text(String encoding, long factor, int fixed, int perMessage) {}

    record Tools(
            int fixed,
            boolean typescript,
            long factor,
            int onResponses,
            int oneCall,
            int eachCall) {}

    record Extra(int schema, long schemaFactor, int reasoning, int thinking) {}

    record Media(ImageRule image, int first, int second, int pdf, int perKilobyte) {}

    static Family read(Words w) {
        String globs = w.next();
        Text text = new Text(w.next(), PERCENT * w.number(), w.number(), w.number());
        int fixed = w.number();
        boolean typescript = w.next().equals("ts");
        long factor = PERCENT * w.number();
        Tools tools = new Tools(fixed, typescript, factor, w.number(), w.number(), w.number());
        Extra extra = new Extra(w.number(), PERCENT * w.number(), w.number(), w.number());
        ImageRule image = image(w.next());
        Media media = new Media(image, w.number(), w.number(), w.number(), w.number());
        return new Family(globs, text, tools, extra, media, w.next());
    }

    private static ImageRule image(String name) {
        return switch (name) {
            case "tiles" -> ImageRule.TILES;
            case "patches" -> ImageRule.PATCHES;
            case "area" -> ImageRule.AREA;
            case "gemini" -> ImageRule.GEMINI;
            default -> ImageRule.FLAT;
        };
    }

    /** The same with what a configuration says of all that is text. */
    Family with(TokenizerRule rule) {
        int perMessage = rule.perMessage() < 0 ? text.perMessage : rule.perMessage();
        Text own = new Text(rule.encoding(), rule.factor(), text.fixed, perMessage);
        Tools priced =
                new Tools(
                        tools.fixed,
                        tools.typescript,
                        rule.factor(),
                        tools.onResponses,
                        tools.oneCall,
                        tools.eachCall);
        Extra more = new Extra(extra.schema, rule.factor(), extra.reasoning, extra.thinking);
        return new Family(globs, own, priced, more, media, sources);
    }

    /** So many tokens times a factor, rounded. */
    static long times(long tokens, long factor) {
        return (tokens * factor + ONE / 2) / ONE;
    }
}
