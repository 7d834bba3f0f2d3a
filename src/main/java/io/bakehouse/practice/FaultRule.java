package io.bakehouse.practice;

import java.time.Instant;

/** Decides what goes wrong with which request. A rule that draws no random numbers makes a run that can be repeated. */
@FunctionalInterface
public interface FaultRule {

    /**
     * One request, just arrived.
     *
     * @param template {@code METHOD service/path}
     * @param project name of the project, null before authentication
     * @param number 1 for the first request of this template
     */
    record Call(String template, String project, long number, Instant at) {}

    /** What goes wrong with it: {@link Fault#NONE} for nothing. */
    Fault judge(Call call);

    /** A rule that lets {@code skip} such requests pass and then spoils {@code times} of them. */
    static FaultRule counted(String template, int skip, int times, Fault fault) {
        return new FaultRule() {
            private int seen;

            @Override
            public Fault judge(Call call) {
                if (!Glob.matches(template, call.template())) {
                    return Fault.NONE;
                }
                seen++;
                return seen > skip && seen - skip <= times ? fault : Fault.NONE;
            }
        };
    }
}
