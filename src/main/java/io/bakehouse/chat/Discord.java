package io.bakehouse.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.access.ChatUser;
import io.bakehouse.platform.ChatReplies;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Interactions of Discord. Source: discord-api-docs, {@code docs/interactions/Receiving_and_Responding.md}. */
final class Discord implements ChatProduct {
    private static final int LONGEST = 1_900;
    private static final int LONGEST_VALUE = 100;
    private static final int ONLY_YOU = 64;
    private static final Later LATER = new Later(Duration.ofMinutes(14), 5, true);

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public ChatMessage read(WebhookRequest request) {
        JsonNode json = Json.read(request.body());
        int type = json.path("type").asInt();
        boolean member = json.has("member");
        ChatUser user = new ChatUser(
                name(),
                Json.text(json, "/guild_id"),
                Json.text(json, member ? "/member/user/id" : "/user/id"),
                Json.text(json, "/channel_id"));
        String value = Json.text(json, "/data/custom_id");
        return new ChatMessage(
                type == 1 ? ChatMessage.Kind.PING : type == 3 ? ChatMessage.Kind.BUTTON : ChatMessage.Kind.COMMAND,
                switch (type) {
                    case 1 -> "ping";
                    case 2 -> "application-command";
                    case 3 -> "component";
                    default -> "other";
                },
                user,
                Json.text(json, member ? "/member/user/username" : "/user/username"),
                type == 3 ? value : type == 2 ? DiscordOptions.line(json.path("data")) : "help",
                Json.text(json, "/id"),
                reply(json),
                type == 3 ? Map.of("value", value) : Map.of());
    }

    private static Optional<String> reply(JsonNode json) {
        String application = Json.text(json, "/application_id");
        String token = Json.text(json, "/token");
        boolean usable = application.matches("\\d{1,25}") && token.matches("[A-Za-z0-9._-]{1,500}");
        return usable
                ? Optional.of(
                        "https://discord.com/api/v10/webhooks/" + application + "/" + token + "/messages/@original")
                : Optional.empty();
    }

    @Override
    public String pong() {
        return "{\"type\":1}";
    }

    @Override
    public String answer(ChatMessage message, ChatText text) {
        Map<String, Object> data = body(text);
        if (!text.everybody()) {
            data.put("flags", ONLY_YOU);
        }
        return Json.write(Map.of("type", 4, "data", data));
    }

    @Override
    public ChatReplies.Reply later(String address, ChatText text, boolean replace) {
        return new ChatReplies.Reply(name(), "PATCH", address, Json.write(body(text)));
    }

    @Override
    public Later limits() {
        return LATER;
    }

    private static Map<String, Object> body(ChatText text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("content", text.shaped(line -> line.replace("<", "<\u200b"), "\n", LONGEST));
        body.put("allowed_mentions", Map.of("parse", List.of()));
        List<Object> buttons = new ArrayList<>();
        text.buttons().stream()
                .filter(button -> button.line().length() <= LONGEST_VALUE)
                .forEach(button -> buttons.add(Map.of(
                        "type",
                        2,
                        "style",
                        button.danger() ? 4 : 1,
                        "label",
                        button.label(),
                        "custom_id",
                        button.line())));
        // An empty list takes away the buttons of the message before.
        body.put("components", buttons.isEmpty() ? List.of() : List.of(Map.of("type", 1, "components", buttons)));
        return body;
    }
}
