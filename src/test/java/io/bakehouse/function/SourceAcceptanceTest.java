package io.bakehouse.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.SourceTrigger;
import io.bakehouse.model.SourceTrigger.Kind;
import io.bakehouse.simulation.BuilderBakery;
import io.bakehouse.webhook.SourceChange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAcceptanceTest {
    private static final String COMMIT = "e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    main         |        | main       | web/site.pp | true  | accepted: 'web' will be built and baked: push to acme/recipes main at e9d7
                    next         |        | main       | web/site.pp | true  | not baked: 'web': next is neither among triggers.branches nor
                    main         |        |            | web/site.pp | true  | the message does not say which is the default
                    next         | next   | main       | web/site.pp | true  | accepted
                    release/7    | rel*/* | main       | web/site.pp | true  | accepted
                    refs/tags/v1 |        | main       | web/site.pp | true  | not baked: 'web': refs/tags/v1 is neither
                    refs/tags/v1 | *      | main       | web/site.pp | true  | not baked
                    refs/tags/v1 | refs/tags/v* | main | web/site.pp | true  | accepted
                    main         |        | main       | db/site.pp  | true  | none of the 1 changed files fits triggers.paths
                    main         |        | main       | db/site.pp  | false | accepted
                    main         |        | main       |             | false | accepted
                    """)
    void aPushBakesWhatItsTriggerSays(
            String ref, String branches, String defaultBranch, String path, boolean whole, String words) {
        SourceTrigger trigger =
                new SourceTrigger(Kind.PUSH, "Acme/Recipes", Optional.of("github"), list(branches), List.of("web/*"));
        SourceChange change = new SourceChange(
                "github",
                "d-1",
                "acme/recipes",
                ref.startsWith("refs/") ? ref : "refs/heads/" + ref,
                COMMIT,
                defaultBranch,
                list(path),
                whole);

        assertThat(words(decide(change, null, recipe("web", trigger))))
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void everyFamilyWithATriggerIsBakedOnceForOneDelivery() {
        Recipe[] all = {recipe("web", trigger("acme/recipes")), recipe("app", trigger("acme/*")), recipe("db")};
        List<Event> events = events(decide(push("d-1"), null, all));

        assertThat(events)
                .extracting(event -> ((BakeRequested) event.data()).family())
                .containsExactly("app", "web");
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(events).extracting(event -> event.data().subject()).containsOnly("github:d-1");
        assertThat(events(decide(push("d-1"), null, all))).isEqualTo(events);
        assertThat(events(decide(push("d-2"), null, all)))
                .extracting(Event::id)
                .doesNotContainAnyElementsOf(events.stream().map(Event::id).toList());
    }

    @Test
    void theFamilyInTheAddressNarrowsAndNeedsNoTrigger() {
        Recipe[] all = {recipe("web", trigger("acme/recipes")), recipe("app", trigger("acme/recipes")), recipe("db")};

        assertThat(words(decide(push("d"), "app", all)))
                .singleElement()
                .asString()
                .startsWith("accepted: 'app'");
        assertThat(words(decide(push("d"), "db", all)))
                .singleElement()
                .asString()
                .startsWith("accepted: 'db'");
        assertThat(words(decide(push("d"), "web", recipe("web", trigger("acme/other")))))
                .containsExactly("not baked: 'web': none of its triggers is 'push: acme/recipes'");
        assertThat(words(decide(push("d"), "mail", Given.recipe("mail"))))
                .containsExactly("not baked: 'mail': its recipe has no section 'builder', so nothing can be built");
    }

    @Test
    void withoutATriggerTheAnswerSaysWhatToDo() {
        assertThat(words(decide(push("d"), null, recipe("web", trigger("acme/other")), recipe("db"))))
                .containsExactly("not baked: no recipe has a trigger 'push: acme/recipes'."
                        + " Add one, or ?family=<name> to the address");
    }

    @Test
    void anApplyIsNoPush() {
        SourceChange apply =
                new SourceChange("terraform-cloud", "r-1", "acme/recipes", null, null, null, List.of(), false);
        SourceTrigger workspace = new SourceTrigger(Kind.APPLY, "acme/recipes", Optional.empty(), List.of(), List.of());

        assertThat(words(decide(apply, null, recipe("web", trigger("acme/recipes")))))
                .singleElement()
                .asString()
                .contains("no recipe has a trigger 'apply: acme/recipes'");
        assertThat(words(decide(apply, null, recipe("web", workspace))))
                .containsExactly("accepted: 'web' will be built and baked: Terraform applied acme/recipes");
        assertThat(events(decide(apply, "db", recipe("db")))).hasSize(1);
    }

    private static SourceTrigger trigger(String repository) {
        return new SourceTrigger(Kind.PUSH, repository, Optional.empty(), List.of(), List.of());
    }

    private static SourceChange push(String delivery) {
        return new SourceChange(
                "github", delivery, "acme/recipes", "refs/heads/main", COMMIT, "main", List.of("a"), true);
    }

    private static Recipe recipe(String family, SourceTrigger... triggers) {
        Recipe usual = BuilderBakery.recipe();
        return new Recipe(
                family,
                usual.revision(),
                "",
                usual.adopt(),
                usual.snapshot(),
                usual.batch(),
                usual.builder(),
                usual.verification(),
                false,
                usual.retention(),
                usual.rebake(),
                List.of(triggers));
    }

    private static Acceptance decide(SourceChange change, String family, Recipe... recipes) {
        return SourceAcceptance.decide(
                change, Optional.ofNullable(family), new Recipes(Arrays.asList(recipes)), Given.NOW);
    }

    private static List<Event> events(Acceptance acceptance) {
        return acceptance.builds().stream().map(Acceptance.Build::event).toList();
    }

    private static List<String> words(Acceptance acceptance) {
        List<String> words = new java.util.ArrayList<>(acceptance.words());
        acceptance.builds().forEach(build -> words.add(build.words()));
        return words;
    }

    private static List<String> list(String text) {
        return text == null ? List.of() : List.of(text);
    }
}
