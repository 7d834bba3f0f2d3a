package io.bakehouse.engine.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A process that holds a data folder until somebody kills it, or whoever started it has died. */
final class HoldFolder {
    private HoldFolder() {}

    public static void main(String[] args) throws IOException {
        try (DataFolder folder = DataFolder.open(Path.of(args[0]), 0)) {
            System.out.println(folder.isFull() ? "full" : "held");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
