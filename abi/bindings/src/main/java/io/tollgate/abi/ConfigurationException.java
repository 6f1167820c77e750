package io.tollgate.abi;

/** The configuration is refused; the host logs the message and does not start the plugin. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }
}
