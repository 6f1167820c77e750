package io.tollgate.outside;

import io.tollgate.testkit.real.RealParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A script of the folder {@code py}: each line {@code ok - name}, {@code not ok - name: why} or
 * {@code skip - part: why} that it prints is a test.
 */
final class Script {

    private record Result(int exit, List<String> lines) {}

    private Script() {}

    /** Runs a script with the Python that has the SDKs and gives its tests. */
    static Stream<DynamicTest> tests(String name, String... arguments) {
        Path sdks = RealParts.fromScript("sdks", "sdks.sh");
        List<String> command = new ArrayList<>();
        command.add(sdks.resolve("venv/bin/python").toString());
        command.add(RealParts.root().resolve("outside/py").resolve(name).toString());
        command.addAll(List.of(arguments));
        Result result = run(command);
        List<DynamicTest> tests = new ArrayList<>();
        boolean failed = false;
        for (String line : result.lines()) {
            if (line.startsWith("ok - ")) {
                tests.add(DynamicTest.dynamicTest(line.substring(5), () -> {}));
            } else if (line.startsWith("not ok - ")) {
                failed = true;
                tests.add(failure(line.substring(9)));
            } else if (line.startsWith("skip - ")) {
                tests.add(skip(line.substring(7)));
            }
        }
        if (tests.isEmpty() || (result.exit() != 0 && !failed)) {
            tests.add(failure(name + " ended with status " + result.exit() + ", see its output"));
        }
        return tests.stream();
    }

    private static DynamicTest failure(String why) {
        return DynamicTest.dynamicTest(
                why,
                () -> {
                    throw new AssertionError(why);
                });
    }

    private static DynamicTest skip(String partAndWhy) {
        int colon = partAndWhy.indexOf(": ");
        String part = colon < 0 ? partAndWhy : partAndWhy.substring(0, colon);
        String why = colon < 0 ? "" : partAndWhy.substring(colon + 2);
        return DynamicTest.dynamicTest(
                part,
                () -> {
                    throw RealParts.missing(part, why);
                });
    }

    private static Result run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("TOLLGATE_TEST_CLASS", testClass());
            Process process = builder.start();
            process.getOutputStream().close();
            List<String> lines = new ArrayList<>();
            try (BufferedReader reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    System.out.println(line);
                    lines.add(line);
                }
            }
            return new Result(process.waitFor(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    /** Who asks: a script that starts an Envoy notes this class as one that ran there. */
    private static String testClass() {
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.map(StackWalker.StackFrame::getClassName)
                                        .filter(name -> name.endsWith("Test"))
                                        .findFirst())
                .orElse("");
    }
}
