package io.bakehouse.openstack.jclouds;

import io.bakehouse.openstack.CloudException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads the services' times: whole seconds or microseconds, with or without the {@code Z} that they all mean. */
final class Times {
    private Times() {}

    /**
     * The instant.
     *
     * @throws CloudException when it is none: the answer was not written by an OpenStack service
     */
    static Instant read(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return withoutZone(text);
        }
    }

    private static Instant withoutZone(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new CloudException(
                    CloudException.Kind.RETRY_LATER, "the cloud's answer has no time where one should be");
        }
    }
}
