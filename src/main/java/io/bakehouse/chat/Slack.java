package io.bakehouse.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.access.ChatUser;
import io.bakehouse.platform.ChatReplies;
import io.bakehouse.webhook.FormBody;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Slash commands and buttons of Slack. Sources: Slack, "Enabling interactivity with slash commands", "Handling user
 * interaction", "Formatting text for app surfaces".
 */
final class Slack implements ChatProduct {
    static final int LONGEST = 3_000;
    private static final int LONGEST_VALUE = 2_000;
    private static final Later LATER = new Later(Duration.ofMinutes(29), 5, true);
    private static final Pattern MENTION = Pattern.compile("<[@#!]([^|<>]*)(?:\\|([^<>]*))?>");
    private static final Pattern LINK = Pattern.compile("<(?:mailto:|tel:|https?://)?([^|<>]*)(?:\\|([^<>]*))?>");

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public ChatMessage read(WebhookRequest request) {
        Map<String, String> form = FormBody.read(request.body());
        if (form.containsKey("payload")) {
            return interaction(Json.read(form.get("payload")));
        }
        ChatUser user = new ChatUser(name(), field(form, "team_id"), field(form, "user_id"), field(form, "channel_id"));
        boolean check = form.containsKey("ssl_check");
        return new ChatMessage(
                check ? ChatMessage.Kind.SSL_CHECK : ChatMessage.Kind.COMMAND,
                check ? "ssl-check" : "slash-command",
                user,
                field(form, "user_name"),
                unescaped(field(form, "text")),
                field(form, "trigger_id"),
                Optional.of(field(form, "response_url")).filter(url -> !url.isEmpty()),
                Map.of());
    }

    private ChatMessage interaction(JsonNode payload) {
        JsonNode action = payload.at("/actions/0");
        String team = Json.text(payload, "/team/id");
        ChatUser user = new ChatUser(name(), team, Json.text(payload, "/user/id"), Json.text(payload, "/channel/id"));
        String value = action.path("value").asText("help");
        return new ChatMessage(
                ChatMessage.Kind.BUTTON,
                Json.text(payload, "/type").replace('_', '-'),
                user,
                Json.text(payload, "/user/name"),
                value,
                Json.text(payload, "/trigger_id") + action.path("action_ts").asText(""),
                Optional.of(Json.text(payload, "/response_url")).filter(url -> !url.isEmpty()),
                Map.of("action", action.path("action_id").asText(""), "value", value));
    }

    /** Slack does not show what a click's request is answered. */
    @Override
    public boolean showsAnswer(ChatMessage message) {
        return message.kind() != ChatMessage.Kind.BUTTON;
    }

    @Override
    public String answer(ChatMessage message, ChatText text) {
        return showsAnswer(message) ? Json.write(body(text)) : "";
    }

    @Override
    public ChatReplies.Reply later(String address, ChatText text, boolean replace) {
        Map<String, Object> body = body(text);
        body.put("replace_original", replace);
        return new ChatReplies.Reply(name(), "POST", address, Json.write(body));
    }

    @Override
    public Later limits() {
        return LATER;
    }

    private static Map<String, Object> body(ChatText text) {
        String shown = text.shaped(Slack::escaped, "\n", LONGEST);
        List<Object> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", shown)));
        List<Object> buttons = new ArrayList<>();
        for (ChatText.Button button : text.buttons()) {
            if (button.line().length() <= LONGEST_VALUE) {
                buttons.add(button(button, buttons.size()));
            }
        }
        if (!buttons.isEmpty()) {
            blocks.add(Map.of("type", "actions", "elements", buttons));
        }
        Map<String, Object> body = new java.util.LinkedHashMap<>();
        body.put("response_type", text.everybody() ? "in_channel" : "ephemeral");
        body.put("text", shown);
        body.put("blocks", blocks);
        return body;
    }

    private static Map<String, Object> button(ChatText.Button button, int number) {
        Map<String, Object> label = Map.of("type", "plain_text", "text", button.label());
        return Map.of(
                "type",
                "button",
                "action_id",
                "bakehouse-" + number,
                "text",
                label,
                "value",
                button.line(),
                "style",
                button.danger() ? "danger" : "primary");
    }

    /** What somebody typed, without the marks that Slack puts around links and names. */
    static String unescaped(String text) {
        String names = MENTION.matcher(text).replaceAll(mention -> quoted(mention.group(2), mention.group(1)));
        String links = LINK.matcher(names).replaceAll(link -> quoted(link.group(2), link.group(1)));
        return links.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String quoted(String label, String address) {
        return java.util.regex.Matcher.quoteReplacement(label == null || label.isEmpty() ? address : label);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String field(Map<String, String> form, String name) {
        return form.getOrDefault(name, "");
    }
}
