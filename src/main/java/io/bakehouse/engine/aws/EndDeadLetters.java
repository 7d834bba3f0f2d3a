package io.bakehouse.engine.aws;

import io.quarkus.funqy.Funq;

/**
 * Run by a schedule: tells of the dead letters that SQS has made by itself, because the process ended each time that it
 * received them, so that whoever waits for their bakes and batches hears of it.
 */
public class EndDeadLetters {
    private final SqsStarter starter;

    EndDeadLetters(SqsStarter starter) {
        this.starter = starter;
    }

    /** Returns how many there were. */
    @Funq("end-dead-letters")
    public int end() {
        return starter.engine().endDeadLetters();
    }
}
