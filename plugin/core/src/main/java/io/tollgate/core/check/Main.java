package io.tollgate.core.check;

// lint: JVM only

import io.tollgate.core.config.ConfigReader;
import io.tollgate.core.config.ConfigResult;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code tollgate-check CONFIG [REQUEST]}: the gateway's own verdict on a configuration, and why a
 * request would pass or not. Ends with 0 if all is well, 1 if the configuration or the request is
 * refused, 2 if it was called wrongly.
 */
public final class Main {
    private static final String USAGE =
            """
            Usage: tollgate-check CONFIG [REQUEST]

            CONFIG   the plugin's configuration, JSON
            REQUEST  a request as HTTP/1.1 writes it: a line with method and path, headers, an empty line, the body
            """;

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, System.currentTimeMillis()));
    }

    static int run(String[] args, PrintStream out, long nowMillis) {
        if (args.length < 1 || args.length > 2) {
            out.print(USAGE);
            return 2;
        }
        try {
            byte[] config = Files.readAllBytes(Path.of(args[0]));
            ConfigResult result = ConfigReader.read(config);
            if (result instanceof ConfigResult.Refused refused) {
                return refused(refused.problems(), out);
            }
            out.println("configuration: accepted");
            GatewayConfig accepted = ((ConfigResult.Accepted) result).config();
            return args.length == 1 ? 0 : request(args[1], accepted, out, nowMillis);
        } catch (IOException e) {
            out.println("cannot read " + e.getMessage());
            return 2;
        }
    }

    private static int refused(List<Problem> problems, PrintStream out) {
        out.println("configuration: refused");
        for (Problem problem : problems) {
            out.println("  " + problem);
        }
        return 1;
    }

    private static int request(String file, GatewayConfig config, PrintStream out, long nowMillis)
            throws IOException {
        HttpText request = HttpText.parse(Files.readAllBytes(Path.of(file)));
        if (request.head().method().isEmpty()) {
            out.println(
                    file
                            + " does not begin with a line such as POST /v1/chat/completions HTTP/1.1");
            return 2;
        }
        return new Trial(config, request, out, nowMillis).run() ? 0 : 1;
    }
}
