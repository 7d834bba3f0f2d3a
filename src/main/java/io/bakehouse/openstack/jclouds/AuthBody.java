package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.openstack.CloudCredentials;
import io.bakehouse.openstack.CloudCredentials.ApplicationCredential;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;

/** The body of {@code POST /v3/auth/tokens}. Source: Identity API v3, "Authentication and token management". */
final class AuthBody {
    private AuthBody() {}

    static JsonNode of(CloudCredentials credentials) {
        return credentials.fold(AuthBody::password, AuthBody::applicationCredential);
    }

    private static JsonNode password(Password credentials) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode identity = identity(body, "password");
        named(identity.putObject("password").putObject("user"), credentials.user())
                .put("password", credentials.secret());
        named(((ObjectNode) body.get("auth")).putObject("scope").putObject("project"), credentials.project());
        return body;
    }

    private static JsonNode applicationCredential(ApplicationCredential credentials) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode identity = identity(body, "application_credential");
        ObjectNode credential = identity.putObject("application_credential");
        if (credentials.id() != null) {
            credential.put("id", credentials.id());
        } else {
            credential.put("name", credentials.name());
            named(credential.putObject("user"), credentials.user());
        }
        credential.put("secret", credentials.secret());
        return body;
    }

    private static ObjectNode identity(ObjectNode body, String method) {
        ObjectNode identity = body.putObject("auth").putObject("identity");
        identity.putArray("methods").add(method);
        return identity;
    }

    private static ObjectNode named(ObjectNode into, Named named) {
        if (named.id() != null) {
            return into.put("id", named.id());
        }
        into.put("name", named.name());
        ObjectNode domain = into.putObject("domain");
        return named.domainId() != null
                ? put(into, domain, "id", named.domainId())
                : put(into, domain, "name", named.domainName());
    }

    private static ObjectNode put(ObjectNode into, ObjectNode domain, String key, String value) {
        domain.put(key, value);
        return into;
    }
}
