package io.bakehouse.openstack;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code clouds.yaml} with {@code secure.yaml} laid over it, each the first one found. Source: openstacksdk user guide,
 * "Configuring OpenStack SDK Applications".
 */
final class CloudsFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final long LONGEST_FILE = 1 << 20;

    private final List<Path> places;
    private final Optional<Path> secrets;

    CloudsFile(Map<String, String> environment, Path folder) {
        places = places(environment, folder, "OS_CLIENT_CONFIG_FILE", "clouds");
        secrets = first(places(environment, folder, "OS_CLIENT_SECURE_FILE", "secure"));
    }

    /** The cloud of that name. */
    CloudSettings cloud(String name) {
        Path file = first(places)
                .orElseThrow(() -> new CloudConfigException(
                        "OS_CLOUD is '" + name + "', but there is no clouds.yaml; looked for " + places));
        JsonNode clouds = clouds(file);
        if (!clouds.path(name).isObject()) {
            throw new CloudConfigException("OS_CLOUD is '" + name + "', but " + file + " has only " + names(clouds));
        }
        return settings(name, clouds.path(name), file);
    }

    /** The cloud that needs no choosing, empty when there is no file or no cloud in it. */
    Optional<CloudSettings> onlyCloud() {
        Optional<Path> file = first(places);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        JsonNode clouds = clouds(file.get());
        if (clouds.size() > 1) {
            throw new CloudConfigException(file.get() + " has several clouds; set OS_CLOUD to one of " + names(clouds));
        }
        return names(clouds).stream().findFirst().map(name -> settings(name, clouds.path(name), file.get()));
    }

    private JsonNode clouds(Path file) {
        JsonNode clouds = read(file).path("clouds");
        if (!clouds.isObject()) {
            throw new CloudConfigException(file + " has no mapping named clouds");
        }
        secrets.ifPresent(secure -> overlay((ObjectNode) clouds, read(secure).path("clouds")));
        return clouds;
    }

    private static void overlay(ObjectNode base, JsonNode over) {
        over.properties().forEach(field -> {
            if (base.path(field.getKey()).isObject() && field.getValue().isObject()) {
                overlay((ObjectNode) base.get(field.getKey()), field.getValue());
            } else {
                base.set(field.getKey(), field.getValue());
            }
        });
    }

    private static CloudSettings settings(String name, JsonNode cloud, Path file) {
        if (cloud.has("profile") || cloud.has("cloud")) {
            throw new CloudConfigException(
                    "cloud '" + name + "' in " + file + " refers to a vendor profile; write its auth_url out instead");
        }
        Map<String, String> values = new HashMap<>();
        scalars(cloud, values);
        scalars(cloud.path("auth"), values);
        JsonNode regions = cloud.path("regions");
        if (!values.containsKey("region_name") && regions.size() == 1) {
            JsonNode region = regions.get(0);
            values.put("region_name", region.isObject() ? region.path("name").asText() : region.asText());
        }
        return new CloudSettings(values, key -> key + " of cloud '" + name + "' in " + file);
    }

    private static void scalars(JsonNode node, Map<String, String> into) {
        node.properties().forEach(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                into.put(field.getKey(), field.getValue().asText());
            }
        });
    }

    private static List<String> names(JsonNode clouds) {
        List<String> names = new ArrayList<>();
        clouds.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read(Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new CloudConfigException(file + " is larger than 1 MiB");
            }
            return YAML.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the line, and that line may hold a password.
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " near line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new CloudConfigException(file + " is not valid YAML" + where);
        } catch (IOException e) {
            throw new CloudConfigException(
                    file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Optional<Path> first(List<Path> places) {
        return places.stream().filter(Files::isRegularFile).findFirst();
    }

    private static List<Path> places(Map<String, String> environment, Path folder, String variable, String name) {
        List<Path> places = new ArrayList<>();
        String home = environment.getOrDefault("HOME", "");
        String named = environment.getOrDefault(variable, "");
        String settings = environment.getOrDefault("XDG_CONFIG_HOME", home.isEmpty() ? "" : home + "/.config");
        if (!named.isEmpty()) {
            places.add(Path.of(named.startsWith("~/") ? home + named.substring(1) : named));
        }
        for (String place :
                List.of(folder.toString(), settings.isEmpty() ? "" : settings + "/openstack", "/etc/openstack")) {
            if (!place.isEmpty()) {
                places.add(Path.of(place, name + ".yaml"));
                places.add(Path.of(place, name + ".yml"));
            }
        }
        return places;
    }
}
