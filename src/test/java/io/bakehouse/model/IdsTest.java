package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ids must be the same in every process and every version, or two of them bake twice. These were computed by another
 * program: SHA-256 over the parts, each as {@code <bytes>:<text>}.
 */
class IdsTest {
    @Test
    void partsAreToldApartByTheirLength() {
        assertThat(Ids.digest("a", "b")).isEqualTo("facdde7abf1eac5b301273ab2e282f79bab0100f058833a7b8bdf9f80741e149");
        assertThat(Ids.digest("ab")).isNotEqualTo(Ids.digest("a", "b"));
        assertThat(Ids.digest("1:a", "b")).isNotEqualTo(Ids.digest("", "a1:b"));
    }

    @Test
    void namesAreReadableAndEndInADigest() {
        assertThat(Ids.bake("web", "0badcafe", "puppet:run-1")).isEqualTo("web-edd96559e039");
        assertThat(Ids.batch("web", "image-1", "puppet:run-1")).isEqualTo("web-992e77ed1c90");
        assertThat(Ids.command("rollback", "web", "chat-1")).isEqualTo("rollback-45666f00f825");
        assertThat(Ids.rollout("web", "image-1", "chat-1")).isEqualTo("web-084186406fba");
    }

    /** Digests with either value of the bits that a UUID's version and variant take. */
    @ParameterizedTest
    @CsvSource({
        "web-1, ecf93d1b-a85e-898e-a86c-c435bcd8b91e",
        "web-2, 9353c98d-6b79-8f40-8353-adaaaf5d3a81",
        "web-3, 7db7c5ba-7bc2-8148-bd7b-c42c7ff6fe98",
        "web-4, e581407c-12da-8057-9435-565dfe2ea198"
    })
    void aRecordHasAUuidOfItsOwn(String bake, String uuid) {
        assertThat(Ids.record("bake", bake)).isEqualTo(uuid);
    }

    @Test
    void onlyABakesIdTellsItsFamily() {
        assertThat(Ids.familyOfBake("web-front-edd96559e039")).contains("web-front");
        assertThat(Ids.familyOfBake("web-edd96559e039-canary")).isEmpty();
        assertThat(Ids.familyOfBake("web-edd9655")).isEmpty();
        assertThat(Ids.familyOfServer("web-edd96559e039-canary")).contains("web");
        assertThat(Ids.familyOfServer("my-server")).isEmpty();
    }
}
