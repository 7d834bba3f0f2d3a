package io.bakehouse.function;

import io.bakehouse.access.Rights;
import io.bakehouse.model.Event;
import io.bakehouse.webhook.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The builds that a message leads to.
 *
 * @param words for whoever reads the answer, one for each family
 */
record Acceptance(List<Build> builds, List<String> words) {
    /** A build of a family, and the words that say so. */
    record Build(String family, Event event, String words) {}

    Acceptance {
        builds = List.copyOf(builds);
        words = List.copyOf(words);
    }

    /** Nothing is built, for this reason. */
    static Acceptance none(String words) {
        return new Acceptance(List.of(), List.of(words));
    }

    /** One family is built. */
    static Acceptance of(Build build) {
        return new Acceptance(List.of(build), List.of());
    }

    /** What is left of it for a sender with these rights. */
    Allowed allowed(Sender sender, Rights rights) {
        List<Event> events = new ArrayList<>();
        List<String> all = new ArrayList<>(words);
        for (Build build : builds) {
            boolean may = rights.may("build", false, Optional.of(build.family()));
            all.add(may ? build.words() : "not baked: " + mayNot(sender, "build") + " '" + build.family() + "'");
            if (may) {
                events.add(build.event());
            }
        }
        return new Allowed(events, all);
    }

    /** The events and words that remain. */
    record Allowed(List<Event> events, List<String> words) {}

    static String mayNot(Sender sender, String action) {
        return "the settings bakehouse.senders." + sender.name() + " do not let it '" + action + "'";
    }
}
