package io.bakehouse.function;

import io.bakehouse.access.Rights;
import io.bakehouse.webhook.Reading;
import io.bakehouse.webhook.Sender;
import java.util.Optional;
import java.util.function.Function;

/** A message of a tool that was let in and read, or the refusal that it is answered with. */
sealed interface Arrival {
    /** The case that applies. */
    <T> T fold(Function<Receipt, T> refused, Function<Read, T> read);

    static Arrival refused(int status, String words) {
        return new Refused(Receipt.problem(status, words));
    }

    static Arrival read(Sender sender, Optional<String> family, Rights rights, Reading reading) {
        return new Read(sender, family, rights, reading);
    }

    /** Nobody knows the sender, it did not prove who it is, or what it says cannot be read. */
    record Refused(Receipt problem) implements Arrival {
        @Override
        public <T> T fold(Function<Receipt, T> refused, Function<Read, T> read) {
            return refused.apply(problem);
        }
    }

    /**
     * Somebody who may come in has said something.
     *
     * @param family that the address names
     * @param rights what its sender may do; none for a builder or canary, which may only report about itself
     */
    record Read(Sender sender, Optional<String> family, Rights rights, Reading reading) implements Arrival {
        @Override
        public <T> T fold(Function<Receipt, T> refused, Function<Read, T> read) {
            return read.apply(this);
        }
    }
}
