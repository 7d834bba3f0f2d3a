package io.bakehouse.engine.aws;

import io.bakehouse.contract.DeliveryContract;
import io.bakehouse.contract.EngineUnderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;

/** The contract through Funqy's binding for Lambda; runs in the profile aws only. */
@QuarkusTest
@TestProfile(LambdaUnderTest.Profile.class)
class DeliveriesOnLambda extends DeliveryContract {
    @Inject
    BenchStarter starter;

    @Override
    protected EngineUnderTest underTest() {
        return new LambdaUnderTest(starter);
    }
}
