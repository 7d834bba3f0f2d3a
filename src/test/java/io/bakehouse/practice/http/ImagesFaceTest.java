package io.bakehouse.practice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesFaceTest extends OnPracticeServer {
    private static final String ID = "9025aa1c-fdde-475e-a17c-504085d3d868";

    private void create() throws Exception {
        client.json(
                201,
                "POST",
                IMAGES,
                "{\"id\": \"" + ID + "\", \"name\": \"rec\", \"visibility\": \"private\", \"os_hidden\": true,"
                        + " \"x_role\": \"record\"}");
    }

    /** Statuses and words as a real Glance answered them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {'id': 'foo'}                       | does not match",
                "403 | {'visibility': 'public'}            | You are not authorized to complete publicize_image action.",
                "400 | {'k': 1}                            | 1 is not of type 'string'",
                "403 | {'status': 'active'}                | Attribute 'status' is read-only.",
                "403 | {'owner': 'x'}                      | You are not permitted to create images owned by 'x'.",
                "400 | {bad                                | Malformed JSON in request body.",
                "400 | {'name': 'a\uD83D\uDE00'}           | Name can't contain 4 byte unicode characters."
            })
    void badCreates(int status, String body, String words) throws Exception {
        String message = client.json(status, "POST", IMAGES, body.replace('\'', '"'))
                .path("message")
                .asText();
        assertThat(message.replace('"', '\'')).contains(words);
        assertThat(client.get(IMAGES).path("images")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "409 | [{'op': 'replace', 'path': '/zz', 'value': '1'}]        | Property zz does not exist.",
                "409 | [{'op': 'remove', 'path': '/zz'}]                       | Property zz does not exist.",
                "400 | [{'op': 'test', 'path': '/x_role', 'value': 'record'}]  | Invalid operation: `test`.",
                "403 | [{'op': 'add', 'path': '/status', 'value': 'active'}]   | Attribute 'status' is read-only.",
                "403 | [{'op': 'add', 'path': '/id', 'value': '" + ID + "'}]   | Attribute 'id' is read-only.",
                "403 | [{'op': 'add', 'path': '/visibility', 'value': 'public'}] | publicize_image",
                "400 | [{'op': 'add', 'path': '/a', 'value': 1}]               | 1 is not of type 'string'",
                "400 | [{'op': 'add', 'path': '/os_hidden', 'value': 'true'}]  | is not of type 'boolean'",
                "400 | {'a': 1}                                                | must be a JSON array",
                "400 | [{'op': 'add', 'path': 'a', 'value': '1'}]              | does not start with '/'",
                "400 | [{'op': 'add', 'path': '/a/b', 'value': '1'}]           | Invalid JSON pointer",
                "400 | [{'op': 'add', 'path': '/a'}]                           | requires a member named 'value'"
            })
    void badPatches(int status, String patch, String words) throws Exception {
        create();
        String message = client.json(status, "PATCH", IMAGES + "/" + ID, patch.replace('\'', '"'))
                .path("message")
                .asText();
        assertThat(message.replace('"', '\'')).contains(words);
        assertThat(client.get(IMAGES + "/" + ID).path("x_role").asText()).isEqualTo("record");
    }

    @Test
    void patchAddsReplacesAndRemoves() throws Exception {
        create();
        JsonNode image = client.json(
                200,
                "PATCH",
                IMAGES + "/" + ID,
                "[{\"op\": \"add\", \"path\": \"/a\", \"value\": \"1\"}, {\"op\": \"replace\", \"path\": \"/a\","
                        + " \"value\": \"2\"}, {\"op\": \"remove\", \"path\": \"/x_role\"}]");
        assertThat(image.path("a").asText()).isEqualTo("2");
        assertThat(image.has("x_role")).isFalse();
    }

    @Test
    void protectedImagesStay() throws Exception {
        create();
        client.json(200, "PATCH", IMAGES + "/" + ID, "[{\"op\": \"add\", \"path\": \"/protected\", \"value\": true}]");
        assertThat(client.json(403, "DELETE", IMAGES + "/" + ID, null)
                        .path("message")
                        .asText())
                .contains("is protected and cannot be deleted.");
    }

    @Test
    void usedIdIsNeverGivenAgain() throws Exception {
        create();
        client.json(204, "DELETE", IMAGES + "/" + ID, null);
        client.json(404, "DELETE", IMAGES + "/" + ID, null);
        assertThat(client.json(409, "POST", IMAGES, "{\"id\": \"" + ID + "\"}")
                        .path("message")
                        .asText())
                .contains("Image ID " + ID + " already exists!");
    }

    @Test
    void hiddenImagesAreListedToThoseWhoAsk() throws Exception {
        create();
        assertThat(client.get(IMAGES + "?x_role=record").path("images")).isEmpty();
        assertThat(client.get(IMAGES + "?x_role=record&os_hidden=true").path("images"))
                .hasSize(1);
        assertThat(client.get(IMAGES + "?x_role=other&os_hidden=true").path("images"))
                .isEmpty();
    }

    @Test
    void othersImagesAreSeenOnlyWhenPublic() throws Exception {
        String foreign = model.addImage(model.site().project("other"), "web", "private", Map.of());
        client.json(404, "GET", IMAGES + "/" + foreign, null);
        client.json(404, "DELETE", IMAGES + "/" + foreign, null);
        String community = model.addImage(model.site().project("other"), "web", "community", Map.of());
        client.get(IMAGES + "/" + community);
        assertThat(client.get(IMAGES).path("images")).hasSize(1);
        assertThat(client.json(403, "DELETE", IMAGES + "/" + model.baseImage(), null)
                        .path("message")
                        .asText())
                .contains("You do not own this image");
    }

    @Test
    void aPageHas25ImagesUnlessAskedForMore() throws Exception {
        for (int i = 0; i < 30; i++) {
            clock.passSeconds(1);
            client.json(201, "POST", IMAGES, "{\"name\": \"i" + i + "\", \"visibility\": \"private\"}");
        }
        JsonNode page = client.get(IMAGES + "?visibility=private");
        assertThat(page.path("images")).hasSize(25);
        assertThat(page.path("images").path(0).path("name").asText()).isEqualTo("i29");
        JsonNode next = client.get("/image" + page.path("next").asText());
        assertThat(next.path("images")).hasSize(5);
        assertThat(next.has("next")).isFalse();
        assertThat(client.get(IMAGES + "?limit=5000").path("images")).hasSize(31);
    }
}
