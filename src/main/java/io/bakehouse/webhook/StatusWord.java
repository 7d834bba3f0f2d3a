package io.bakehouse.webhook;

import io.bakehouse.model.RunStatus;
import java.util.Locale;

/** The words that people and tools have for how a run ended, where they may choose them themselves. */
final class StatusWord {
    private StatusWord() {}

    /** What the word means; unknown for any other one and for null. */
    static RunStatus of(String word) {
        return switch (word == null ? "" : word.strip().toLowerCase(Locale.ROOT)) {
            case "changed" -> RunStatus.CHANGED;
            case "unchanged", "ok", "up-to-date" -> RunStatus.UNCHANGED;
            case "failed", "failure", "error", "unreachable", "canceled" -> RunStatus.FAILED;
            case "noop", "check", "dry-run" -> RunStatus.NOOP;
            case "started", "running" -> RunStatus.STARTED;
            case "progress" -> RunStatus.PROGRESS;
            case "completed", "success", "successful" -> RunStatus.COMPLETED;
            default -> RunStatus.UNKNOWN;
        };
    }
}
