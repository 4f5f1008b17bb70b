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

    private CellResult last(String source) {
        return session.evaluateLast(source, "a.jsh");
    }

    private static String told(CellResult result) {
        assertThat(result.error()).isNotNull();
        return String.join("\n", result.error().traceback()).replaceAll("\u001B\\[[0-9;]*m", "");
    }

    @Test
    void scriptsAreTakenAsAWhole() {
        int before = session.snippets();
        assertThat(
                        last("var a = List.of(1, 2);\nint sum = 0;\nfor (int i : a) { sum += i; }\nsum = sum + a.size();\n// end\n")
                                .value())
                .isNull();
        assertThat(last("/* who */\nimport java.util.concurrent.TimeUnit; // what\nimport static java.lang.Math.abs;\n"
                                + "var days = TimeUnit.DAYS;\nString text = days.name().toLowerCase();\ntext.concat(\"!\" + abs(-1))")
                        .value())
                .isEqualTo("days!1");
        assertThat(last("int[] seen = {0};\nRunnable more = () -> seen[0]++;\nmore.run();")
                        .error())
                .isNull();
        assertThat(last("var text = new StringBuilder();\nint n = 2;\nn = 3;").value())
                .isNull();
        assertThat(session.snippets()).as("snippets of JShell").isEqualTo(before);
    }

    @Test
    void othersAreTakenPieceByPiece() {
        assertThat(last("int twice(int x) { return 2 * x; }\nint n = twice(4);\nn")
                        .value())
                .isEqualTo(8);
        assertThat(last("record Point(int x) {}\nvar p = new Point(3);\np.x()").value())
                .isEqualTo(3);
        assertThat(last("int n = 1;\nString n = \"again\";\nn").value()).isEqualTo("again");
        assertThat(last("int k = 0;\nRunnable more = () -> k++;\nmore.run();\nk")
                        .value())
                .isEqualTo(1);
        assertThat(last("int unset;\nunset").value()).isEqualTo(0);
        assertThat(last("int x = 1;\nif (x == 1) { return; }\nx").value()).isEqualTo(1);
    }

    @Test
    void whatComesBeforeACompileErrorHasRun() {
        String property = "triceras.test.script";
        System.clearProperty(property);
        String told = told(last("System.setProperty(\"" + property + "\", \"ran\");\nint n = 1;\nint m = unknown;\n"));
        assertThat(told).contains("a.jsh").contains("unknown").contains("3 |");
        assertThat(System.clearProperty(property)).isEqualTo("ran");
    }

    @Test
    void errorsNameTheLine() {
        String told = told(
                last("import java.util.zip.CRC32;\n\nvar sum = new CRC32();\nint zero = 0;\n\nint n = 1 / zero;\n"));
        assertThat(told)
                .contains("ArithmeticException")
                .contains("a.jsh, line 6")
                .contains("int n = 1 / zero;");
        told = told(last("int[] empty = {};\nvar f = (IntSupplier) () ->\n    empty[1];\nf.getAsInt()"));
        assertThat(told)
                .contains("ArrayIndexOutOfBounds")
                .contains("a.jsh, line 3")
                .contains("a.jsh, line 4");
    }
}
