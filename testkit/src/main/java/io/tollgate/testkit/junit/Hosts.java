package io.tollgate.testkit.junit;

import io.tollgate.testkit.Host;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * The hosts of a suite: {@code @RegisterExtension static final Hosts HOSTS = Hosts.of(...)}. Each
 * {@link HostTest} runs on every one of them. The system property {@code testkit.hosts} (names,
 * comma-separated) narrows a run.
 */
public final class Hosts implements TestTemplateInvocationContextProvider {
    private static final double MOST_EXCEPTIONS = 0.1;
    private final List<Host> hosts;

    private Hosts(List<Host> hosts) {
        this.hosts = hosts;
    }

    /** These hosts, in this order. */
    public static Hosts of(Host... hosts) {
        return new Hosts(List.of(hosts));
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(HostTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
            ExtensionContext context) {
        HostTest test = context.getRequiredTestMethod().getAnnotation(HostTest.class);
        check(context.getRequiredTestMethod(), test);
        return narrowed(System.getProperty("testkit.hosts", "")).stream()
                .filter(host -> !leftOut(test, host.name()))
                .map(OnHost::new);
    }

    /** A host's name stands for all its versions: {@code envoy} for {@code envoy 1.36.4} too. */
    private static boolean leftOut(HostTest test, String host) {
        for (String name : test.notOn()) {
            if (host.equals(name) || host.startsWith(name + " ")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true; // a run narrowed to one host
    }

    /**
     * Those of the hosts that are named, all if the text is empty.
     *
     * @throws IllegalArgumentException when a name is no host's
     */
    public List<Host> narrowed(String names) {
        if (names.isBlank()) {
            return hosts;
        }
        List<String> wanted = Arrays.asList(names.split(","));
        checkNames(wanted);
        return hosts.stream().filter(host -> wanted.contains(host.name())).toList();
    }

    private void checkNames(List<String> wanted) {
        Set<String> known = new TreeSet<>(List.of("envoy", "jvm", "module"));
        hosts.forEach(host -> known.add(host.name()));
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "testkit.hosts: no host is called '" + name + "', only " + known);
            }
        }
    }

    private static void check(Method method, HostTest test) {
        if (test.notOn().length > 0 && test.because().isBlank()) {
            throw new IllegalStateException(
                    method + " names hosts that it does not run on, but no reason");
        }
    }

    /**
     * The behaviours of these classes that some host can't show, one line each. Fails when they are
     * more than a tenth.
     *
     * @throws AssertionError when there are too many
     */
    public static List<String> exceptions(Class<?>... suite) {
        List<Method> tests =
                Arrays.stream(suite)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(HostTest.class))
                        .toList();
        List<String> lines =
                tests.stream().filter(Hosts::isException).map(Hosts::line).sorted().toList();
        if (lines.size() > MOST_EXCEPTIONS * tests.size()) {
            String all = String.join("\n", lines);
            throw new AssertionError(
                    lines.size() + " of " + tests.size() + " behaviours leave a host out:\n" + all);
        }
        return lines;
    }

    private static boolean isException(Method method) {
        return method.getAnnotation(HostTest.class).notOn().length > 0;
    }

    private static String line(Method method) {
        HostTest test = method.getAnnotation(HostTest.class);
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        return name + ": not on " + String.join(", ", test.notOn()) + ": " + test.because();
    }

    private record OnHost(Host host) implements TestTemplateInvocationContext, ParameterResolver {
        @Override
        public String getDisplayName(int index) {
            return "on " + host.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Host.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return host;
        }
    }
}
