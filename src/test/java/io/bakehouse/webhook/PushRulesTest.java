package io.bakehouse.webhook;

import static io.bakehouse.webhook.Readings.headed;
import static io.bakehouse.webhook.Readings.problem;
import static io.bakehouse.webhook.Readings.read;
import static io.bakehouse.webhook.Readings.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pushes and applies mean, and which of them are none. */
class PushRulesTest {
    private static final String NONE = "0".repeat(40);
    private static final String ONE = "1".repeat(40);
    private static final String REPOSITORY =
            "\"repository\": {\"full_name\": \"acme/r\", \"default_branch\": \"main\"}";

    @ParameterizedTest
    @CsvSource({"X-GitHub", "X-Gitea", "X-Forgejo"})
    void forgesLikeGitHubAreReadAlike(String prefix) {
        Reading read = read(headed(
                "github",
                push("\"commits\": [{\"added\": [\"a\"], \"modified\": [\"b\", \"a\"], \"removed\": [\"c\"]}]"),
                Map.of(prefix + "-Event", "push", prefix + "-Delivery", "d-1")));

        assertThat(((Reading.Changed) read).change())
                .isEqualTo(new SourceChange(
                        "github",
                        "d-1",
                        "acme/r",
                        "refs/heads/main",
                        ONE,
                        "main",
                        java.util.List.of("a", "b", "c"),
                        true));
    }

    @Test
    void aDeletedTagIsNoChange() {
        String body = "{\"ref\": \"refs/tags/simple-tag\", \"before\": \"" + ONE + "\", \"after\": \"" + NONE
                + "\", \"created\": false, \"deleted\": true, \"commits\": [], \"head_commit\": null, " + REPOSITORY
                + "}";

        assertThat(read(headed("github", body, Map.of("X-GitHub-Event", "push")))
                        .facts())
                .containsEntry("status", "push")
                .containsEntry("deleted", true)
                .containsEntry("ref", "refs/tags/simple-tag")
                .containsEntry("reason", "refs/tags/simple-tag was deleted");
        String gitlab =
                "{\"object_kind\": \"push\", \"ref\": \"refs/heads/x\", \"before\": \"" + ONE + "\", \"after\": \""
                        + NONE + "\", \"checkout_sha\": null, \"project\": {\"path_with_namespace\": \"acme/r\"}}";
        assertThat(read(request("gitlab", gitlab))).isInstanceOf(Reading.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"commits\": []",
                "\"commits\": [{\"added\": [\"a\"]}], \"forced\": true",
                "\"commits\": [{\"added\": [\"a\"]}], \"created\": true",
                "\"commits\": [{\"added\": [\"a\"]}], \"total_commits\": 2"
            })
    void aListOfFilesThatMayBeIncompleteIsNotTakenForWhole(String more) {
        assertThat(change(push(more)).allPaths()).isFalse();
    }

    @Test
    void filesAreBounded() {
        String many = IntStream.range(0, 3_500).mapToObj(i -> "\"f" + i + "\"").collect(Collectors.joining(","));
        SourceChange change = change(push("\"commits\": [{\"added\": [" + many + "]}]"));
        String commits = "{},".repeat(2_047) + "{\"added\": [\"a\"]}";

        assertThat(change.paths()).hasSize(3_000);
        assertThat(change.allPaths()).isFalse();
        assertThat(change(push("\"commits\": [" + commits + "]")).allPaths()).isFalse();
    }

    @Test
    void gitLabSaysHowManyCommitsThereAre() {
        String body =
                "{\"object_kind\": \"push\", \"ref\": \"refs/heads/main\", \"before\": \"" + ONE + "\", \"after\": \""
                        + ONE + "\", \"project\": {\"path_with_namespace\": \"acme/r\"}, \"total_commits_count\": %d,"
                        + " \"commits\": [{\"added\": [\"a\"]}]}";

        assertThat(((Reading.Changed) read(request("gitlab", body.formatted(1))))
                        .change()
                        .allPaths())
                .isTrue();
        assertThat(((Reading.Changed) read(request("gitlab", body.formatted(21))))
                        .change()
                        .allPaths())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "run:completed, applied, completed",
        "run:completed, planned_and_finished, ignored",
        "run:errored, errored, failed",
        "run:planning, planning, ignored",
        "verification, , test"
    })
    void onlyAnAppliedPlanChangesAnything(String trigger, String status, String read) {
        String body = "{\"run_id\": \"run-1\", \"organization_name\": \"acme\", \"workspace_name\": \"web\","
                + " \"notifications\": [{\"trigger\": \"" + trigger + "\", \"run_status\": "
                + (status == null ? "null" : "\"" + status + "\"") + "}]}";
        Reading reading = read(request("terraform-cloud", body));

        assertThat(reading.facts()).containsEntry("event", trigger).containsEntry("status", read);
        assertThat(reading instanceof Reading.Changed).isEqualTo("completed".equals(read));
    }

    @Test
    void whatStrangersCanCauseIsPassedOver() {
        assertThat(read(headed("github", "{\"action\": \"created\"}", Map.of("X-GitHub-Event", "issue_comment")))
                        .facts())
                .containsEntry("event", "issue_comment")
                .containsEntry("status", "ignored");
        assertThat(problem("github", "{}")).contains("X-GitHub-Event");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE entry [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><entry>&x;</entry>",
                "<!DOCTYPE entry [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><entry><event type='&b;'/></entry>",
                "<!DOCTYPE entry SYSTEM \"http://127.0.0.1:1/x.dtd\"><entry><event type='a'/></entry>"
            })
    void documentTypesAndEntitiesAreRefused(String xml) {
        assertThat(problem("rackspace-cloud-feeds", xml)).contains("XML");
    }

    @Test
    void xmlIsBounded() {
        assertThat(problem("rackspace-cloud-feeds", "<a>".repeat(100))).contains("nested deeper than 32");
    }

    private static SourceChange change(String body) {
        return ((Reading.Changed) read(headed("github", body, Map.of("X-GitHub-Event", "push")))).change();
    }

    private static String push(String more) {
        return "{\"ref\": \"refs/heads/main\", \"before\": \"" + ONE + "\", \"after\": \"" + ONE + "\", " + REPOSITORY
                + ", " + more + "}";
    }
}
