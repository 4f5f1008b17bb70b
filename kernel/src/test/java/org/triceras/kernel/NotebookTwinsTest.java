package org.triceras.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.triceras.kernel.client.Notebook;

/** The English and the Vietnamese tutorials are twins: same cells, same code; only what people read may differ. */
class NotebookTwinsTest {
    private static final Path NOTEBOOKS = root().resolve("notebooks");

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("notebooks"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Notebooks by the number that their names begin with. */
    private static Map<String, Path> numbered(String language) throws IOException {
        try (Stream<Path> files = Files.list(NOTEBOOKS.resolve(language))) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().substring(0, 2),
                            file -> file,
                            (a, b) -> {
                                throw new AssertionError(a + " and " + b + " have one number");
                            },
                            TreeMap::new));
        }
    }

    @Test
    void everyNotebookHasATwinAndALinkInTheReadme() throws IOException {
        Map<String, Path> english = numbered("en");
        Map<String, Path> vietnamese = numbered("vi");
        assertThat(english.keySet()).isEqualTo(vietnamese.keySet()).contains("01", "02");
        String readme = Files.readString(root().resolve("README.md"));
        Stream.concat(english.values().stream(), vietnamese.values().stream())
                .forEach(file -> assertThat(readme)
                        .contains("(" + root().relativize(file).toString().replace('\\', '/') + ")"));
    }

    @TestFactory
    List<DynamicTest> twinsHaveTheSameCode() throws IOException {
        Map<String, Path> vietnamese = numbered("vi");
        return numbered("en").entrySet().stream()
                .filter(entry -> vietnamese.containsKey(entry.getKey()))
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getValue().getFileName().toString(),
                        () -> compare(entry.getValue(), vietnamese.get(entry.getKey()))))
                .toList();
    }

    private static void compare(Path english, Path vietnamese) {
        List<Notebook.Cell> ours = Notebook.read(english).cells();
        List<Notebook.Cell> theirs = Notebook.read(vietnamese).cells();
        assertThat(theirs).hasSameSizeAs(ours);
        for (int i = 0; i < ours.size(); i++) {
            boolean isCode = ours.get(i).isCode();
            assertThat(theirs.get(i).isCode()).as("cell %d is code", i).isEqualTo(isCode);
            if (isCode) {
                assertThat(bare(theirs.get(i).source()))
                        .as("cell %d", i)
                        .isEqualTo(bare(ours.get(i).source()));
            } else {
                assertThat(theirs.get(i).source())
                        .as("cell %d is translated", i)
                        .isNotEqualTo(ours.get(i).source());
            }
        }
    }

    /** Code without comments and without what stands in its strings. */
    private static String bare(String code) {
        return code.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\"")
                .replaceAll("//[^\\n]*", "")
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("[ \\t]+\\n", "\n")
                .strip();
    }

    @Test
    void stringsAndCommentsDoNotCount() {
        assertThat(bare("f(\"a // \\\" b\", 1); // why\ng(); /* x\ny */")).isEqualTo("f(\"\", 1);\ng();");
        assertThat(bare("f(1)")).isNotEqualTo(bare("f(2)"));
    }
}
