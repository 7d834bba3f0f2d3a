package io.bakehouse.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.platform.CloudKind;
import io.bakehouse.platform.StartFailure;
import org.junit.jupiter.api.Test;

class AccessProducerTest {
    @Test
    void onlyThePracticeCloudIsOpenToEverybody() {
        assertThatCode(() -> AccessProducer.check(false, CloudKind.PRACTICE)).doesNotThrowAnyException();
        assertThatCode(() -> AccessProducer.check(true, CloudKind.OPENSTACK)).doesNotThrowAnyException();
        assertThatThrownBy(() -> AccessProducer.check(false, CloudKind.OPENSTACK))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("set BAKEHOUSE_TOKEN");
    }
}
