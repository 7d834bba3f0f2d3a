package io.bakehouse.platform;

/** Where answers to people in chats go, after the first. */
public interface ChatReplies {
    /** Whether the product took the message; never throws, and never tells where it went. */
    boolean send(Reply reply);

    /**
     * A message.
     *
     * @param url a secret: whoever knows it can write into the chat
     */
    record Reply(String product, String method, String url, String json) {
        @Override
        public String toString() {
            return method + " to " + product + " (" + json.length() + " characters)";
        }
    }
}
