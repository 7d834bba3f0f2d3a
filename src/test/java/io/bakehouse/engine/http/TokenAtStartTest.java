package io.bakehouse.engine.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.platform.CloudKind;
import io.bakehouse.platform.StartFailure;
import org.junit.jupiter.api.Test;

class TokenAtStartTest {
    @Test
    void onlyThePracticeCloudIsOpenToEverybody() {
        assertThatCode(() -> TokenAtStart.check(false, CloudKind.PRACTICE)).doesNotThrowAnyException();
        assertThatCode(() -> TokenAtStart.check(true, CloudKind.OPENSTACK)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TokenAtStart.check(false, CloudKind.OPENSTACK))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("set BAKEHOUSE_TOKEN");
    }
}
