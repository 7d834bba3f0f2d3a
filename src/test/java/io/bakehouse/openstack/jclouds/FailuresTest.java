package io.bakehouse.openstack.jclouds;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words and kinds of failures, by tables. */
class FailuresTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "400,Invalid input,BAD_REQUEST,BAD_REQUEST",
        "401,,NOT_OURS,NOT_OURS",
        "403,Policy doesn't allow it,NOT_OURS,NOT_OURS",
        "403,Image x is protected and cannot be deleted.,NOT_OURS,NOT_OURS",
        "403,'Quota exceeded for cores: Requested 1, but already used 20 of 20 cores',QUOTA,QUOTA",
        "403,Quota exceeded: too many servers,QUOTA,QUOTA",
        "403,Maximum number of ports exceeded,QUOTA,QUOTA",
        "404,,GONE,GONE",
        "410,,GONE,GONE",
        "405,,BAD_REQUEST,BAD_REQUEST",
        "406,Version 2.52 is not supported by the API.,BAD_REQUEST,BAD_REQUEST",
        "408,,RETRY_LATER,UNKNOWN_OUTCOME",
        "409,Cannot 'createImage' instance while it is in task_state image_snapshot,RETRY_LATER,RETRY_LATER",
        "409,'Multiple possible networks found, use a Network ID to be more specific.',BAD_REQUEST,BAD_REQUEST",
        "409,Quota exceeded for resources: port,QUOTA,QUOTA",
        "413,Image storage quota exceeded,QUOTA,QUOTA",
        "413,Request is too large. Larger than max_request_body_size (114688).,BAD_REQUEST,BAD_REQUEST",
        "429,,RETRY_LATER,RETRY_LATER",
        "302,,BAD_REQUEST,BAD_REQUEST",
        "500,,RETRY_LATER,UNKNOWN_OUTCOME",
        "503,,RETRY_LATER,UNKNOWN_OUTCOME",
        "504,,RETRY_LATER,UNKNOWN_OUTCOME",
    })
    void everyStatusHasItsKind(int status, String words, Kind read, Kind write) {
        String said = words == null ? "" : words;

        CloudException failed = Failures.answer(true, "GET a/b", status, said, Optional.empty());
        assertThat(failed.kind()).isEqualTo(read);
        assertThat(failed).hasMessageEndingWith(" (GET a/b: " + status + ")");
        assertThat(Failures.answer(false, "POST a/b", status, said, Optional.empty())
                        .kind())
                .isEqualTo(write);
    }

    @Test
    void onlyWhatWasNeverSentMayBeSentAgain() {
        assertThat(unanswered(new ConnectException("refused"))).isEqualTo(Kind.RETRY_LATER);
        assertThat(unanswered(new HttpConnectTimeoutException("slow"))).isEqualTo(Kind.RETRY_LATER);
        assertThat(unanswered(new SSLHandshakeException("who"))).isEqualTo(Kind.RETRY_LATER);
        assertThat(unanswered(new HttpTimeoutException("slow"))).isEqualTo(Kind.UNKNOWN_OUTCOME);
        assertThat(unanswered(new IOException("reset"))).isEqualTo(Kind.UNKNOWN_OUTCOME);
        assertThat(Failures.noAnswer(true, "GET a/b", "h:1", new IOException("reset"))
                        .kind())
                .isEqualTo(Kind.RETRY_LATER);
    }

    private static Kind unanswered(IOException failure) {
        return Failures.noAnswer(false, "POST a/b", "h:1", failure).kind();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"badRequest\": {\"code\": 400, \"message\": \"no\\nway\"}}','no way'",
        "'{\"error\": {\"message\": \"keystone\", \"title\": \"x\"}}','keystone'",
        "'{\"NeutronError\": {\"type\": \"T\", \"message\": \"neutron\", \"detail\": \"\"}}','neutron'",
        "'{\"message\": \"glance\", \"code\": \"403 Forbidden\", \"title\": \"Forbidden\"}','glance'",
        "'<html><head><title>404</title></head><body><h1>404</h1> No image <b>x</b><br /></body></html>','No image x'",
        "'plain &quot;text&quot;','plain \"text\"'",
        "'{broken',''",
        "'{\"a\": {\"b\": {\"c\": {\"d\": {\"message\": \"too deep\"}}}}}',''",
        "'',''",
        "'Bearer eyJhbGciOiJF.eyJzdWIi.c2ln in it','Bearer [token] in it'",
        "'pw and gAAAAABmtoken-_==, twice pw','[secret] and [token], twice [secret]'",
        "'Invalid input for field/attribute x. Value: {''user_data'': ''abc''}. no',"
                + "'Invalid input for field/attribute x.'",
        "'Invalid input for field/attribute name. Value: short. It is bad',"
                + "'Invalid input for field/attribute name. Value: short. It is bad'",
    })
    void wordsAreFoundInEveryService(String body, String words) {
        assertThat(CloudWords.of(body, Set.of("pw"))).isEqualTo(words);
    }

    @Test
    void wordsAreShort() {
        assertThat(CloudWords.of("x ".repeat(5_000), Set.of())).hasSize(300).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({
        "0,PT0S",
        "17,PT17S",
        "999999999,PT1H",
        "'Thu, 01 Jan 2026 00:00:45 GMT',PT45S",
        "'Wed, 31 Dec 2025 00:00:00 GMT',PT0S",
        "soon,",
        "-3,",
        "99999999999999999999,",
    })
    void retryAfterIsReadAndBounded(String header, Duration wait) {
        assertThat(RetryAfter.read(Optional.of(header), NOW)).isEqualTo(Optional.ofNullable(wait));
    }

    @Test
    void readsAreRepeatedWithinTheirTimeOnly() {
        Duration left = Duration.ofSeconds(60);

        assertThat(Repetition.waitBefore(true, 500, 0, Optional.empty(), left)).contains(Duration.ofMillis(200));
        assertThat(Repetition.waitBefore(true, 0, 1, Optional.empty(), left)).contains(Duration.ofMillis(400));
        assertThat(Repetition.waitBefore(true, 500, 2, Optional.empty(), left)).isEmpty();
        assertThat(Repetition.waitBefore(true, 500, 0, Optional.empty(), Duration.ofMillis(100)))
                .isEmpty();
        assertThat(Repetition.waitBefore(true, 429, 0, Optional.empty(), left)).isEmpty();
        assertThat(Repetition.waitBefore(true, 503, 0, Optional.of(Duration.ofSeconds(1)), left))
                .contains(Duration.ofSeconds(1));
        assertThat(Repetition.waitBefore(true, 503, 0, Optional.of(Duration.ofSeconds(3)), left))
                .isEmpty();
        assertThat(Repetition.waitBefore(false, 500, 0, Optional.empty(), left)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.000000Z",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00:00.000000",
        "2026-01-01T01:00:00+01:00",
    })
    void allTimesOfTheServicesAreRead(String text) {
        assertThat(Times.read(text)).isEqualTo(NOW);
    }
}
