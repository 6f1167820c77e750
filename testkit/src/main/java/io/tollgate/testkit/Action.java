package io.tollgate.testkit;

/**
 * What a callback of the filter returned.
 *
 * @param callback its name without {@code proxy_on_}, such as {@code request_headers}
 * @param number the number returned: 0 goes on
 */
public record Action(String callback, int number) {
    @Override
    public String toString() {
        return callback + " " + number;
    }
}
