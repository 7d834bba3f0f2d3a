package io.bakehouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.openstack.CloudCredentials.ApplicationCredential;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading of {@code OS_*} variables and {@code clouds.yaml}. */
class CloudConfigTest {
    private static final String TWO_CLOUDS = """
            clouds:
              here:
                auth:
                  auth_url: http://here:5000
                  username: ada
                  project_name: demo
                  user_domain_id: d1
                  project_domain_name: Default
                  password: 12345
                regions: [{name: R9}]
                interface: internal
                verify: false
              there:
                auth_type: v3applicationcredential
                auth: {auth_url: 'https://there/identity/v3/', application_credential_id: ac, application_credential_secret: s3cr3t}
                region_name: R2
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void home() {
        environment.put("HOME", folder.resolve("home").toString());
    }

    private CloudConfig read() {
        return CloudConfig.fromEnvironment(environment, folder).orElseThrow();
    }

    private void password() {
        environment.putAll(Map.of(
                "OS_AUTH_URL",
                "https://keystone:5000/v3",
                "OS_USERNAME",
                "ada",
                "OS_PASSWORD",
                "s3cr3t",
                "OS_PROJECT_NAME",
                "demo"));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

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

    @Test
    void osCloudChoosesInCloudsYaml() throws IOException {
        write("clouds.yaml", TWO_CLOUDS);
        environment.put("OS_CLOUD", "here");

        CloudConfig here = read();
        assertThat(here.authUrl()).hasToString("http://here:5000/v3");
        assertThat(here.region()).contains("R9");
        assertThat(here.endpoints()).isEqualTo(CloudConfig.Endpoints.INTERNAL);
        assertThat(here.verify()).isFalse();
        assertThat(here.credentials())
                .isEqualTo(new Password(
                        new Named(null, "ada", "d1", null), "12345", new Named(null, "demo", null, "Default")));

        environment.put("OS_CLOUD", "there");
        assertThat(read().authUrl()).hasToString("https://there/identity/v3");
        assertThat(read().credentials().who()).isEqualTo("application credential 'ac'");
    }

    @Test
    void osCloudGoesBeforeOsAuthUrlAndThatBeforeAnOnlyCloud() throws IOException {
        write("clouds.yaml", TWO_CLOUDS);
        password();
        assertThat(read().authUrl()).hasToString("https://keystone:5000/v3");
        environment.put("OS_CLOUD", "here");
        assertThat(read().authUrl()).hasToString("http://here:5000/v3");
    }

    @Test
    void severalCloudsWantAChoice() throws IOException {
        write("clouds.yaml", TWO_CLOUDS);

        assertThatThrownBy(this::read).hasMessageContaining("set OS_CLOUD to one of [here, there]");
        environment.put("OS_CLOUD", "hree");
        assertThatThrownBy(this::read).hasMessageContaining("'hree'").hasMessageContaining("[here, there]");
    }

    @Test
    void theOnlyCloudNeedsNoChoiceAndSecureYamlBringsThePassword() throws IOException {
        write(
                "home/.config/openstack/clouds.yaml",
                "clouds: {one: {auth: {auth_url: 'http://k', username: a, project_id: p}}}");
        assertThatThrownBy(this::read)
                .hasMessageContaining("password of cloud 'one' in")
                .hasMessageEndingWith("is missing");

        write("home/.config/openstack/secure.yaml", "clouds: {one: {auth: {password: s3cr3t}}}");
        assertThat(read().credentials().secret()).isEqualTo("s3cr3t");
    }

    @Test
    void theNamedFileGoesFirst() throws IOException {
        write("clouds.yaml", TWO_CLOUDS);
        write("other.yaml", TWO_CLOUDS.replace("http://here:5000", "http://other"));
        environment.putAll(Map.of(
                "OS_CLOUD",
                "here",
                "OS_CLIENT_CONFIG_FILE",
                folder.resolve("other.yaml").toString()));

        assertThat(read().authUrl()).hasToString("http://other/v3");
    }

    @Test
    void osCloudWithoutAFileSaysWhereItLooked() {
        environment.put("OS_CLOUD", "here");

        assertThatThrownBy(this::read)
                .hasMessageContaining(folder.resolve("clouds.yaml").toString())
                .hasMessageContaining("/etc/openstack/clouds.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clouds:\n  here:\n    auth:\n      password: 's3cr3t\n",
                "clouds: {here: {auth: s3cr3t: x}}",
                "\tclouds: s3cr3t",
                "- s3cr3t",
                "",
                "clouds: s3cr3t",
                "clouds: &a [*a, s3cr3t]"
            })
    void brokenYamlIsRefusedWithoutQuotingIt(String text) throws IOException {
        write("clouds.yaml", text);
        environment.put("OS_CLOUD", "here");

        assertThatThrownBy(this::read)
                .isInstanceOf(CloudConfigException.class)
                .hasMessageContaining("clouds.yaml")
                .hasNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("s3cr3t");
    }

    @Test
    void aVendorProfileIsRefused() throws IOException {
        write("clouds.yaml", "clouds: {v: {profile: ovh, auth: {username: a}}}");

        assertThatThrownBy(this::read).hasMessageContaining("vendor profile");
    }
}
