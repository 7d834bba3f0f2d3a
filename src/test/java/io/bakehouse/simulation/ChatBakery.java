package io.bakehouse.simulation;

import io.bakehouse.access.Access;
import io.bakehouse.access.Replays;
import io.bakehouse.access.Rights;
import io.bakehouse.access.Secret;
import io.bakehouse.access.SenderAccess;
import io.bakehouse.access.proof.Schemes;
import io.bakehouse.chat.Chats;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Grammar;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.function.AnswerChat;
import io.bakehouse.function.ChatAnswer;
import io.bakehouse.model.Event;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.Sealed;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.webhook.WebhookRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bakery with a Slack in front of it, on virtual time. Alice may do everything; bob may look, and bake db. */
final class ChatBakery {
    final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
    final PracticeModel cloud = new PracticeModel(clock, PracticeTimes.usual(), "virtual");
    final List<Event> sent = new ArrayList<>();
    final RecordingReplies chat = new RecordingReplies();
    final VirtualEngine engine;
    final VirtualBakery bakery;
    final AnswerChat answers;
    private int messages;

    ChatBakery(Recipe recipe) {
        Recipes recipes = new Recipes(List.of(recipe));
        Optional<String> token = Optional.of(Functions.TOKEN);
        Functions functions =
                new Functions(cloud.cloud(), recipes, clock, sent::add, VirtualProbe.answering(200), chat, access());
        engine = new VirtualEngine(clock, FunctionTable.packaged(), functions);
        bakery = new VirtualBakery(clock, cloud, engine);
        Commands commands = AllCommands.on(cloud.cloud(), recipes, clock);
        answers = new AnswerChat(
                new Chats(Optional.of("https://bakehouse.test"), token),
                access(),
                new Replays(clock),
                commands,
                new Grammar(commands, recipes),
                new Confirmation(token),
                new Sealed(token),
                clock);
    }

    private static Access access() {
        SenderAccess slack =
                new SenderAccess("slack", Schemes.of("slack"), List.of(SlackRequest.SECRET), Map.of(), Rights.ALL);
        return new Access(
                Optional.of(new Secret(Functions.TOKEN)),
                Map.of("slack", slack),
                List.of(
                        new Access.Account("alice", List.of("slack:T1/UALICE"), List.of(), Rights.ALL),
                        new Access.Account(
                                "bob",
                                List.of("slack:T1/UBOB"),
                                List.of(),
                                new Rights(List.of("read", "bake", "rollback"), List.of("db")))),
                List.of(new Access.Account(
                        "ops", List.of("slack:T1/COPS"), List.of(), new Rights(List.of("pause"), List.of("*")))));
    }

    /** Somebody writes a slash command; what is answered at once is shown as Slack would. */
    String writes(String user, String channel, String text) {
        return shown(command(user, channel, text));
    }

    ChatAnswer command(String user, String channel, String text) {
        return answers.answerChat(signed("team_id=T1&user_id=" + user + "&user_name="
                + user.toLowerCase(java.util.Locale.ROOT) + "&channel_id=" + channel + "&trigger_id=t" + messages++
                + "&response_url=" + encoded("https://hooks.slack.com/commands/1") + "&text=" + encoded(text)));
    }

    /** Somebody clicks a button. */
    void clicks(String user, String channel, String line) {
        String payload = "{\"type\":\"block_actions\",\"user\":{\"id\":\"" + user + "\",\"name\":\"" + user
                + "\"},\"team\":{\"id\":\"T1\"},\"channel\":{\"id\":\"" + channel + "\"},\"trigger_id\":\"t"
                + messages++ + "\",\"response_url\":\"https://hooks.slack.com/actions/1\",\"actions\":[{\"value\":\""
                + line.replace("\"", "\\\"") + "\",\"action_id\":\"bakehouse-0\"}]}";
        shown(answers.answerChat(signed("payload=" + encoded(payload))));
    }

    private String shown(ChatAnswer answer) {
        engine.publish(answer.events());
        return answer.status() + " "
                + String.join(
                        "\n", answer.text() == null ? List.of() : answer.text().lines());
    }

    WebhookRequest signed(String body) {
        return SlackRequest.signed(body, clock.instant());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
