package io.bakehouse.practice;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes requests to the model as a client would: with a token, page by page, and with classified failures. */
final class Asking {
    private static final int LONGEST_WORDS = 300;
    private static final String TOKENS = "POST identity/v3/auth/tokens";

    private final PracticeModel model;
    private final PracticeProject project;
    private final int page;
    private Instant tokenEnds = Instant.MIN;

    Asking(PracticeModel model, PracticeProject project, int page) {
        this.model = model;
        this.project = project;
        this.page = page;
    }

    /** Sends one request. */
    <T> T write(String template, Function<Look, T> request) {
        try {
            return send(template, request);
        } catch (Refusal e) {
            throw classify(template, e);
        }
    }

    /** Sends one request; 404 is the answer that there is none. */
    <T> Optional<T> find(String template, Function<Look, T> request) {
        try {
            return Optional.of(send(template, request));
        } catch (Refusal e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw classify(template, e);
        }
    }

    /** Sends one request; 404 is as good as success. */
    void unlessGone(String template, Consumer<Look> request) {
        find(template, look -> {
            request.accept(look);
            return true;
        });
    }

    /** Sends one request; 409 is the answer that the id is taken. */
    boolean unlessTaken(String template, Consumer<Look> request) {
        try {
            return send(template, look -> {
                request.accept(look);
                return true;
            });
        } catch (Refusal e) {
            if (e.status() == 409) {
                return false;
            }
            throw classify(template, e);
        }
    }

    /** Sends one request per page until all of the list has been seen. */
    <T> List<T> pages(String template, Function<Look, List<T>> request) {
        List<T> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            int seen = all.size();
            more = write(template, look -> {
                List<T> list = request.apply(look);
                int limit = Math.min(page, look.longestPage());
                int end = Math.min(list.size(), seen + limit);
                all.addAll(list.subList(Math.min(seen, end), end));
                return end - seen == limit;
            });
        }
        return all;
    }

    private <T> T send(String template, Function<Look, T> request) {
        try {
            if (!model.clock().instant().isBefore(tokenEnds)) {
                authenticate();
            }
            try {
                return model.call(project, template, request);
            } catch (Refusal e) {
                if (e.status() != 401) {
                    throw e;
                }
                authenticate();
                return model.call(project, template, request);
            }
        } catch (NoAnswer e) {
            boolean unknown = e.isEffective() && !template.startsWith("GET ");
            throw new CloudException(
                    unknown ? Kind.UNKNOWN_OUTCOME : Kind.RETRY_LATER, template + ": " + e.getMessage());
        }
    }

    private void authenticate() {
        tokenEnds = model.call(
                project, TOKENS, look -> look.now().plus(model.times().token()));
    }

    private static CloudException classify(String template, Refusal refusal) {
        return new CloudException(
                kind(template, refusal),
                words(refusal.getMessage()) + " (" + refusal.status() + ", " + template + ")",
                refusal.retryAfter().orElse(null),
                null);
    }

    /** One line of bearable length: Nova repeats what it refuses, and says why at the end. */
    private static String words(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        int half = LONGEST_WORDS / 2;
        return line.length() <= LONGEST_WORDS
                ? line
                : line.substring(0, half) + " … " + line.substring(line.length() - half);
    }

    private static Kind kind(String template, Refusal refusal) {
        boolean reads = template.startsWith("GET ");
        return switch (refusal.status()) {
            case 401 -> Kind.NOT_OURS;
            case 403 -> refusal.getMessage().startsWith("Quota exceeded") ? Kind.QUOTA : Kind.NOT_OURS;
            case 404 -> Kind.GONE;
            case 413 -> Kind.QUOTA;
            case 409, 429, 503 -> Kind.RETRY_LATER;
            case 500, 502, 504 -> reads ? Kind.RETRY_LATER : Kind.UNKNOWN_OUTCOME;
            default -> Kind.BAD_REQUEST;
        };
    }
}
