package io.bakehouse.practice.http;

import io.bakehouse.practice.Refusal;

/** Glance's error bodies, which are JSON, HTML or plain text by what the client accepts. */
final class GlanceErrors {
    private GlanceErrors() {}

    static Answer answer(Request request, Refusal refusal) {
        String title = Statuses.title(refusal.status());
        String status = refusal.status() + " " + title;
        String words = refusal.status() == 401
                ? "This server could not verify that you are authorized to access the document you requested. Either"
                        + " you supplied the wrong credentials (e.g., bad password), or your browser does not"
                        + " understand how to supply the credentials required."
                : refusal.getMessage();
        String accept = request.header("Accept").orElse("");
        if (accept.contains("application/json")) {
            return Answer.json(
                    refusal.status(),
                    Json.object("message", words + "<br /><br />\n\n\n", "code", status, "title", title));
        }
        if (accept.contains("text/html") || accept.contains("*/*")) {
            return Answer.text(
                    refusal.status(),
                    "text/html; charset=UTF-8",
                    "<html>\n <head>\n  <title>" + status + "</title>\n </head>\n <body>\n  <h1>" + status + "</h1>\n  "
                            + words + "<br /><br />\n\n\n\n </body>\n</html>");
        }
        return Answer.text(refusal.status(), "text/plain; charset=UTF-8", status + "\n\n" + words + "\n\n   ");
    }
}
