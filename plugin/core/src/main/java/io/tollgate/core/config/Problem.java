package io.tollgate.core.config;

/** Something wrong with a configuration, and where. */
public record Problem(String path, String text) {
    @Override
    public String toString() {
        return path + ": " + text;
    }
}
