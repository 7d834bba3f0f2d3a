package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/** The sentence for people in what a service answered: one short line without secrets. */
final class CloudWords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;
    private static final int DEEPEST = 3;
    /** Fernet and JWS tokens of Keystone, wherever they turn up. */
    private static final Pattern TOKEN = Pattern.compile("(gAAAAA[\\w=-]+|eyJ[\\w-]+\\.[\\w.-]+)");
    /** Nova repeats the value that it refuses, which may be the user-data or the whole request. */
    private static final Pattern REFUSED_VALUE = Pattern.compile("(?s) Value: (\\{.*|\\S{65,}.*)");

    private CloudWords() {}

    /**
     * Reads the error formats of Keystone, Nova, Glance and Neutron, JSON or HTML.
     *
     * @param secrets texts that must not be in the result
     * @return empty when there is nothing to say
     */
    static String of(String text, Set<String> secrets) {
        return tidy(text.stripLeading().startsWith("{") ? fromJson(text) : fromHtml(text), secrets);
    }

    /** Any text as one short line without secrets. */
    static String tidy(String text, Set<String> secrets) {
        String line = REFUSED_VALUE.matcher(text).replaceFirst("");
        for (String secret : secrets) {
            line = line.replace(secret, "[secret]");
        }
        line = TOKEN.matcher(line)
                .replaceAll("[token]")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private static String fromJson(String text) {
        try {
            return message(JSON.readTree(text), 0);
        } catch (IOException e) {
            return "";
        }
    }

    private static String message(JsonNode node, int depth) {
        if (node.path("message").isTextual()) {
            return node.path("message").asText();
        }
        if (depth < DEEPEST) {
            for (JsonNode child : node) {
                String found = message(child, depth + 1);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String fromHtml(String text) {
        int heading = text.lastIndexOf("</h1>");
        String rest = heading < 0 ? text : text.substring(heading);
        return rest.replaceAll("(?s)<[^>]*>", " ")
                .replace("&#x27;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
