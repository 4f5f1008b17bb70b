package org.triceras.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.DataException;

class AtomicFilesTest {
    @TempDir
    Path folder;

    private void hasOnly(String name, String content) throws IOException {
        assertThat(folder.resolve(name)).hasContent(content);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(name));
        }
    }

    @Test
    void writesAndReplaces() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFiles.write(file, out -> out.write("one".getBytes(StandardCharsets.UTF_8)));
        hasOnly("a.txt", "one");
        AtomicFiles.writePath(file, temporary -> Files.writeString(temporary, "two"));
        hasOnly("a.txt", "two");
    }

    @Test
    void aFailureLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "old");
        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.txt")
                .hasMessageContaining("disk full");
        hasOnly("a.txt", "old");
        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        hasOnly("a.txt", "old");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path missing = folder.resolve("no/such");
        assertThatThrownBy(() -> AtomicFiles.write(missing.resolve("file"), out -> out.write(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Cannot write " + missing.resolve("file") + ": there is no folder " + missing)
                .hasMessageContaining("Files.createDirectories(Path.of(")
                .hasMessageNotContaining(".tmp");
    }

    @Test
    void placesThatCannotHoldAFile() throws IOException {
        assertThatThrownBy(() -> AtomicFiles.write(folder, out -> out.write(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it is a folder");
        Path file = Files.writeString(folder.resolve("a.txt"), "one");
        assertThatThrownBy(() -> AtomicFiles.write(file.resolve("b"), out -> out.write(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.txt is a file, not a folder");
    }

    @Test
    void placesAreFoundWantingBeforeAnythingIsWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "one");
        AtomicFiles.requireWritable(file);
        hasOnly("a.txt", "one");
        for (Path place : new Path[] {folder, file.resolve("b"), folder.resolve("no/such")}) {
            assertThatThrownBy(() -> AtomicFiles.requireWritable(place))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Cannot write " + place);
        }
        hasOnly("a.txt", "one");
    }

    @Test
    void theTemporaryNameIsNotShown() {
        assertThatThrownBy(() -> AtomicFiles.writePath(folder.resolve("a.txt"), temporary -> {
                    throw new NoSuchFileException(temporary.toString());
                }))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.txt")
                .hasMessageNotContaining(".tmp");
    }
}
