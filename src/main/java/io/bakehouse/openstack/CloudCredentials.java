package io.bakehouse.openstack;

import java.util.function.Function;

/** With what to ask Keystone for a token. No text form of these shows the secret. */
public sealed interface CloudCredentials {

    /** The password or secret itself. */
    String secret();

    /** Who that is, for messages. */
    String who();

    /** One answer per kind of credentials, so that a new kind does not compile until it is answered for. */
    <T> T fold(Function<Password, T> password, Function<ApplicationCredential, T> applicationCredential);

    /**
     * A user or a project: by id, or by name within a domain.
     *
     * @param id null to use the name
     * @param domainId null to use the domain's name
     */
    record Named(String id, String name, String domainId, String domainName) {
        @Override
        public String toString() {
            return id != null ? id : name;
        }
    }

    /** A user with a password, and the project to work in. */
    record Password(Named user, String secret, Named project) implements CloudCredentials {
        @Override
        public String who() {
            return "user '" + user + "' in project '" + project + "'";
        }

        @Override
        public <T> T fold(Function<Password, T> password, Function<ApplicationCredential, T> applicationCredential) {
            return password.apply(this);
        }

        @Override
        public String toString() {
            return "password of " + who();
        }
    }

    /**
     * An application credential, which brings its project with it.
     *
     * @param id null to use the name, which is unique to its user only
     * @param user null when there is an id
     */
    record ApplicationCredential(String id, String name, Named user, String secret) implements CloudCredentials {
        @Override
        public String who() {
            return "application credential '" + (id != null ? id : name) + "'";
        }

        @Override
        public <T> T fold(Function<Password, T> password, Function<ApplicationCredential, T> applicationCredential) {
            return applicationCredential.apply(this);
        }

        @Override
        public String toString() {
            return who();
        }
    }
}
