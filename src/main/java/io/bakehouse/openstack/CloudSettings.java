package io.bakehouse.openstack;

import io.bakehouse.openstack.CloudCredentials.ApplicationCredential;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Settings of one cloud under the names that {@code clouds.yaml} gives them ({@code auth_url}, {@code username}, …),
 * wherever they were written.
 */
final class CloudSettings {
    private final Map<String, String> values;
    private final UnaryOperator<String> wording;

    /**
     * Takes the settings as they are.
     *
     * @param wording how to call a setting in a message, so that its reader finds it
     */
    CloudSettings(Map<String, String> values, UnaryOperator<String> wording) {
        this.values = Map.copyOf(values);
        this.wording = wording;
    }

    /** The {@code OS_*} variables. */
    static CloudSettings ofVariables(Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("OS_")) {
                values.put(name.substring("OS_".length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return new CloudSettings(values, name -> "OS_" + name.toUpperCase(Locale.ROOT));
    }

    CloudConfig read() {
        return new CloudConfig(
                authUrl(),
                credentials(),
                find("region_name"),
                endpoints(),
                find("cacert").map(this::file),
                verify(),
                CloudConfig.Bounds.DEFAULT);
    }

    private CloudCredentials credentials() {
        boolean hasApplicationCredential =
                find("application_credential_id", "application_credential_name").isPresent();
        String type = find("auth_type").orElse(hasApplicationCredential ? "v3applicationcredential" : "password");
        return switch (type) {
            case "password", "v3password" -> password();
            case "v3applicationcredential" -> applicationCredential();
            default ->
                throw new CloudConfigException(
                        wording.apply("auth_type") + " is '" + type + "': use password or v3applicationcredential");
        };
    }

    private CloudCredentials password() {
        Named user = named("user", "user_id", "username");
        Named project = find("project_id", "tenant_id", "project_name").isPresent()
                ? named("project", "project_id", "project_name")
                : named("project", "tenant_id", "tenant_name");
        if (project.id() == null && project.name() == null) {
            throw missing("project_name", "project_id");
        }
        if (user.id() == null && user.name() == null) {
            throw missing("username", "user_id");
        }
        return new Password(user, find("password").orElseThrow(() -> missing("password")), project);
    }

    private CloudCredentials applicationCredential() {
        String id = find("application_credential_id").orElse(null);
        String name = find("application_credential_name").orElse(null);
        if (id == null && name == null) {
            throw missing("application_credential_id", "application_credential_name");
        }
        Named user = named("user", "user_id", "username");
        if (id == null && user.id() == null && user.name() == null) {
            throw new CloudConfigException(wording.apply("application_credential_name") + " needs "
                    + wording.apply("user_id") + " or " + wording.apply("username")
                    + " too: such a name is unique to its user only");
        }
        String secret =
                find("application_credential_secret").orElseThrow(() -> missing("application_credential_secret"));
        return new ApplicationCredential(id, name, id == null ? user : null, secret);
    }

    private Named named(String kind, String idKey, String nameKey) {
        Optional<String> domainId = find(kind + "_domain_id");
        Optional<String> domainName = domainId.isPresent() ? Optional.empty() : find(kind + "_domain_name");
        if (domainId.isEmpty() && domainName.isEmpty()) {
            domainName = find("default_domain_name");
            // As OpenStack's own clients do, a name without a domain is looked for in the domain "default".
            domainId = find("default_domain_id", "default_domain").or(() -> Optional.of("default"));
        }
        return new Named(
                find(idKey).orElse(null),
                find(nameKey).orElse(null),
                domainName.isPresent() ? null : domainId.orElse(null),
                domainName.orElse(null));
    }

    private URI authUrl() {
        String text = find("auth_url").orElseThrow(() -> missing("auth_url"));
        String base = text.replaceFirst("/+$", "").replaceFirst("/v(2\\.0|3)$", "");
        try {
            URI url = URI.create(base + "/v3");
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the parser's words: they quote the whole text.
        }
        throw new CloudConfigException(
                wording.apply("auth_url") + " must be a URL such as https://keystone.example.org:5000/v3");
    }

    private CloudConfig.Endpoints endpoints() {
        String text = find("interface", "endpoint_type").orElse("public");
        return switch (text) {
            case "public", "publicURL" -> CloudConfig.Endpoints.PUBLIC;
            case "internal", "internalURL" -> CloudConfig.Endpoints.INTERNAL;
            default ->
                throw new CloudConfigException(
                        wording.apply("interface") + " is '" + text + "': use public or internal");
        };
    }

    private boolean verify() {
        return !isYes("insecure", false) && isYes("verify", true);
    }

    private boolean isYes(String key, boolean otherwise) {
        String text = find(key).map(value -> value.toLowerCase(Locale.ROOT)).orElse(String.valueOf(otherwise));
        return switch (text) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new CloudConfigException(wording.apply(key) + " must be true or false");
        };
    }

    private Path file(String text) {
        Path file = Path.of(text);
        if (!java.nio.file.Files.isReadable(file)) {
            throw new CloudConfigException(wording.apply("cacert") + " names " + text + ", which cannot be read");
        }
        return file;
    }

    private Optional<String> find(String... keys) {
        for (String key : keys) {
            String value = values.get(key);
            if (value != null && !value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private CloudConfigException missing(String key, String... alternatives) {
        StringBuilder names = new StringBuilder(wording.apply(key));
        for (String alternative : alternatives) {
            names.append(" or ").append(wording.apply(alternative));
        }
        return new CloudConfigException(names + " is missing");
    }
}
