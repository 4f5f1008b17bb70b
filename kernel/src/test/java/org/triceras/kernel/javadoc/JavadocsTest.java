package org.triceras.kernel.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavadocsTest {
    private static final String BASE = """
            package sample;

            /** What all of them do. */
            public class Base {
                /**
                 * Runs <em>it</em> & waits; see {@link #stop}. <script>alert(1)</script>
                 *
                 * @param times how often, at least {@code 1}
                 * @return the last value of {@literal <T>}
                 * @throws IllegalStateException when it runs already
                 */
                public int run(int times) { return times; }
                public void stop() {}
            }
            """;
    private static final String DERIVED = """
            package sample;

            import java.util.List;

            /** One of them. */
            public class Derived extends Base {
                /** The most. */
                public static final int MOST = 3;
                /** Of many. */
                public Derived(List<String> names, int... sizes) {}
                @Override public int run(int times) { return 1; }
            }
            """;

    @TempDir
    Path folder;

    private Javadocs javadocs;

    @BeforeEach
    void makeSources() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("classes/META-INF/sources/sample"));
        Files.writeString(inside.resolve("Base.java"), BASE);
        Path jar = folder.resolve("lib.jar");
        try (ZipOutputStream empty = new ZipOutputStream(Files.newOutputStream(jar))) {
            empty.putNextEntry(new ZipEntry("nothing"));
        }
        try (ZipOutputStream sources = new ZipOutputStream(Files.newOutputStream(folder.resolve("lib-sources.jar")))) {
            sources.putNextEntry(new ZipEntry("sample/Derived.java"));
            sources.write(DERIVED.getBytes(StandardCharsets.UTF_8));
        }
        javadocs = new Javadocs(List.of(folder.resolve("classes"), jar));
    }

    @Test
    void methodsAreShownWithTheirTags() {
        Javadocs.Entry entry = javadocs.find("int Base.run(int times)", List.of("sample"));
        assertThat(entry.html())
                .startsWith("Runs <em>it</em>")
                .contains("see <code>stop</code>")
                .contains("<p><b>Parameters</b></p><ul><li><code>times</code>: how often, at least <code>1</code></li>")
                .contains("<b>Returns</b></p><ul><li>the last value of &lt;T&gt;")
                .contains("<code>IllegalStateException</code>: when it runs already");
        assertThat(entry.source()).isEqualTo("public int run(int times) { return times; }");
    }

    @Test
    void nothingInACommentCanRun() {
        assertThat(javadocs.find("int Base.run(int times)", List.of("sample")).html())
                .doesNotContain("<script");
    }

    @Test
    void aMethodWithoutACommentHasThatOfTheClassAbove() {
        assertThat(javadocs.find("int Derived.run(int times)", List.of("sample"))
                        .html())
                .startsWith("Runs <em>it</em>");
    }

    @Test
    void classesFieldsAndConstructorsAreFound() {
        assertThat(javadocs.find("sample.Derived", List.of()).html()).isEqualTo("One of them.");
        assertThat(javadocs.find("Derived.MOST:int", List.of("sample")).html()).isEqualTo("The most.");
        assertThat(javadocs.find("Derived(java.util.List<String> names, int... sizes)", List.of())
                        .html())
                .isEqualTo("Of many.");
    }

    @Test
    void whatHasNoSourceHasNoDocumentation() {
        assertThat(javadocs.find("int Missing.run()", List.of("sample"))).isNull();
        assertThat(javadocs.find("void Base.run(String other)", List.of("sample")))
                .isNull();
        assertThat(javadocs.find("x:int", List.of("sample"))).isNull();
    }
}
