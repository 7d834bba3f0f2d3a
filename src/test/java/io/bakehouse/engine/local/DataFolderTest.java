package io.bakehouse.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void makesTheFolder() {
        try (DataFolder data = DataFolder.open(folder.resolve("a/b"), 0)) {
            assertThat(data.path()).isDirectory();
            assertThat(data.isFull()).isFalse();
        }
    }

    @Test
    void isForOneAtATime() {
        try (DataFolder data = DataFolder.open(folder, 0)) {
            assertThat(data.path()).isDirectory();
            assertThatThrownBy(() -> DataFolder.open(folder, 0))
                    .isInstanceOf(DataFolderException.class)
                    .hasMessageContaining("in use by this process");
        }
        DataFolder.open(folder, 0).close();
    }

    @Test
    void namesTheOtherProcessAndIsFreeWhenThatIsKilled() throws Exception {
        Process other = Child.start(HoldFolder.class, folder.toString());
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> DataFolder.open(folder, 0))
                    .isInstanceOf(DataFolderException.class)
                    .hasMessageContaining("in use by process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        DataFolder.open(folder, 0).close();
    }

    @Test
    void aFolderThatCannotBeMadeOrWrittenIsRefusedInOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file, 0))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("below"), 0)).isInstanceOf(DataFolderException.class);
        assertThatThrownBy(() -> DataFolder.open(Path.of("/proc/bakehouse"), 0))
                .isInstanceOf(DataFolderException.class);
    }

    @Test
    void aFullDiskIsRefusedAndTheFolderLetGo() {
        assertThatThrownBy(() -> DataFolder.open(folder, Long.MAX_VALUE))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("is full")
                .hasMessageContaining("MiB are free");
        DataFolder.open(folder, 0).close();
    }
}
