package io.bakehouse.engine.sinks;

import io.bakehouse.platform.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the settings of one sink and says what is wrong with them, without repeating what may be secret. */
final class SinkReader {
    private static final int MOST_KEYS = 2;
    private static final int MOST_LINES = 100;

    private final String setting;
    private final SinkSettings.One one;

    SinkReader(String name, SinkSettings.One one) {
        this.setting = "bakehouse.sinks." + name + ".";
        this.one = one;
    }

    URI address() {
        if (one.url().isPresent() == one.urlFile().isPresent()) {
            throw StartFailure.of("one of " + setting + "url and " + setting + "url-file must be set");
        }
        return one.url().isPresent()
                ? address(setting + "url", one.url().get())
                : address(
                        setting + "url-file",
                        lines("url-file", one.urlFile().get()).get(0));
    }

    SinkMessage message() {
        String kind = one.kind().orElse("");
        List<SigningKey> keys = keys();
        if (!keys.isEmpty() && !kind.equals("cloudevents")) {
            throw StartFailure.of(setting + "secret is for sinks of the kind cloudevents only");
        }
        return switch (kind) {
            case "cloudevents" -> new CloudEventMessage(keys);
            case "slack" -> new SlackMessage();
            case "teams" -> new TeamsMessage();
            default ->
                throw StartFailure.of(setting + "kind must be one of cloudevents, slack (Mattermost too), teams");
        };
    }

    private List<SigningKey> keys() {
        if (one.secret().isPresent() && one.secretFile().isPresent()) {
            throw StartFailure.of("only one of " + setting + "secret and " + setting + "secret-file may be set");
        }
        Optional<List<String>> written =
                one.secret().map(List::of).or(() -> one.secretFile().map(file -> lines("secret-file", file)));
        List<String> texts = written.orElse(List.of());
        if (texts.size() > MOST_KEYS) {
            throw StartFailure.of(
                    setting + "secret-file has more than " + MOST_KEYS + " lines: the newer and the older key");
        }
        return texts.stream()
                .map(text -> SigningKey.of(text)
                        .orElseThrow(
                                () -> StartFailure.of(setting + "secret must be whsec_ and the Base64 of at least 24"
                                        + " bytes: echo whsec_$(openssl rand -base64 32)")))
                .toList();
    }

    /** The lines of the file that are not blank, one at least. */
    private List<String> lines(String what, Path file) {
        try (java.util.stream.Stream<String> all = Files.lines(file)) {
            List<String> lines = all.limit(MOST_LINES)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (!lines.isEmpty()) {
                return lines;
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw StartFailure.of("the file in " + setting + what + " cannot be read: " + file);
        }
        throw StartFailure.of("the file in " + setting + what + " is empty: " + file);
    }

    /** The address in that setting; a parser's own words would quote it. */
    static URI address(String setting, String text) {
        try {
            URI url = new URI(text.strip());
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw StartFailure.of(setting + " must be a URL such as https://hooks.example.org/bakehouse");
    }
}
