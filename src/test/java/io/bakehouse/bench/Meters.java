package io.bakehouse.bench;

import io.bakehouse.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a running program says of itself, and what the system says of it. */
public final class Meters {
    private Meters() {}

    /** The sum of a meter's values, over those of its lines that have all these labels. */
    public static double sum(Program program, String name, List<String> labels) throws IOException {
        return program.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{")
                        && labels.stream()
                                .allMatch(label ->
                                        line.substring(0, line.indexOf('}')).contains(label)))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Memory that the process holds, in MB, as Linux counts it (VmRSS). */
    public static double residentMegabytes(Program program) throws IOException {
        String line = Files.readAllLines(Path.of("/proc", String.valueOf(program.pid()), "status")).stream()
                .filter(text -> text.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
    }
}
