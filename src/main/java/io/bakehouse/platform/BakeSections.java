package io.bakehouse.platform;

import static io.bakehouse.platform.RecipeValues.duration;
import static io.bakehouse.platform.RecipeValues.number;
import static io.bakehouse.platform.RecipeValues.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.BaseImage;
import io.bakehouse.model.Builder;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Retention;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.ServerOptions;
import io.bakehouse.model.Verification;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** Reads the sections of a recipe that say how its own bakes are made, verified, repeated and retired. */
final class BakeSections {
    private static final String SENDER = "cloud-init";
    private static final String KEEP_FOR = "keep-for ";
    private static final int VOLUME_GB = 10;
    private static final Duration BUILD_EXPECTED = Duration.ofMinutes(5);
    private static final Duration BUILD_DEADLINE = Duration.ofHours(1);
    private static final Duration CANARY_EXPECTED = Duration.ofMinutes(1);
    private static final Duration CANARY_DEADLINE = Duration.ofMinutes(15);
    private static final int PAUSE_AFTER = 3;

    private BakeSections() {}

    static Builder builder(JsonNode builder, Function<JsonNode, Optional<String>> userData) {
        JsonNode base = builder.path("base");
        boolean onVolume = "volume".equals(builder.path("root").asText());
        String onFailure = builder.path("on_failure").asText("delete");
        return new Builder(
                new BaseImage(
                        text(base.path("id")),
                        text(base.path("name")),
                        text(base.path("owner")),
                        RecipeValues.map(base.path("properties"))),
                options(builder, userData),
                builder.path("sender").asText(SENDER),
                onVolume ? Optional.of(builder.path("volume_size").asInt(VOLUME_GB)) : Optional.empty(),
                builder.path("stop_first").asBoolean(true),
                duration(builder.path("expected")).orElse(BUILD_EXPECTED),
                duration(builder.path("deadline")).orElse(BUILD_DEADLINE),
                onFailure.startsWith(KEEP_FOR)
                        ? RecipeValues.duration(onFailure.substring(KEEP_FOR.length()))
                        : Duration.ZERO);
    }

    static Verification verification(JsonNode verify, Function<JsonNode, Optional<String>> userData) {
        JsonNode expect = verify.path("expect");
        return new Verification(
                options(verify, userData),
                verify.path("sender").asText(SENDER),
                expect.has("config_run")
                        ? Optional.of(
                                expect.path("config_run").path("drift_budget").asInt(0))
                        : Optional.empty(),
                expect.path("phone_home").asBoolean(false),
                http(expect),
                number(expect.path("tcp")),
                duration(verify.path("expected")).orElse(CANARY_EXPECTED),
                duration(verify.path("deadline")).orElse(CANARY_DEADLINE));
    }

    /** The HTTP request of a section that says what is expected of a server. */
    static Optional<Verification.Http> http(JsonNode expect) {
        JsonNode http = expect.path("http");
        return http.isObject()
                ? Optional.of(new Verification.Http(
                        http.path("port").asInt(),
                        http.path("path").asText("/"),
                        http.path("status").asInt(200)))
                : Optional.empty();
    }

    static Rollout rollout(JsonNode rollout) {
        return new Rollout(
                rollout.path("max_surge").asInt(Rollout.CAREFUL.maxSurge()),
                rollout.path("max_unavailable").asInt(Rollout.CAREFUL.maxUnavailable()),
                duration(rollout.path("deadline")).orElse(Rollout.CAREFUL.deadline()));
    }

    static Retention retention(JsonNode retire) {
        return new Retention(
                number(retire.path("keep")),
                duration(retire.path("max_age")),
                duration(retire.path("grace")).orElse(Retention.ALL.grace()));
    }

    static RebakePolicy rebake(JsonNode rebake) {
        return new RebakePolicy(
                rebake.path("cron").asText(),
                ZoneId.of(rebake.path("time_zone").asText("UTC")),
                rebake.path("catch_up").asBoolean(true),
                number(rebake.path("drift_budget")),
                duration(rebake.path("max_age")),
                rebake.path("pause_after").asInt(PAUSE_AFTER));
    }

    private static ServerOptions options(JsonNode section, Function<JsonNode, Optional<String>> userData) {
        return new ServerOptions(
                section.path("flavor").asText(),
                section.path("network").asText("auto"),
                text(section.path("key")),
                RecipeValues.texts(section.path("security_groups")),
                text(section.path("availability_zone")),
                userData.apply(section),
                RecipeValues.map(section.path("metadata")));
    }
}
