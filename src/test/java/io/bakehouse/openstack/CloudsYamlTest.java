package io.bakehouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading of {@code clouds.yaml}, and which cloud of it. */
class CloudsYamlTest extends InAnEnvironment {
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
