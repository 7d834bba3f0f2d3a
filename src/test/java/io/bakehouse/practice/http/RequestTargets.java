package io.bakehouse.practice.http;

import com.sun.net.httpserver.Headers;
import io.bakehouse.fuzz.RawRequest;
import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;

/** Requests to the practice cloud: whatever comes, it answers, and with no failure of its own. */
final class RequestTargets implements Targets {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final String ID = "2f1c9f0e-0d5b-4a52-9d0e-3c1f5d0b7a11";

    private final PracticeModel model = new PracticeModel(CLOCK, PracticeTimes.usual(), "fuzz");
    private final Tokens tokens = new Tokens(model.baseImage());
    private final Dispatch dispatch = PracticeServer.dispatch(model, tokens);
    private final String token =
            tokens.issue(model.site().project("demo"), CLOCK.instant().plusSeconds(60));

    @Override
    public Stream<Target> all() {
        return Stream.of(new Target(
                "practice/request",
                Target.texts(
                        "GET /image/v2/images?limit=2&marker=" + ID
                                + "&os_hidden=true&owner=x&bakehouse_role=image HTTP/1.1\r\n\r\n",
                        "GET /compute/v2.1/servers/detail?limit=2&tags=bakehouse&name=^web&ip=10 HTTP/1.1\r\nX-OpenStack-Nova-API-Version: 2.93\r\n\r\n",
                        "POST /compute/v2.1/servers HTTP/1.1\r\n\r\n{\"server\":{\"name\":\"a\",\"imageRef\":\"" + ID
                                + "\",\"flavorRef\":\"1\",\"networks\":\"none\",\"min_count\":2,\"max_count\":2,\"metadata\":{\"a\":\"b\"},"
                                + "\"user_data\":\"YQ==\",\"tags\":[\"x\"],\"block_device_mapping_v2\":[{\"boot_index\":0,\"uuid\":\""
                                + ID + "\",\"volume_size\":5}]},\"os:scheduler_hints\":{\"group\":\"g\"}}",
                        "POST /compute/v2.1/servers/" + ID
                                + "/action HTTP/1.1\r\n\r\n{\"createImage\":{\"name\":\"x\",\"metadata\":{\"a\":\"b\"}}}",
                        "POST /compute/v2.1/servers/" + ID + "/metadata HTTP/1.1\r\n\r\n{\"metadata\":{\"a\":\"b\"}}",
                        "POST /image/v2/images HTTP/1.1\r\n\r\n{\"id\":\"" + ID
                                + "\",\"name\":\"x\",\"visibility\":\"private\",\"os_hidden\":true,\"min_ram\":0,\"bakehouse_role\":\"record\"}",
                        "PATCH /image/v2/images/" + ID
                                + " HTTP/1.1\r\n\r\n[{\"op\":\"add\",\"path\":\"/a~1b\",\"value\":\"c\"},{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"c\"}]",
                        "POST /identity/v3/auth/tokens HTTP/1.1\r\n\r\n{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":"
                                + "{\"user\":{\"name\":\"demo\",\"password\":\"p\",\"domain\":{\"id\":\"default\"}}}},\"scope\":{\"project\":{\"name\":\"demo\"}}}}",
                        "POST /practice/faults HTTP/1.1\r\n\r\n{\"rules\":[{\"call\":\"GET /x\",\"skip\":1,\"times\":2,\"fault\":\"short-page\",\"count\":3}]}",
                        "PUT /practice/quotas/demo HTTP/1.1\r\n\r\n{\"instances\":1,\"cores\":2,\"ram\":3}",
                        "GET /volume/v3/p/volumes/detail?limit=1&marker=x HTTP/1.1\r\n\r\n"),
                Set.of(),
                this::answer));
    }

    private void answer(byte[] input) {
        RawRequest raw = RawRequest.of(input);
        Headers headers = new Headers();
        raw.headers()
                .forEach((name, values) -> values.forEach(value -> {
                    // The library lets nothing else through.
                    if (name.matches("[\\x21-\\x7e]+")) {
                        headers.add(name, value.replaceAll("[\\r\\n\\x00]", ""));
                    }
                }));
        headers.set("X-Auth-Token", token);
        String body = new String(raw.body(), StandardCharsets.UTF_8);
        model.faults().clear();
        try {
            Answer answer = dispatch.answer(
                    Request.of(raw.method(), "http://127.0.0.1", raw.path(), raw.rawQuery(), headers, body));
            if (answer.status() == 500) {
                throw new AssertionError("answered " + answer);
            }
        } catch (Refusal e) {
            if (e.status() < 400 || e.status() > 499) {
                throw new AssertionError("refused with " + e.status(), e);
            }
        }
    }
}
