package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseImageTest {
    private static final Instant THEN = Instant.parse("2026-11-23T12:00:00Z");
    private static final Image DEBIAN = image("i1", "debian-12-a", ImageStatus.ACTIVE, false, THEN);

    @ParameterizedTest
    @CsvSource({
        "debian-12-a, true",
        "debian-*, true",
        "debian-1?-a, true",
        "*, true",
        "debian-12, false",
        "debian.12.a, false",
        "Debian-*, false",
        "\\E*\\Q, false"
    })
    void fitsByName(String glob, boolean fits) {
        assertThat(named(glob).fits(DEBIAN)).isEqualTo(fits);
    }

    @Test
    void choosesTheNewestThatCanBeUsed() {
        Image newer = image("i2", "debian-12-b", ImageStatus.ACTIVE, false, THEN.plusSeconds(1));
        Image hidden = image("i3", "debian-12-c", ImageStatus.ACTIVE, true, THEN.plusSeconds(2));
        Image deactivated = image("i4", "debian-12-d", ImageStatus.DEACTIVATED, false, THEN.plusSeconds(3));
        Image other = image("i5", "ubuntu", ImageStatus.ACTIVE, false, THEN.plusSeconds(4));
        assertThat(named("debian-*").choose(List.of(other, deactivated, hidden, newer, DEBIAN)))
                .contains(newer);
        assertThat(named("debian-*").choose(List.of(hidden, deactivated, other)))
                .isEmpty();
    }

    @Test
    void everythingThatIsSaidMustFit() {
        Map<String, String> distro = Map.of("os_distro", "debian");
        assertThat(base(Optional.empty(), Optional.of("admin"), distro).fits(DEBIAN))
                .isTrue();
        assertThat(base(Optional.empty(), Optional.of("other"), distro).fits(DEBIAN))
                .isFalse();
        assertThat(base(Optional.empty(), Optional.empty(), Map.of("os_distro", "x"))
                        .fits(DEBIAN))
                .isFalse();
        assertThat(base(Optional.of("i2"), Optional.empty(), Map.of()).fits(DEBIAN))
                .isFalse();
        assertThat(named("*").fits(image("i9", null, ImageStatus.ACTIVE, false, THEN)))
                .isFalse();
    }

    @Test
    void asksGlanceOnlyWhatGlanceCanAnswer() {
        assertThat(named("debian-*").filters()).isEmpty();
        assertThat(named("debian-12-a").filters()).isEqualTo(Map.of("name", "debian-12-a"));
        assertThat(base(Optional.empty(), Optional.of("p"), Map.of("a", "b")).filters())
                .isEqualTo(Map.of("owner", "p", "a", "b"));
    }

    @Test
    void aPlanFitsAsLongAsItWouldChangeTheSame() {
        Plan.Change change = new Plan.Change(Plan.Verb.CREATE, "server", null, "a builder");
        Plan plan = new Plan("bake web", List.of(change), 9, 0, List.of("note"));
        Plan noted = new Plan("bake web", List.of(change), 12, 5, List.of());
        Plan more = new Plan("bake web", List.of(change, change), 9, 0, List.of());
        assertThat(plan.hash()).matches("[0-9a-f]{12}").isEqualTo(noted.hash()).isNotEqualTo(more.hash());
        assertThat(plan.refusal(null)).isEmpty();
        assertThat(plan.refusal(noted.hash())).isEmpty();
        assertThat(more.refusal(plan.hash()).orElseThrow())
                .contains("does not fit any more")
                .contains(more.hash());
    }

    private static BaseImage named(String glob) {
        return new BaseImage(Optional.empty(), Optional.of(glob), Optional.empty(), Map.of());
    }

    private static BaseImage base(Optional<String> id, Optional<String> owner, Map<String, String> properties) {
        return new BaseImage(id, Optional.empty(), owner, properties);
    }

    private static Image image(String id, String name, ImageStatus status, boolean hidden, Instant createdAt) {
        Map<String, String> properties = Map.of("os_distro", "debian");
        return new Image(
                id, name, status, createdAt, createdAt, 9, "sum", "admin", "public", hidden, false, properties);
    }

    @Test
    void saysWhichImageIsMeant() {
        assertThat(named("debian-*").words()).isEqualTo("the newest image called 'debian-*'");
        assertThat(new BaseImage(Optional.of("i1"), Optional.empty(), Optional.empty(), Map.of()).words())
                .isEqualTo("the image i1");
        assertThat(new BaseImage(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("p1"),
                                Map.of("os", "debian", "arch", "arm"))
                        .words())
                .isEqualTo("the newest image with {arch=arm, os=debian} of project p1");
    }
}
