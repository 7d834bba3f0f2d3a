package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.access.Access;
import io.bakehouse.access.Replays;
import io.bakehouse.access.Rights;
import io.bakehouse.access.SenderAccess;
import io.bakehouse.access.proof.Schemes;
import io.bakehouse.chat.Chats;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Grammar;
import io.bakehouse.function.AnswerChat;
import io.bakehouse.model.Event;
import io.bakehouse.platform.ChatReplies;
import io.bakehouse.platform.Sealed;
import io.bakehouse.simulation.AllCommands;
import io.bakehouse.simulation.Functions;
import io.bakehouse.simulation.SlackRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Slack in front of the bakery: what people write and click there, and whether they are told. */
final class Chat implements ChatReplies {
    /** One person, who may do everything. */
    static final Access ACCESS = new Access(
            Optional.empty(),
            Map.of(
                    "slack",
                    new SenderAccess("slack", Schemes.of("slack"), List.of(SlackRequest.SECRET), Map.of(), Rights.ALL)),
            List.of(new Access.Account("alice", List.of("slack:T1/UALICE"), List.of(), Rights.ALL)),
            List.of());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Optional<String> TOKEN = Optional.of(Functions.TOKEN);
    private static final String WHERE = "https://hooks.slack.test/" + Secrets.REPLY + "/";

    private final World world;
    /** What a button confirms, the last one first. */
    private final Deque<String> buttons = new ArrayDeque<>();
    /** Where each command wants its answer, by its cause. */
    private final Map<String, String> addresses = new HashMap<>();

    private final Set<String> told = new HashSet<>();
    private int messages;

    Chat(World world) {
        this.world = world;
    }

    /** Somebody writes a slash command. */
    List<Event> write(String text) {
        messages++;
        return send(
                text.split(" ", 2)[0],
                "team_id=T1&user_id=UALICE&user_name=alice&channel_id=C1&trigger_id=t" + messages + "&response_url="
                        + encoded(WHERE + messages) + "&text=" + encoded(text));
    }

    /** Somebody clicks the last button that they were shown, however long ago; empty when there is none. */
    List<Event> click() {
        if (buttons.isEmpty()) {
            return List.of();
        }
        messages++;
        String payload = JSON.createObjectNode()
                .put("type", "block_actions")
                .put("trigger_id", "t" + messages)
                .put("response_url", WHERE + messages)
                .<ObjectNode>set(
                        "user", JSON.createObjectNode().put("id", "UALICE").put("name", "alice"))
                .<ObjectNode>set("team", JSON.createObjectNode().put("id", "T1"))
                .<ObjectNode>set("channel", JSON.createObjectNode().put("id", "C1"))
                .<ObjectNode>set(
                        "actions",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .put("action_id", "bakehouse-0")
                                        .put("value", buttons.pop())))
                .toString();
        return send("a click", "payload=" + encoded(payload));
    }

    private List<Event> send(String what, String form) {
        world.trace.add(world.clock.instant(), "chat", what);
        Commands commands = AllCommands.on(world.seen, world.recipes(), world.clock);
        AnswerChat answers = new AnswerChat(
                new Chats(Optional.of("https://bakehouse.test"), TOKEN),
                ACCESS,
                new Replays(world.clock),
                commands,
                new Grammar(commands, world.recipes()),
                new Confirmation(TOKEN),
                new Sealed(TOKEN),
                world.clock);
        List<Event> events = answers.answerChat(SlackRequest.signed(form, world.clock.instant()))
                .events();
        events.forEach(event -> addresses.put(event.data().subject(), WHERE + messages));
        return events;
    }

    @Override
    public boolean send(Reply reply) {
        told.add(reply.url());
        Secrets.checkReply(reply.json());
        if (reply.json().contains("--confirm")) {
            try {
                for (JsonNode value : JSON.readTree(reply.json()).findValues("value")) {
                    if (value.asText().contains("--confirm")) {
                        buttons.push(value.asText());
                    }
                }
            } catch (JsonProcessingException e) {
                throw new Violation("the chat was sent what it cannot read: " + e.getMessage());
            }
        }
        return true;
    }

    /** Whether that command has no answer yet. */
    boolean isWaiting(String cause) {
        String address = addresses.get(cause);
        return address != null && !told.contains(address);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
