package io.bakehouse.practice;

/**
 * A project of the practice cloud with its one user. Nothing here is secret: the password is the same in every copy.
 *
 * @param id 32 hex digits
 * @param userId 32 hex digits
 */
public record PracticeProject(String id, String name, String userId, String userName) {
    /** The password of every user, and the secret of every application credential. */
    public static final String PASSWORD = "practice";

    /** The id of the application credential that stands for this project's user. */
    public String applicationCredential() {
        return "practice-" + name;
    }
}
