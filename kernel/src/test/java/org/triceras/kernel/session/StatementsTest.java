package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that JShell never sees. */
class StatementsTest {
    private static Session session;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        session = new Session();
        run("int n = 3; String text = \"abc\"; var list = new ArrayList<>(List.of(1, 2)); Object kept = null;\n"
                + "int twice(int x) { return 2 * x; }\nString twice(String s) { return s + s; }\n"
                + "class Hidden { int value = 1; Hidden() {} int get() { return value; } private static int secret = 2; }\n"
                + "class Open { public int value = 1; protected int half() { return 2; } }\n"
                + "record Point(int x, int y) {}\nenum Colour { RED, GREEN }\n"
                + "interface Shape { double area(); default int sides() { return 4; } }");
    }

    @AfterAll
    static void close() {
        session.close();
    }

    private static Object run(String source) {
        CellResult result = session.evaluate(source);
        assertThat(result.error()).as(source).isNull();
        return result.value();
    }

    private static String fail(String source, int number) {
        CellError error = session.evaluate(source, number).error();
        assertThat(error).as(source).isNotNull();
        return String.join("\n", error.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 1 | 2",
                "n | 3",
                "n * twice(n) + twice(text).length() | 24",
                "text.toUpperCase() // shouted | ABC",
                "/* first */ List.of(n, text) | [3, abc]",
                "new Hidden().value + new Hidden().get() | 2",
                "new Open().value + new Open().half() | 3",
                "new Point(1, 2) | Point[x=1, y=2]",
                "new Point(1, 2).x() + new Open() { int more() { return half(); } }.more() | 3",
                "new Hidden() { int get() { return 7; } }.get() | 7",
                "Stream.of(1, 2).map(Point.class::cast).count() | 2",
                "Stream.of(1, 2).map(i -> new Point(i, twice(i))).toList() | [Point[x=1, y=2], Point[x=2, y=4]]",
                "Stream.of(new Hidden()).mapToInt(Hidden::get).sum() | 1",
                "Colour.valueOf(\"RED\") | RED",
                "((Shape) () -> 2.5).area() | 2.5",
                "new Shape() { public double area() { return sides(); } }.area() | 4.0",
                "\"\" + new Point(3, 4) + Colour.GREEN | Point[x=3, y=4]GREEN",
                "(Object) text instanceof String s && s.length() == 3 | true",
                "(Function<Integer, Integer>) x -> x + n | ->",
                "tensor(new float[] {1, 2}).sum().shape() | ()",
                "Map.Entry.comparingByKey() == null | false",
                "n > 2 ? Colour.RED : null | RED",
            })
    void expressions(String code, String value) {
        Object result = run(code);
        if (!value.equals("->")) {
            assertThat(String.valueOf(result)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (int i = 0; i < n; i++) { kept = i; }",
                "for (Object each : list) kept = 2;",
                "{ class Local { int two() { return 2; } } kept = new Local().two(); }",
                "try { throw new java.io.IOException(); } catch (IOException e) { kept = 2; }",
                "if (n > 0) { kept = 2; } else { kept = 3; }",
                "switch (Colour.RED) { case RED: kept = 2; break; default: kept = 3; }",
                "switch (n) { case 3 -> kept = 2; default -> kept = 3; }",
                "do { kept = 2; } while (false);",
                "synchronized (text) { kept = 2; }",
                "while (true) { kept = 2; break; }",
                "list.forEach(each -> kept = each);",
                "kept = 2",
                "Runnable r = () -> kept = 2; r.run();",
            })
    void statements(String code) {
        run("kept = null;");
        run(code);
        assertThat(session.variable("kept")).isEqualTo(2);
    }

    @Test
    void whatTheyDeclareStaysTheirs() {
        run("{ int inner = 5; kept = inner; }");
        assertThat(fail("inner", 1)).contains("there is no variable inner");
        run("int declared = 4;");
        assertThat(run("declared + 1")).isEqualTo(5);
        assertThat(fail("undeclared = 4", 1)).contains("there is no variable undeclared");
    }

    @Test
    void theySeeWhatIsDeclaredAnew() {
        run("int again = 1; int times(int x) { return x; } class Thing { int size = 1; }");
        assertThat(run("times(again) + new Thing().size")).isEqualTo(2);
        run("String again = \"ab\"; int times(String s) { return s.length(); } class Thing { int size = 10; }");
        assertThat(run("times(again) + new Thing().size")).isEqualTo(12);
        run("again = \"abc\"");
        assertThat(run("again.length()")).isEqualTo(3);
    }

    @Test
    void jshellKeepsNothing() {
        run("1 + 2");
        int snippets = session.snippets();
        for (int i = 0; i < 5; i++) {
            run(i + " + n");
            run("for (int i = 0; i < 2; i++) { kept = i; }");
            run("list.clear();");
        }
        assertThat(session.snippets()).isEqualTo(snippets);
        run("list = new ArrayList<>(List.of(1, 2));");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var again1 = ?;",
                "int again2 = ? // remark",
                "String again3 = \"?\";",
                "var again4 = new ArrayList<>(List.of(?));",
                "Map<String, int[]> again5 = Map.of(\"a\", new int[] {?});",
                "int[] again6 = {?};",
                "Function<Integer, String> again7 = x -> {\n    String again = \"a\" + ?; return again + x; };",
                "var again8 = new Point(?, 2);",
                "var again9 = List.of(new Point(?, 2));",
                "var again10 = new Hidden() { int get() { return ?; } }.get();",
                "int again11(int x) { return x; }",
                "class Again12 { int x; static int count = 7; }",
            })
    void whatIsDeclaredAgainAsItIsLeavesNothing(String declaration) {
        run(declaration.replace("?", "1"));
        int snippets = session.snippets();
        for (int i = 2; i < 5; i++) {
            run(declaration.replace("?", String.valueOf(i)));
        }
        assertThat(session.snippets()).isEqualTo(snippets);
        if (declaration.contains("?")) {
            String name = declaration.replaceAll("(?s).*?(again\\d+).*", "$1");
            run("kept = " + name + ";");
            Object value = run(
                    declaration.contains("Function")
                            ? name + ".apply(0)"
                            : "com.google.gson.JsonParser.parseString(new com.google.gson.Gson().toJson(kept)).toString()");
            assertThat(value.toString()).contains("4").doesNotContain("1").doesNotContain("3");
        }
    }

    @Test
    void whatIsDeclaredAgainAsSomethingElseIsThat() {
        run("List<Object> other = new ArrayList<>();");
        run("var other = new ArrayList<Object>();");
        assertThat(session.variables()).containsEntry("other", "ArrayList<Object>");
        run("var other = new ArrayList<String>();");
        assertThat(session.variables()).containsEntry("other", "ArrayList<String>");
        run("long other = 3;");
        run("var other = 4;");
        assertThat(session.variables()).containsEntry("other", "int");
        run("volatile int other = 5;");
        assertThat(run("other")).isEqualTo(5);
        run("var selves = new Object() { int size = 3; };");
        run("var selves = new Object() { int size = 4; };");
        assertThat(run("selves.size")).isEqualTo(4);
    }

    @Test
    void aFailingInitializerNamesItsLineAndLeavesTheVariable() {
        run("int failing = 3;");
        assertThat(fail("\nint failing = 1 / (n - n);", 17))
                .contains("/ by zero", "at cell 17, line 2", "2 | int failing = 1 / (n - n);");
        assertThat(run("failing")).isEqualTo(3);
    }

    @Test
    void mistakesLeaveNothing() {
        run("1 + 1");
        int snippets = session.snippets();
        assertThat(fail("text.lenght()", 3))
                .contains(
                        "String has no method lenght(). Did you mean length?", "1 | text.lenght()\n            ^^^^^^");
        assertThat(fail("/* first */ missing + 1", 3))
                .contains("there is no variable missing", "1 | /* first */ missing + 1\n                   ^^^^^^^");
        assertThat(fail("for (int i = 0; i < n; i++) {\n    Strin s;\n}", 3))
                .contains("there is no class Strin. Did you mean String?", "2 |     Strin s;\n           ^^^^^");
        assertThat(fail("n = \"a\"", 3)).contains("String cannot be converted to int", "^^^");
        assertThat(fail("%time nothing(1)", 3))
                .contains("there is no method nothing(int)", "1 | %time nothing(1)\n             ^^^^^^^");
        assertThat(session.snippets()).isEqualTo(snippets);
    }

    private static void await(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 200 && reference.get() != null; i++) {
            run("1 + 1");
            System.gc();
            Thread.sleep(10);
        }
        assertThat(reference.get()).isNull();
    }

    @Test
    void theirClassesGo() throws InterruptedException {
        run("kept = new Object() { public String toString() { return \"\" + n; } };");
        WeakReference<Class<?>> type =
                new WeakReference<>(session.variable("kept").getClass());
        run("kept = null;");
        await(type);
        run("kept = (java.util.function.IntSupplier) () -> n * 2;");
        WeakReference<Object> lambda = new WeakReference<>(session.variable("kept"));
        WeakReference<ClassLoader> loader =
                new WeakReference<>(session.variable("kept").getClass().getClassLoader());
        run("kept = null;");
        await(lambda);
        await(loader);
    }

    @Test
    void aLambdaThatOutlivesItsCellKnowsItsLines() {
        run("kept = null;");
        session.evaluate("kept = (java.util.function.IntSupplier)\n  () -> 1 / (n - n);", 41);
        System.gc();
        assertThat(session.variable("kept")).isInstanceOf(IntSupplier.class);
        String traceback = fail("// later\n((java.util.function.IntSupplier) kept).getAsInt()", 43);
        assertThat(traceback)
                .contains("ArithmeticException: / by zero", "at cell 41, line 2, in a lambda", "at cell 43, line 2");
        // The same through a declaration, which JShell runs.
        traceback = fail("int got = ((java.util.function.IntSupplier) kept).getAsInt();", 44);
        assertThat(traceback).contains("at cell 41, line 2, in a lambda", "at cell 44, line 1");
    }

    @Test
    void errorsNameTheLinesOfDeclarationsToo() {
        session.evaluate("int broken(int x) {\n    return x / 0;\n}", 51);
        String traceback = fail("int before = 1;\n\nbroken(\n  1)", 52);
        assertThat(traceback)
                .contains("at cell 51, line 2, in broken", "2 |     return x / 0;")
                .contains("at cell 52, line 3", "3 | broken(");
    }

    @Test
    void causesAreTold() {
        String traceback = fail(
                "try { Integer.parseInt(\"x\"); } catch (Exception e) { throw new IllegalStateException(\"outer\", e); }",
                61);
        assertThat(traceback)
                .contains("IllegalStateException: outer", "caused by NumberFormatException", "at cell 61, line 1");
    }

    @Test
    void linesAreFoundForTheDebugger() {
        run("kept = Thread.currentThread().getStackTrace();\n");
        session.evaluate("{\n  kept = new Throwable().getStackTrace()[0];\n}", 71);
        StackTraceElement frame = (StackTraceElement) session.variable("kept");
        Optional<CellLine> line = session.locate(frame.getClassName(), frame.getLineNumber());
        assertThat(line).map(CellLine::line).contains(2);
        assertThat(session.locate(frame.getClassName(), 4)).isEmpty();
    }

    @Test
    void aMethodThatWaitsForAnotherSaysSo() {
        run("int waits() { return missing(); }");
        assertThat(fail("waits()", 81)).contains("waits cannot be used", "there is no method missing()");
    }

    @Test
    void anExitIsRefused() {
        assertThat(fail("System.exit(3)", 91)).contains("exit");
    }

    @Test
    void whatCellsImportIsSeen() {
        run("import java.util.concurrent.atomic.*;\nimport static java.lang.Math.*;\n"
                + "import java.util.Map.*;\nimport javax.swing.event.EventListenerList;");
        assertThat(run("new AtomicInteger(abs(-3)).get()")).isEqualTo(3);
        assertThat(run("(Entry<String, String>) null == null")).isEqualTo(true);
        assertThat(run("new EventListenerList().getListenerCount()")).isEqualTo(0);
    }

    @Test
    void importsMayHaveRemarks() {
        Session other = new Session();
        try {
            other.evaluate("import java.awt.geom.*; // remark\nimport /* both\nlines */ java.sql.Date;");
            assertThat(other.evaluate("new Point2D.Double(1, 2).getX() + new Date(3).getTime()")
                            .value())
                    .isEqualTo(4.0);
            assertThat(other.evaluate("\nnew Date(1 / 0)").error().traceback().toString())
                    .contains("line 2");
        } finally {
            other.close();
        }
    }

    @Test
    void addedClassesAreSeen() throws IOException {
        Path source = Files.writeString(folder.resolve("Added.java"), "package added; public class Added {}");
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        run("%classpath " + folder);
        run("import added.*;");
        assertThat(run("new Added().getClass().getSimpleName()")).isEqualTo("Added");
    }

    @Test
    void namesThatTwoPackagesHaveAreToldAsBefore() {
        Session other = new Session();
        try {
            other.evaluate("import java.awt.*;");
            assertThat(other.evaluate("List.of(1)").error().message()).contains("ambiguous");
            assertThat(other.evaluate("new Point(1, 2).x").value()).isEqualTo(1);
        } finally {
            other.close();
        }
    }

    @Test
    void anExpressionMaySpanLines() {
        assertThat(run("List.of(n, // three\n  text)\n")).isEqualTo(List.of(3, "abc"));
    }
}
