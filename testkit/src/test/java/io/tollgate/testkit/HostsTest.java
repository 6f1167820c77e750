package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.envoy.EnvoyHost;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class HostsTest {
    @RegisterExtension
    static final Hosts HOSTS =
            Hosts.of(
                    PlainHost.of(EchoPlugin::new),
                    EnvoyHost.of(Path.of("none.wasm")).version("1.36.4"));

    /** Never run: what {@link Hosts#exceptions} looks at. */
    @SuppressWarnings("unused")
    private static final class OneOfTwo {
        @HostTest
        void everywhere(Host host) {}

        @HostTest(notOn = "envoy", because = "the window lasts a day")
        void onlyVirtual(Host host) {}
    }

    @Test
    void aHostThatNobodyHasIsNamed() {
        Hosts hosts = Hosts.of(PlainHost.of(EchoPlugin::new));
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> hosts.narrowed("jvm,modul"));
        assertEquals(
                "testkit.hosts: no host is called 'modul', only [envoy, jvm, module]",
                error.getMessage());
    }

    @Test
    void aRunIsNarrowedToTheHostsNamed() {
        Hosts hosts = Hosts.of(PlainHost.of(EchoPlugin::new));
        assertEquals(List.of("jvm"), hosts.narrowed("jvm").stream().map(Host::name).toList());
        assertEquals(List.of(), hosts.narrowed("envoy"));
        assertEquals(1, hosts.narrowed("").size());
    }

    @HostTest(notOn = "envoy", because = "this test shows that no version of it is asked")
    void aHostLeftOutIsLeftOutInEveryVersion(Host host) {
        assertEquals("jvm", host.name());
    }

    @Test
    void moreThanATenthOfExceptionsFails() {
        AssertionError error =
                assertThrows(AssertionError.class, () -> Hosts.exceptions(OneOfTwo.class));
        assertTrue(
                error.getMessage().contains("1 of 2 behaviours leave a host out"),
                error::getMessage);
        assertTrue(error.getMessage().contains("the window lasts a day"), error::getMessage);
        assertEquals(List.of(), Hosts.exceptions(PlainHostTest.class));
    }
}
