package io.bakehouse.openstack;

/** What {@code clouds.yaml} or the {@code OS_*} variables say cannot be used; the message says what to change. */
public final class CloudConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CloudConfigException(String message) {
        super(message);
    }
}
