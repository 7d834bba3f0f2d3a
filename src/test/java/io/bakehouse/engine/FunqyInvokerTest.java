package io.bakehouse.engine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import io.bakehouse.contract.Bench;
import io.bakehouse.openstack.CloudException;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Functions in a running program: found by Funqy, run by the engine, and by nobody else. */
@QuarkusTest
class FunqyInvokerTest {
    private static final String ECHO = "test-echo";
    private final FunqyInvoker functions = FunqyInvoker.ofProgram();

    @Test
    void runsAFunctionWithItsBeans() throws Exception {
        assertThat(functions.invoke(ECHO, Bench.imageReady("b1").data()))
                .singleElement()
                .satisfies(event -> assertThat(event.data())
                        .isEqualTo(Bench.imageReady("b1").data()))
                .satisfies(event -> assertThat(event.notBefore()).isBeforeOrEqualTo(Instant.now()));
    }

    @Test
    void nothingReturnedIsNoEvents() throws Exception {
        assertThat(functions.invoke(ECHO, Bench.imageReady("nothing").data())).isEmpty();
    }

    @Test
    void throwsWhatTheFunctionThrows() {
        assertThatThrownBy(() -> functions.invoke(ECHO, Bench.imageReady("gone").data()))
                .isInstanceOf(CloudException.class)
                .hasMessage("no such image");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() ->
                        functions.invoke("paint-server", Bench.imageReady("b").data()))
                .isInstanceOf(InvocationException.class);
        assertThatThrownBy(() -> functions.invoke(ECHO, Bench.configRun(1).data()))
                .hasMessageContaining("it takes a ImageReady, not a ConfigRun");
    }

    @Test
    void aFunctionIsNotServedOverHttp() {
        given().when().get("/" + ECHO).then().statusCode(404);
        given().contentType("application/json")
                .body("{}")
                .when()
                .post("/" + ECHO)
                .then()
                .statusCode(404);
    }

    @Test
    void theQueueIsReadyAndCounted() {
        given().when().get("/q/health/ready").then().statusCode(200).body(containsString("queue"));
        given().when().get("/q/metrics").then().statusCode(200).body(containsString("bakehouse_queue_depth{function="));
    }
}
