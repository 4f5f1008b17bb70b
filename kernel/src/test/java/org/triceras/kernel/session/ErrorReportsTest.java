package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when their code is wrong. */
class ErrorReportsTest {
    private static Session session;

    @BeforeAll
    static void open() {
        session = new Session();
        assertThat(session.evaluate("int counter = 5; String text = \"abc\"; List<String> names = List.of(\"a\");\n"
                                + "int divide(int a) {\n    return 1 / a;\n}")
                        .error())
                .isNull();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    private static CellError error(String code) {
        CellError error = session.evaluate(code, 7).error();
        assertThat(error).as(code).isNotNull();
        return error;
    }

    private static String traceback(String code) {
        return String.join("\n", error(code).traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conter + 1 | there is no variable conter. Did you mean counter?",
                "devide(3) | there is no method devide(int). Did you mean divide?",
                "text.substrng(1) | String has no method substrng(int). Did you mean substring?",
                "text.lenght | String has no field lenght. Did you mean length?",
                "names.stream().map(n -> n.lenght()).toList() | String has no method lenght(). Did you mean length?",
                "Math.maxx(1, 2) | Math has no method maxx(int,int). Did you mean max?",
                "Maht.max(1, 2) | there is no variable Maht. Did you mean Math?",
                "Sting q = text; | there is no class Sting. Did you mean String?",
                "Sting q; | there is no class Sting. Did you mean String?",
                "new Dens(3) | there is no class Dens. Did you mean Dense?",
                "tensor(new float[] {1}).mtmul(3) | Tensor has no method mtmul(int). Did you mean matmul?",
                "import java.utli.List; | package java.utli does not exist. Did you mean java.util? %maven and %jars add libraries.",
                "new AtomicInteger(3) | there is no class AtomicInteger. Import it: import java.util.concurrent.atomic.AtomicInteger;",
                "int x = text; | incompatible types: String cannot be converted to int",
                "Math.max(1) | no suitable method found for max(int). There is max(int,int), max(long,long), max(float,float), "
                        + "max(double,double).",
                "string s = text; | there is no class string. Did you mean String?",
                "system.out.println(1) | there is no variable, class or package system. Did you mean System?",
                "list.of(1) | there is no variable list. Did you mean List?",
                "math.abs(1) | there is no variable math. Did you mean Math?",
                "integer i = 3; | there is no class integer. Did you mean Integer?",
                "Int i = 3; | there is no class Int. Did you mean int?",
                "Lst<Integer> q = null; | there is no class Lst. Did you mean List?",
                "new NonNull() | there is no class NonNull.",
                "package foo; class B {} | cells have no packages. Leave the line with package out: what cells declare, all cells see.",
                "zzzzqqqq | there is no variable zzzzqqqq.",
            })
    void compileErrorsSayWhatWasMeant(String code, String message) {
        assertThat(error(code).name()).isEqualTo("CompileError");
        assertThat(error(code).message()).isEqualTo(message);
    }

    @Test
    void typesWithArgumentsAreNoComparisons() {
        assertThat(traceback("Lisst<String> q;"))
                .isEqualTo("Compile error in cell 7: there is no class Lisst. Did you mean List?\n"
                        + "   1 | Lisst<String> q;\n       ^^^^^");
    }

    @Test
    void theWrongNameIsMarked() {
        assertThat(traceback("int a = 1;\n\tint b = text.lenght;"))
                .contains("   2 | \tint b = text.lenght;\n       \t             ^^^^^^")
                .contains("in cell 7");
        assertThat(traceback("Sytem.out.println(1)")).endsWith("   1 | Sytem.out.println(1)\n       ^^^^^");
        assertThat(traceback("import nope.Foo;")).endsWith("   1 | import nope.Foo;\n              ^^^^");
        assertThat(traceback("java.utli.List<String> y;"))
                .endsWith("   1 | java.utli.List<String> y;\n       ^^^^^^^^^");
        assertThat(traceback("text.\n  substrng(1)")).contains("   2 |   substrng(1)\n         ^");
        assertThat(traceback("Nosuch n = new Nosuch();").split("Compile error")).hasSize(2);
    }

    @Test
    void commentsThatNothingEndsAreTold() {
        assertThat(traceback("int kept = 1;\nkept++;\n/* oops\nkept = 9;"))
                .contains("unclosed comment")
                .endsWith("   3 | /* oops\n       ^^");
        assertThat(session.evaluate("kept").value()).isEqualTo(2);
        assertThat(error("/** abc").message()).startsWith("unclosed comment");
        assertThat(traceback("int unclosed() { /* oops\nreturn 1; }"))
                .contains("unclosed comment")
                .contains("   1 | int unclosed() { /* oops\n                        ^^");
        assertThat(error("%time kept /* oops").message()).startsWith("unclosed comment");
        assertThat(session.evaluate("String stars = \"/* \\\" /*\" + '\\'' + \"\"\"\n/* \"\"\"; // /* no\nkept")
                        .value())
                .isEqualTo(2);
        assertThat(session.assistant().completeness("/* oops")).isEqualTo("incomplete");
    }

    @Test
    void magicsInWrongPlacesAreToldOf() {
        assertThat(traceback("for (int i = 0; i < 2; i++) {\n    %time i\n}"))
                .contains("A magic stands at the start of a line outside of blocks");
        assertThat(traceback("// c\n%%bash\necho")).endsWith("line 2\n-->    2 | %%bash");
    }

    @Test
    void exceptionsShowTheLinesOfCells() {
        assertThat(traceback("int before = 0;\ndivide(before)")).isEqualTo("""
                        ArithmeticException: / by zero
                            at cell 1, line 3, in divide
                        -->    3 |     return 1 / a;
                            at cell 7, line 2
                        -->    2 | divide(before)""");
        assertThat(traceback("Runnable r = () -> { throw new IllegalStateException(\"no\"); };\nr.run()"))
                .contains("IllegalStateException: no")
                .contains("cell 7, line 1, in a lambda")
                .doesNotContain("REPL")
                .doesNotContain("jshell");
    }

    @Test
    void linesAreCountedWithCommentsAndBlanksBefore() {
        assertThat(
                        traceback(
                                "int a = 0;\n\n// a comment\n/* and\n another */\n\nint g(int x) {\n    return 1 / x;\n}\n\n // c\n g(a)"))
                .contains("line 8, in g\n-->    8 |     return 1 / x;")
                .contains("line 12\n-->   12 |  g(a)");
        assertThat(
                        traceback(
                                "int b = 1;\n\n// a comment\n\nclass H {\n\n    int h() {\n        return 1 / (b - 1);\n    }\n}\nnew H().h()"))
                .contains("line 8, in h\n-->    8 |         return 1 / (b - 1);");
    }

    @Test
    void causesAreShown() {
        assertThat(traceback("void inner() throws IOException { throw new IOException(\"inner\"); }\n"
                        + "try { inner(); } catch (IOException e) { throw new RuntimeException(\"outer\", e); }"))
                .contains("RuntimeException: outer")
                .contains("caused by IOException: inner")
                .contains("line 1, in inner");
    }

    @Test
    void namesOfTheShellAreLeftOut() {
        assertThat(error("String none = null;\nnone.length()").message())
                .isEqualTo("Cannot invoke \"String.length()\" because \"none\" is null");
    }

    @Test
    void recursionIsFolded() {
        List<String> lines =
                error("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)").traceback();
        assertThat(lines).hasSizeLessThan(10);
        assertThat(String.join("\n", lines)).contains("StackOverflowError").contains("times more");
    }

    @Test
    void declarationsThatLackSomethingAreNoted() {
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(session.evaluate("int later() { return conter; }").error())
                    .isNull();
            assertThat(session.evaluate("int one() { return two(); }\nint two() { return 2; }")
                            .error())
                    .isNull();
            assertThat(session.evaluate("class Half extends Nosuch {}").error()).isNull();
            assertThat(session.evaluate(
                                    "int unlike = 1; // left of nothing\n\nint both() {\n    return left\n        + right();\n}",
                                    9)
                            .error())
                    .isNull();
        } finally {
            System.setErr(err);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "Note: later cannot be used yet: there is no variable conter (line 1). Did you mean counter?\n"
                                + "Note: Half cannot be used yet: there is no class Nosuch (line 1).\n"
                                + "Note: both cannot be used yet: there is no variable left (line 4)."
                                + " Also, there is no method right() (line 5).\n");
        assertThat(traceback("both()")).isEqualTo("""
                        Unresolved reference in cell 7: both cannot be used: there is no variable left. Also, there is no method right().
                            at cell 9, line 4, in both
                           4 |     return left
                                          ^^^^
                            at cell 9, line 5, in both
                           5 |         + right();
                                         ^^^^^""");
        assertThat(error("later()").message())
                .isEqualTo("later cannot be used: there is no variable conter. Did you mean counter?");
        assertThat(error("new Half()").message())
                .contains("It was declared, but it needs what is missing: class Nosuch.");
    }

    @Test
    void nearestNamesAllowForSwapsButNotForOtherWords() {
        assertThat(Suggestions.nearest("lenght", List.of("width", "length"))).isEqualTo("length");
        assertThat(Suggestions.nearest("y", List.of("x", "z"))).isNull();
        assertThat(Suggestions.nearest("Y", List.of("x", "y"))).isEqualTo("y");
        assertThat(Suggestions.nearest("foo", List.of("bar", "baz"))).isNull();
    }
}
