package io.tollgate.tokens.prompt;

/** The constants of one family of models; {@link Families} says what each is. */
record Family(String globs, Text text, Tools tools, Extra extra, Media media) {
    record Text(String encoding, int factor, int fixed, int perMessage) {}

    record Tools(
            int fixed,
            boolean typescript,
            int factor,
            int onResponses,
            int oneCall,
            int eachCall) {}

    record Extra(int schema, int schemaFactor, int reasoning, int thinking) {}

    record Media(ImageRule image, int first, int second, int pdf, int perKilobyte) {}

    static Family read(Words w) {
        String globs = w.next();
        Text text = new Text(w.next(), w.number(), w.number(), w.number());
        int fixed = w.number();
        boolean typescript = w.next().equals("ts");
        Tools tools = new Tools(fixed, typescript, w.number(), w.number(), w.number(), w.number());
        Extra extra = new Extra(w.number(), w.number(), w.number(), w.number());
        ImageRule image = image(w.next());
        Media media = new Media(image, w.number(), w.number(), w.number(), w.number());
        return new Family(globs, text, tools, extra, media);
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

    /** The same with what a configuration says. */
    Family with(TokenizerRule rule) {
        int perMessage = rule.perMessage() < 0 ? text.perMessage : rule.perMessage();
        Text own = new Text(rule.encoding(), rule.factor(), text.fixed, perMessage);
        return new Family(globs, own, tools, extra, media);
    }
}
