package io.bakehouse.openstack.jclouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudConfig.Bounds;
import io.bakehouse.openstack.CloudConfig.Endpoints;
import io.bakehouse.openstack.CloudCredentials.ApplicationCredential;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates, against a Keystone with one that nobody signed and that answers every request for a token with 401. */
class TrustTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("store"))) {
            store.load(in, STORE_PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anUnknownCertificateIsRefusedWithAHint() {
        assertThat(failure("localhost", Optional.empty(), true))
                .hasMessageContaining("certificate is not trusted")
                .hasMessageContaining("OS_CACERT")
                .extracting("kind")
                .isEqualTo(Kind.RETRY_LATER);
    }

    @Test
    void caCertMakesItKnownForItsNameOnly() {
        Optional<Path> authority = Optional.of(folder.resolve("ca.pem"));

        assertThat(failure("localhost", authority, true).kind()).isEqualTo(Kind.NOT_OURS);
        assertThat(failure("127.0.0.1", authority, true)).hasMessageContaining("not for that name");
    }

    @Test
    void withoutVerifyAnyCertificateUnderAnyNameDoes() {
        assertThat(failure("127.0.0.1", Optional.empty(), false).kind()).isEqualTo(Kind.NOT_OURS);
    }

    @Test
    void whatIsNoCertificateIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("no.pem"), "nothing");

        assertThat(failure("localhost", Optional.of(file), true))
                .hasMessageContaining("no.pem")
                .extracting("kind")
                .isEqualTo(Kind.BAD_REQUEST);
    }

    /** The failure of a call: NOT_OURS means that the connection stood. */
    private CloudException failure(String host, Optional<Path> caCert, boolean verify) {
        CloudConfig config = new CloudConfig(
                URI.create("https://" + host + ":" + server.getAddress().getPort() + "/v3"),
                new ApplicationCredential("ac", null, null, "s3cr3t"),
                Optional.empty(),
                Endpoints.PUBLIC,
                caCert,
                verify,
                new Bounds(Duration.ofMinutes(2), Duration.ofMinutes(2), 10));
        try (OpenStackCloud cloud =
                OpenStackCloud.connect(config, InstantSource.system(), CallListener.NONE, length -> {})) {
            return catchThrowableOfType(CloudException.class, cloud::limits);
        }
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                arguments[0],
                "-alias",
                "k",
                "-keystore",
                folder.resolve("store").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }
}
