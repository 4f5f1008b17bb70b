package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that come when they are needed leave no name unknown. */
class ScriptSessionTest {
    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void open() {
        session = Session.ofScript();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Object run(String source) {
        CellResult result = session.evaluate(source);
        assertThat(result.error()).as(source).isNull();
        return result.value();
    }

    @Test
    void importsComeWithTheCodeThatNamesThem() {
        assertThat(run("1 + 1")).isEqualTo(2);
        run("int doubled(int x) { return 2 * x; }\nvar seen = new ArrayList<String>();\nseen.add(\"a\");");
        run("class Named implements Supplier<String> { public String get() { return \"named\"; } }");
        assertThat(run("new Named().get() + seen + doubled(Tensors.ones(2).size())"))
                .isEqualTo("named[a]4");
        run("import java.util.function.*;\nUnaryOperator<BigInteger> next = n -> n.add(BigInteger.ONE);");
        run("seen.add(next.apply(BigInteger.TWO).toString());\nvar model = sequential(input(2), dense(1));");
        assertThat(run("Sequential same = model; Layer last = same.layers().get(0); seen.toString()"))
                .isEqualTo("[a, 3]");
    }

    @Test
    void importsOfAFileThatIsLoadedComeToo() throws IOException {
        Path file = folder.resolve("other.jsh");
        Files.writeString(file, "var when = LocalDate.of(2026, 11, 29).plusDays(2);");
        run("%load " + file);
        assertThat(run("when.toString()")).isEqualTo("2026-12-01");
    }

    @Test
    void importsComeAgainAfterAReset() {
        run("var one = Tensors.ones(1);");
        run("%reset -f");
        assertThat(run("Tensors.ones(3).size() + new ArrayDeque<>(List.of(1)).peek()"))
                .isEqualTo(4);
    }
}
