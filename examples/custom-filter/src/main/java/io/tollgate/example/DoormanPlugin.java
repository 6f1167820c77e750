package io.tollgate.example;

import io.tollgate.abi.ConfigurationException;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.state.Counter;
import io.tollgate.abi.wire.Utf8;

/**
 * Asks a service who is let in. The configuration is the name of that service's cluster.
 *
 * <p>One object of this class stands for one configured plugin in one worker; streams share it.
 */
final class DoormanPlugin implements Plugin {
    private String cluster;
    private Counter admitted;
    private Counter refused;

    @Override
    public void configure(PluginSetup setup) throws ConfigurationException {
        cluster = Utf8.decode(setup.configuration());
        if (cluster.isEmpty()) {
            throw new ConfigurationException("the configuration must name a cluster");
        }
        admitted = setup.metrics().counter("doorman.admitted");
        refused = setup.metrics().counter("doorman.refused");
        setup.log().info("asking " + cluster);
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream stream) {
        return new DoormanFilter(stream, cluster, admitted, refused);
    }
}
