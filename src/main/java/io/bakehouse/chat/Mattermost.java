package io.bakehouse.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.access.ChatUser;
import io.bakehouse.platform.ChatReplies;
import io.bakehouse.webhook.FormBody;
import io.bakehouse.webhook.MalformedException;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slash commands and buttons of Mattermost. A button's request shows no token, so the button's context, which only the
 * Mattermost server sees, carries a ticket of ours. Sources: Mattermost, {@code public/model/command_webhook.go} and
 * {@code integration_action.go}.
 */
final class Mattermost implements ChatProduct {
    private static final int LONGEST = 3_000;
    /** Bytes; it is read before anybody has proven who they are. */
    private static final int LARGEST_CLICK = 64 * 1024;

    /** Mattermost cannot change what was sent to this address: each answer is a message of its own. */
    private static final Later LATER = new Later(Duration.ofMinutes(29), 5, false);

    private final Optional<String> address;
    private final Tickets tickets;

    /**
     * Mattermost.
     *
     * @param address of this bakery, for buttons; without it there are none
     */
    Mattermost(Optional<String> address, Tickets tickets) {
        this.address = address;
        this.tickets = tickets;
    }

    @Override
    public String name() {
        return "mattermost";
    }

    @Override
    public ChatMessage read(WebhookRequest request) {
        if (isInteraction(request)) {
            return interaction(Json.read(request.body()));
        }
        Map<String, String> form = new LinkedHashMap<>();
        request.query().keySet().forEach(key -> request.parameter(key).ifPresent(value -> form.put(key, value)));
        form.putAll(FormBody.read(request.body()));
        return new ChatMessage(
                ChatMessage.Kind.COMMAND,
                "slash-command",
                new ChatUser(name(), field(form, "team_id"), field(form, "user_id"), field(form, "channel_id")),
                field(form, "user_name"),
                field(form, "text"),
                field(form, "trigger_id"),
                Optional.of(field(form, "response_url")).filter(url -> !url.isEmpty()),
                Map.of());
    }

    private ChatMessage interaction(JsonNode json) {
        String line = Json.text(json, "/context/line");
        String value = line.isEmpty() ? Json.text(json, "/context/value") : line;
        String user = Json.text(json, "/user_id");
        return new ChatMessage(
                ChatMessage.Kind.BUTTON,
                "interaction",
                new ChatUser(name(), Json.text(json, "/team_id"), user, Json.text(json, "/channel_id")),
                Json.text(json, "/user_name"),
                value,
                Json.text(json, "/post_id") + user + value,
                Optional.empty(),
                Map.of("action", Json.text(json, "/context/action"), "value", value));
    }

    @Override
    public boolean isTicketed(WebhookRequest request) {
        if (request.body().length > LARGEST_CLICK) {
            return false;
        }
        try {
            JsonNode json = Json.read(request.body());
            return tickets.fits(Json.text(json, "/context/ticket"), Json.text(json, "/context/line"));
        } catch (MalformedException e) {
            return false;
        }
    }

    @Override
    public String answer(ChatMessage message, ChatText text) {
        if (message.kind() == ChatMessage.Kind.BUTTON) {
            String shown = shown(text);
            return text.everybody()
                    ? Json.write(Map.of("update", Map.of("message", shown, "props", Map.of())))
                    : Json.write(Map.of("ephemeral_text", shown));
        }
        return Json.write(body(text));
    }

    @Override
    public ChatReplies.Reply later(String url, ChatText text, boolean replace) {
        return new ChatReplies.Reply(name(), "POST", url, Json.write(body(text)));
    }

    @Override
    public Later limits() {
        return LATER;
    }

    private Map<String, Object> body(ChatText text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("response_type", text.everybody() ? "in_channel" : "ephemeral");
        body.put("text", shown(text));
        List<Object> actions = new ArrayList<>();
        address.ifPresent(url -> text.buttons()
                .forEach(button -> actions.add(Map.of(
                        "id",
                        "bakehouse" + actions.size(),
                        "name",
                        button.label(),
                        "type",
                        "button",
                        "style",
                        button.danger() ? "danger" : "primary",
                        "integration",
                        Map.of(
                                "url",
                                url + "/webhooks/mattermost/actions",
                                "context",
                                Map.of("line", button.line(), "ticket", tickets.ticket(button.line())))))));
        if (!actions.isEmpty()) {
            body.put("attachments", List.of(Map.of("fallback", "buttons", "actions", actions)));
        }
        return body;
    }

    /** Nobody is called by what we quote. */
    private static String shown(ChatText text) {
        return text.shaped(line -> line.replace("@", "@\u200b"), "\n", LONGEST);
    }

    private static boolean isInteraction(WebhookRequest request) {
        byte[] body = request.body();
        return body.length > 0 && body[0] == '{';
    }

    private static String field(Map<String, String> form, String name) {
        return form.getOrDefault(name, "");
    }
}
