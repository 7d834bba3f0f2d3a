package io.bakehouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.openstack.CloudCredentials.ApplicationCredential;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading of {@code OS_*} variables. */
class CloudConfigTest extends InAnEnvironment {
    @Test
    void nothingIsConfigured() {
        assertThat(CloudConfig.fromEnvironment(environment, folder)).isEmpty();
        assertThat(CloudConfig.fromEnvironment(Map.of(), folder)).isEmpty();
    }

    @Test
    void aPasswordComesFromTheVariables() {
        password();
        environment.putAll(
                Map.of("OS_USER_DOMAIN_NAME", "Users", "OS_REGION_NAME", "R1", "OS_IDENTITY_API_VERSION", "3"));

        CloudConfig config = read();
        assertThat(config.authUrl()).isEqualTo(URI.create("https://keystone:5000/v3"));
        assertThat(config.region()).contains("R1");
        assertThat(config.endpoints()).isEqualTo(CloudConfig.Endpoints.PUBLIC);
        assertThat(config.verify()).isTrue();
        assertThat(config.credentials())
                .isEqualTo(new Password(
                        new Named(null, "ada", null, "Users"), "s3cr3t", new Named(null, "demo", "default", null)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://k:5000,http://k:5000/v3",
        "http://k:5000/,http://k:5000/v3",
        "http://k:5000/v3/,http://k:5000/v3",
        "http://k:5000/v2.0,http://k:5000/v3",
        "https://k/identity,https://k/identity/v3",
    })
    void theVersionInTheUrlMayBeLeftOut(String given, String meant) {
        password();
        environment.put("OS_AUTH_URL", given);

        assertThat(read().authUrl()).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keystone", "ftp://k", "http://", "http://a b/", "://"})
    void whatIsNoUrlIsRefused(String given) {
        password();
        environment.put("OS_AUTH_URL", given);

        assertThatThrownBy(this::read)
                .isInstanceOf(CloudConfigException.class)
                .hasMessageStartingWith("OS_AUTH_URL must be");
    }

    @ParameterizedTest
    @CsvSource({
        "OS_USERNAME,OS_USERNAME or OS_USER_ID is missing",
        "OS_PASSWORD,OS_PASSWORD is missing",
        "OS_PROJECT_NAME,OS_PROJECT_NAME or OS_PROJECT_ID is missing",
    })
    void whatIsMissingIsNamed(String variable, String words) {
        password();
        environment.put(variable, "");

        assertThatThrownBy(this::read).isInstanceOf(CloudConfigException.class).hasMessage(words);
    }

    @Test
    void anApplicationCredentialNeedsNoProject() {
        environment.putAll(Map.of(
                "OS_AUTH_URL",
                "https://k",
                "OS_AUTH_TYPE",
                "v3applicationcredential",
                "OS_APPLICATION_CREDENTIAL_ID",
                "ac",
                "OS_APPLICATION_CREDENTIAL_SECRET",
                "s3cr3t"));

        assertThat(read().credentials()).isEqualTo(new ApplicationCredential("ac", null, null, "s3cr3t"));
    }

    @Test
    void theNameOfAnApplicationCredentialNeedsItsUser() {
        environment.putAll(Map.of(
                "OS_AUTH_URL",
                "https://k",
                "OS_APPLICATION_CREDENTIAL_NAME",
                "ac",
                "OS_APPLICATION_CREDENTIAL_SECRET",
                "s3cr3t"));

        assertThatThrownBy(this::read).hasMessageContaining("OS_USER_ID or OS_USERNAME");
        environment.put("OS_USERNAME", "ada");
        assertThat(read().credentials())
                .isEqualTo(new ApplicationCredential(null, "ac", new Named(null, "ada", "default", null), "s3cr3t"));
    }

    @ParameterizedTest
    @CsvSource({
        "OS_AUTH_TYPE,v3token,OS_AUTH_TYPE is 'v3token': use password or v3applicationcredential",
        "OS_INTERFACE,admin,OS_INTERFACE is 'admin': use public or internal",
        "OS_INSECURE,perhaps,OS_INSECURE must be true or false",
        "OS_CACERT,/nowhere/ca.pem,'OS_CACERT names /nowhere/ca.pem, which cannot be read'",
    })
    void whatCannotBeUsedIsRefused(String variable, String value, String words) {
        password();
        environment.put(variable, value);

        assertThatThrownBy(this::read).isInstanceOf(CloudConfigException.class).hasMessage(words);
    }

    @Test
    void noTextFormShowsASecret() {
        password();
        assertThat(read().toString()).contains("ada", "demo").doesNotContain("s3cr3t");
        assertThat(new ApplicationCredential("ac", null, null, "s3cr3t").toString())
                .doesNotContain("s3cr3t");
    }
}
