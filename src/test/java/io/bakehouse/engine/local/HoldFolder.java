package io.bakehouse.engine.local;

import java.nio.file.Path;

/** A process that holds a data folder until somebody kills it. */
final class HoldFolder {
    private HoldFolder() {}

    public static void main(String[] args) throws InterruptedException {
        try (DataFolder folder = DataFolder.open(Path.of(args[0]), 0)) {
            System.out.println(folder.isFull() ? "full" : "held");
            Thread.sleep(60_000);
        }
    }
}
