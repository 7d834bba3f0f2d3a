package io.bakehouse.engine.aws;

import io.bakehouse.contract.EngineUnderTest;
import io.bakehouse.contract.FailureContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;

/** The contract through Funqy's binding for Lambda; runs in the profile aws only. */
@QuarkusTest
@TestProfile(LambdaUnderTest.Profile.class)
class FailuresOnLambda extends FailureContract {
    @Inject
    BenchStarter starter;

    @Override
    protected EngineUnderTest underTest() {
        return new LambdaUnderTest(starter);
    }
}
