package io.tollgate.tokens.prompt;

/** How a provider counts an image of a width and height in pixels; 0 by 0 is an unknown size. */
enum ImageRule {
    /** OpenAI: a base, and so much for each tile of 512 pixels. */
    TILES,
    /** OpenAI's small models: patches of 32 pixels, at most 1,536, times a factor. */
    PATCHES,
    /** Anthropic, and who else counts by area: width by height over 750. */
    AREA,
    /** Gemini: 258 for a small image or each tile of 768 pixels. */
    GEMINI,
    /** One number for every image. */
    FLAT;

    /** The tokens; the two parameters are the family's: base and tile, or percent. */
    long tokens(int width, int height, boolean low, int first, int second) {
        return switch (this) {
            case TILES -> low ? first : first + (long) second * tiles(width, height);
            case PATCHES -> (patches(width, height) * first + 99) / 100;
            case AREA -> width == 0 ? 1600 : Math.min(1600, area(width, height) / 750);
            case GEMINI -> gemini(width, height);
            case FLAT -> first;
        };
    }

    /** Into a square of 2,048, the short side down to 768; 8 tiles where the size is unknown. */
    private static long tiles(int width, int height) {
        if (width == 0) {
            return 8;
        }
        double scale = Math.min(1, 2048.0 / Math.max(width, height));
        scale = Math.min(scale, 768.0 / Math.min(width, height));
        return ceil(width * scale / 512) * ceil(height * scale / 512);
    }

    private static long patches(int width, int height) {
        if (width == 0) {
            return 1536;
        }
        long all = ceil(width / 32.0) * ceil(height / 32.0);
        return Math.min(1536, all);
    }

    /** The long side is brought down to 1,568 pixels. */
    private static long area(int width, int height) {
        double scale = Math.min(1, 1568.0 / Math.max(width, height));
        return (long) (width * scale * (height * scale));
    }

    private static long gemini(int width, int height) {
        if (width == 0) {
            return 1032;
        }
        boolean small = width <= 384 && height <= 384;
        return small ? 258 : 258 * ceil(width / 768.0) * ceil(height / 768.0);
    }

    private static long ceil(double x) {
        long down = (long) x;
        return down < x ? down + 1 : down;
    }
}
