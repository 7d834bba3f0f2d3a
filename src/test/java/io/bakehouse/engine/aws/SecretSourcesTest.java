package io.bakehouse.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.bakehouse.platform.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings out of Secrets Manager, from a server that answers as it does. */
class SecretSourcesTest {
    private static final List<String> PROPERTIES = List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey");
    private HttpServer server;
    private volatile String text;
    private volatile String asked;

    @BeforeEach
    void start() throws IOException {
        PROPERTIES.forEach(name -> System.setProperty(name, "eu-west-1"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] answer = Jsons.JSON.writeValueAsBytes(Map.of("Name", "bakery", "SecretString", text));
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        PROPERTIES.forEach(System::clearProperty);
    }

    private List<ConfigSource> sources() {
        return SecretSources.sources(Map.of(
                "BAKEHOUSE_AWS_SECRET",
                "bakery",
                "BAKEHOUSE_AWS_SECRET_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @Test
    void itsValuesCountAsVariables() {
        text = "{\"OS_PASSWORD\": \"s3cret\", \"BAKEHOUSE_TOKEN\": \"t0ken\", \"BAKEHOUSE_PRACTICE_PORT\": 7}";

        ConfigSource source = sources().get(0);

        assertThat(asked).contains("bakery");
        assertThat(source.getValue("OS_PASSWORD")).isEqualTo("s3cret");
        assertThat(source.getValue("bakehouse.token")).isEqualTo("t0ken");
        assertThat(source.getValue("bakehouse.practice.port")).isEqualTo("7");
        assertThat(source.getOrdinal()).isLessThan(300);
    }

    @Test
    void withoutTheVariableNobodyIsAsked() {
        assertThat(SecretSources.sources(Map.of("AWS_REGION", "eu-west-1"))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidWithoutQuotingIt() {
        text = "my-password-in-plain";

        assertThatThrownBy(this::sources)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("JSON object of variables")
                .hasMessageNotContaining("my-password-in-plain");
    }
}
