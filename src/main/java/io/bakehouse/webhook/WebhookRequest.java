package io.bakehouse.webhook;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request to {@code /webhooks/{sender}} as it came: nothing decoded, so that signatures can be checked over the bytes.
 *
 * @param sender the sender's name in the path
 * @param rest what follows the sender in the path, without the slash; often empty
 * @param query the decoded parameters of the query
 * @param headers looked up without regard to case
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed, and read once: a copy would cost 8 MiB.
public record WebhookRequest(
        String sender,
        String method,
        String rest,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {
    public WebhookRequest {
        rest = rest == null ? "" : rest;
        query = Map.copyOf(query);
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
        body = body == null ? new byte[0] : body;
    }

    /** The first value of the header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The first value of the query parameter that is not blank. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** The image family that the sender was told to name. */
    public Optional<String> family() {
        return parameter("family").map(String::strip);
    }

    /**
     * The server that the sender was told to name.
     *
     * @throws MalformedException when it is no UUID
     */
    public Optional<String> server() {
        return parameter("server")
                .map(String::strip)
                .map(text -> ServerId.of(text)
                        .orElseThrow(() -> new MalformedException(
                                "?server= must be the server's UUID as 'openstack server show' prints it")));
    }

    /** Says where it went, and nothing that may be secret. */
    @Override
    public String toString() {
        return method + " /webhooks/" + sender + " (" + body.length + " bytes)";
    }
}
