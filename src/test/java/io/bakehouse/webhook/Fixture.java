package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A captured request as it was on the wire, and the facts that a correct reader gets out of it. */
public record Fixture(String file, WebhookRequest request, Map<String, JsonNode> facts) {
    private static final List<String> PROVENANCE = List.of("file", "kind", "origin", "tool", "tool_version", "expect");
    /** About who sent it, not about what it says. */
    private static final List<String> AUTHENTICATION =
            List.of("signature", "now", "auth", "user", "token", "public_key");
    /** Whoever sent these could not prove who they are: their body is not looked at. */
    private static final List<String> NOT_READ = List.of("rejected");
    /** Lines of messages from a bus, which have a test of their own. */
    private static final List<String> NO_REQUESTS = List.of("amqp-jsonl");

    /** Those of senders that are known, as far as their bodies are to be read. */
    public static Stream<Fixture> all() throws IOException {
        JsonNode index = new ObjectMapper().readTree(bytes("index.json"));
        return StreamSupport.stream(index.spliterator(), false)
                .filter(row ->
                        Senders.known().names().contains(sender(row.path("file").asText())))
                .filter(row -> !NOT_READ.contains(row.path("status").asText()))
                .filter(row -> !NO_REQUESTS.contains(row.path("kind").asText()))
                .map(Fixture::of);
    }

    private static String sender(String file) {
        String tool = file.substring(0, file.indexOf('/'));
        return tool.equals("knative") ? "cloudevents" : tool;
    }

    /** The one in that file. */
    public static WebhookRequest request(String file) {
        return parse(file, bytes(file));
    }

    private static Fixture of(JsonNode row) {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        row.properties().stream()
                .filter(fact -> !PROVENANCE.contains(fact.getKey()) && !AUTHENTICATION.contains(fact.getKey()))
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
        String file = row.get("file").asText();
        return new Fixture(file, request(file), facts);
    }

    private static WebhookRequest parse(String file, byte[] raw) {
        if (file.endsWith(".xml")) {
            return new WebhookRequest(sender(file), "POST", "", Map.of(), Map.of(), raw);
        }
        int end = new String(raw, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        String[] head = new String(raw, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        String[] line = head[0].split(" ", -1);
        String[] address = line[1].split("\\?", 2);
        Map<String, List<String>> headers = new TreeMap<>();
        for (String header : Arrays.asList(head).subList(1, head.length)) {
            int colon = header.indexOf(':');
            headers.computeIfAbsent(header.substring(0, colon), name -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        return new WebhookRequest(
                sender(file),
                line[0],
                address[0].replaceFirst("^/(hooks/[a-z-]+|events)?/?", ""),
                address.length < 2 ? Map.of() : query(address[1]),
                headers,
                Arrays.copyOfRange(raw, end + 4, raw.length));
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.computeIfAbsent(parts[0], name -> new ArrayList<>())
                    .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Fixture.class.getResourceAsStream("/fixtures/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
