package io.bakehouse.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.access.ChatUser;
import io.bakehouse.platform.ChatReplies;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Outgoing webhooks of Microsoft Teams: one question, one answer within 5 seconds, always in the thread. Source:
 * msteams-docs, {@code add-outgoing-webhook.md}.
 */
final class Teams implements ChatProduct {
    private static final int LONGEST = 3_000;
    private static final Later NEVER = new Later(Duration.ZERO, 0, false);

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public ChatMessage read(WebhookRequest request) {
        JsonNode json = Json.read(request.body());
        String person = Json.text(json, "/from/aadObjectId");
        String channel = Json.text(json, "/channelData/teamsChannelId");
        String conversation = Json.text(json, "/conversation/id");
        ChatUser user = new ChatUser(
                name(),
                Json.text(json, "/channelData/tenant/id"),
                person.isEmpty() ? Json.text(json, "/from/id") : person,
                channel.isEmpty() ? conversation.replaceFirst(";messageid=.*", "") : channel);
        boolean message = Json.text(json, "/type").equals("message");
        return new ChatMessage(
                ChatMessage.Kind.COMMAND,
                message ? "message" : "other",
                user,
                Json.text(json, "/from/name"),
                message ? plain(Json.text(json, "/text")) : "help",
                conversation + Json.text(json, "/id"),
                Optional.empty(),
                Map.of());
    }

    /** Without the mention of the webhook itself, and without HTML. */
    static String plain(String html) {
        String text = html.replaceAll("(?is)<at[^>]{0,200}>.{0,200}?</at>", " ").replaceAll("(?s)<[^<>]{1,500}>", " ");
        return StringEscapeUtils.unescapeHtml4(text)
                .replace('\u00a0', ' ')
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Override
    public String answer(ChatMessage message, ChatText text) {
        // There are no buttons that come back: their lines are told.
        List<String> lines = new ArrayList<>(text.lines());
        text.buttons().forEach(button -> lines.add(button.label() + ": write  " + button.line()));
        String shown = ChatText.quiet(lines).shaped(StringEscapeUtils::escapeHtml4, "<br>", LONGEST);
        return Json.write(Map.of("type", "message", "text", shown));
    }

    @Override
    public ChatReplies.Reply later(String address, ChatText text, boolean replace) {
        throw new IllegalStateException("Teams takes no later answers");
    }

    @Override
    public Later limits() {
        return NEVER;
    }
}
