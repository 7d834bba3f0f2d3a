package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people in a chat ask for, see and may not do, from the slash command to the image. */
class ChatStoryTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ALICE = "UALICE";
    private static final String BOB = "UBOB";

    private final ChatBakery slack = new ChatBakery(VirtualBakery.recipe(0, Duration.ofMinutes(30), 2));

    @Test
    void aBakeIsOneMessageThatChangesUntilTheImageIsPromoted() {
        slack.cloud.addConvergedServer("node-01");
        assertThat(slack.writes(ALICE, "C1", "bake node-01")).isEqualTo("200 on it: bake family=web server=node-01");
        slack.engine.runUntilQuiet(HOUR);

        List<String> texts = slack.chat.texts();
        assertThat(texts).hasSizeBetween(3, 5);
        assertThat(texts.get(0)).startsWith("alice: web-").contains("will be baked as 'web'");
        assertThat(texts).anyMatch(text -> text.contains(": snapshot, the image is"));
        assertThat(texts.get(texts.size() - 1)).contains(": promoted, 'web' means this image");
        for (int i = 0; i < texts.size(); i++) {
            assertThat(slack.chat.json(i).path("replace_original").asBoolean()).isTrue();
            assertThat(slack.chat.json(i).path("response_type").asText()).isEqualTo("in_channel");
        }
        assertThat(slack.bakery.named()).hasSize(1);
        assertThat(slack.chat.button("Roll back")).isEqualTo("rollback family=web");
        assertThat(slack.engine.deadLetters()).isEmpty();
    }

    @Test
    void aBakeOfAFamilyWaitsForAWordThatAClickGives() {
        ChatBakery built =
                new ChatBakery(BuilderBakery.recipe(BuilderBakery.builder(Duration.ZERO), Optional.empty(), true));
        assertThat(built.writes(ALICE, "C1", "bake web")).isEqualTo("200 on it: bake family=web");
        BuilderBakery.converge(built.bakery, Duration.ofMinutes(10));
        built.engine.runFor(Duration.ofMinutes(12));
        assertThat(built.chat.texts()).hasSizeLessThan(5);
        assertThat(built.chat.last().path("text").asText()).contains(": approval, verified");

        built.clicks(ALICE, "C1", built.chat.button("Approve"));
        built.engine.runUntilQuiet(HOUR);
        assertThat(built.bakery.named()).hasSize(1);
        assertThat(built.chat.last().path("text").asText()).contains(": promoted");
    }

    @Test
    void whatTakesTooLongIsLeftToTheQuestion() {
        slack.cloud.addConvergedServer("node-01");
        slack.writes(ALICE, "C1", "bake web node-99");
        slack.engine.runUntilQuiet(HOUR);
        assertThat(slack.chat.last().path("text").asText()).contains("there is no trace of it", "ask: status web-");
    }

    @Test
    void whatTakesSomethingAwayIsShownFirstAndConfirmedOnce() {
        twoImages();
        String first = current().id();
        assertThat(slack.writes(ALICE, "C1", "rollback web")).startsWith("200 looking at what");
        slack.engine.runUntilQuiet(HOUR);
        assertThat(slack.chat.last().path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(slack.chat.last().path("text").asText()).contains("would do this", "gets the name");
        String confirm = slack.chat.button("Confirm");
        assertThat(current().id()).isEqualTo(first);

        slack.clicks(ALICE, "C1", confirm);
        slack.engine.runUntilQuiet(HOUR);
        assertThat(current().id()).isNotEqualTo(first);
        String second = current().id();

        slack.clicks(ALICE, "C1", confirm);
        slack.engine.runUntilQuiet(HOUR);
        assertThat(current().id()).isEqualTo(second);
        assertThat(slack.engine.published(EventType.ROLLBACK_REQUESTED)).hasSize(1);
    }

    @Test
    void aConfirmationIsNobodyElses() {
        twoImages();
        slack.writes(ALICE, "C1", "rollback web");
        slack.engine.runUntilQuiet(HOUR);
        String confirm = slack.chat.button("Confirm");
        int posts = slack.chat.all.size();

        slack.clicks(BOB, "C1", confirm);
        slack.clicks(ALICE, "C2", confirm);
        slack.clicks(ALICE, "C1", confirm.replace("rollback family=web", "retire family=web"));
        slack.clicks(ALICE, "C1", confirm.replaceFirst("--confirm .", "--confirm f"));
        slack.engine.runFor(Duration.ofMinutes(11));
        slack.clicks(ALICE, "C1", confirm);
        slack.engine.runUntilQuiet(HOUR);

        List<String> told = slack.chat.texts().subList(posts, slack.chat.all.size());
        assertThat(told).hasSize(5);
        assertThat(told.get(0)).contains("you may not 'rollback' on 'web'");
        assertThat(told.subList(1, 4)).allMatch(text -> text.contains("does not confirm this command"));
        assertThat(told.get(4)).contains("has expired");
        for (int i = posts; i < slack.chat.all.size(); i++) {
            assertThat(slack.chat.json(i).path("replace_original").asBoolean()).isFalse();
            assertThat(slack.chat.json(i).path("response_type").asText()).isEqualTo("ephemeral");
        }
        assertThat(slack.engine.published(EventType.ROLLBACK_REQUESTED)).isEmpty();
    }

    @Test
    void aPlanThatHasChangedIsNotCarriedOut() {
        twoImages();
        slack.writes(ALICE, "C1", "rollback web");
        slack.engine.runUntilQuiet(HOUR);
        String confirm = slack.chat.button("Confirm");
        slack.bakery.converged("node-01", "run-3");
        slack.engine.runFor(Duration.ofMinutes(8));
        slack.clicks(ALICE, "C1", confirm);
        slack.engine.runUntilQuiet(HOUR);

        assertThat(slack.chat.last().path("text").asText()).contains("is not what would happen now");
        assertThat(slack.engine.published(EventType.ROLLBACK_REQUESTED)).isEmpty();
    }

    @Test
    void rightsAreOfPeopleAndChannels() {
        assertThat(slack.writes("UEVE", "C1", "status")).contains("you may not 'status' here", "to your commands");
        assertThat(slack.writes("UEVE", "C1", "help")).contains("rollback [family] [image]");
        assertThat(slack.writes(BOB, "C1", "bake web")).contains("you may not 'bake' on 'web'");
        assertThat(slack.writes(BOB, "C1", "retire web")).contains("you may not 'retire' here");
        assertThat(slack.writes("UEVE", "COPS", "pause web")).contains("on it: pause");
        assertThat(slack.writes(ALICE, "C1", "")).contains("Examples:");
        assertThat(slack.writes(ALICE, "C1", "delete x")).contains("'retire'", "'revoke'");
        assertThat(slack.engine.published()).hasSize(1);
    }

    @Test
    void whatIsAskedForIsAnswered() {
        twoImages();
        slack.writes(BOB, "C1", "images web");
        slack.writes(BOB, "C1", "status");
        slack.writes(BOB, "C1", "why " + current().mark(Marks.BAKE).orElseThrow());
        slack.writes(BOB, "C1", "rollback web --dry-run");
        slack.engine.runUntilQuiet(HOUR);

        List<String> texts = slack.chat.texts();
        assertThat(texts.get(0)).contains("2 images of 'web'", " | current | ");
        assertThat(texts.get(1)).contains("no bake is under way");
        assertThat(texts.get(2)).contains("snapshot: 5 min", " %", "in all: ");
        assertThat(texts.get(3)).contains("nothing is changed yet", "- change image");
        assertThat(slack.engine.deadLetters()).isEmpty();
    }

    @Test
    void theSameRequestIsLetInOnce() {
        WebhookRequest request = slack.signed("team_id=T1&user_id=UALICE&channel_id=C1&trigger_id=t&text=help");
        assertThat(slack.answers.answerChat(request).status()).isEqualTo(200);
        assertThat(slack.answers.answerChat(request).status()).isEqualTo(401);
        slack.clock.pass(Duration.ofMinutes(6));
        assertThat(slack.answers.answerChat(request).status()).isEqualTo(401);
    }

    @Test
    void noSecretIsInAnyEvent() {
        slack.writes(ALICE, "C1", "status");
        assertThat(slack.engine.published().toString()).doesNotContain("hooks.slack.com");
        assertThat(slack.chat.all.toString()).doesNotContain("hooks");
    }

    private void twoImages() {
        slack.cloud.addConvergedServer("node-01");
        slack.bakery.converged("node-01", "run-1");
        slack.engine.runUntilQuiet(HOUR);
        slack.bakery.converged("node-01", "run-2");
        slack.engine.runUntilQuiet(HOUR);
    }

    private Image current() {
        return slack.bakery.named().get(0);
    }
}
