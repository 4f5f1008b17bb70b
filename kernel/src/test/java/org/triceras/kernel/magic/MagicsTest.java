package org.triceras.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplaySink;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.OpenSession;

/** Magics in a real session. */
@Timeout(60)
class MagicsTest extends OpenSession {
    @TempDir
    Path folder;

    @BeforeEach
    void goToFolder() {
        ok("%reset -f\n%cd " + folder);
    }

    private record Run(CellResult result, String out, List<MimeBundle> shown) {
        Object value() {
            return result.value();
        }

        String error() {
            return result.error().name() + ": " + result.error().message();
        }

        String traceback() {
            return String.join("\n", result.error().traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
        }
    }

    private static Run run(String source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<MimeBundle> shown = new java.util.ArrayList<>();
        PrintStream out = System.out;
        DisplaySink sink = Display.use(new DisplaySink() {
            @Override
            public void show(MimeBundle bundle, String id) {
                shown.add(bundle);
            }

            @Override
            public void update(MimeBundle bundle, String id) {
                shown.add(bundle);
            }

            @Override
            public boolean isRich() {
                return true;
            }
        });
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            CellResult result = session.evaluate(source);
            return new Run(result, bytes.toString(StandardCharsets.UTF_8), shown);
        } finally {
            System.setOut(out);
            Display.use(sink);
        }
    }

    private static Run ok(String source) {
        Run run = run(source);
        assertThat(run.result().error()).as(source).isNull();
        return run;
    }

    @Test
    void magicsAndJavaMix() throws IOException {
        Files.createFile(folder.resolve("a.txt"));
        Files.createDirectory(folder.resolve("sub"));
        assertThat(ok("int n = 1;\nList<String> files = %ls\nfiles.size() + n").value())
                .isEqualTo(3);
        assertThat(ok("var more = %ls *.txt\nmore.get(0).length()").value()).isEqualTo(5);
        assertThat(ok("%ls").value()).hasToString("[a.txt, sub/]");
        assertThat(ok("%ls -l a.txt").out()).contains("a.txt").contains(" 0  ");
    }

    @Test
    void assignedValuesHaveTheirTypes() {
        assertThat(ok("var ti = %timeit -q -o -n 2 -r 3 1 + 1\nti.loops() + ti.allRuns().length")
                        .value())
                .isEqualTo(5L);
        ok("record Point(int x) {}");
        assertThat(ok("final var p = %time new Point(3)\np.x()").value()).isEqualTo(3);
        assertThat(ok("var squares = %time new int[][] {{1}, {4}}\nsquares[1][0]")
                        .value())
                .isEqualTo(4);
        assertThat(ok("List<Integer> whole = %time List.of(1, 2)\nwhole.get(0) + whole.get(1)")
                        .value())
                .isEqualTo(3);
        assertThat(ok("var mixed = %time List.of(1, \"a\")\nmixed.size()").value())
                .isEqualTo(2);
        assertThat(ok("var hidden = %time new Object() { int n; }\nhidden != null")
                        .value())
                .isEqualTo(true);
        assertThat(ok("var nothing = %time null\nnothing == null").value()).isEqualTo(true);
    }

    @Test
    void unknownMagicsAreAnsweredWithTheNearest() {
        assertThat(run("int x = 1;\n%tiem x").error())
                .isEqualTo("ArgumentException: Unknown magic %tiem. Did you mean %time? %lsmagic lists all.");
        assertThat(run("%%writfile x").error()).contains("Did you mean %%writefile?");
        assertThat(run("%%who\n").error()).contains("only the line magic");
        assertThat(run("%bash").error()).contains("only the cell magic");
        assertThat(run("int q = 1;\n%ls -z").error()).contains("unknown option -z");
        assertThat(run("int q = 1;\n%ls -z").traceback()).contains("line 2").contains("-->    2 | %ls -z");
    }

    @Test
    void timeGivesTheValueAndTheTimes() {
        Run run = ok("%time Math.max(3, 4)");
        assertThat(run.value()).isEqualTo(4);
        assertThat(run.out()).matches("(?s)CPU time: \\S+ \\S+, wall time: \\S+ \\S+.*");
        Run cell = ok("%%time\nint a = 2;\na * 21");
        assertThat(cell.value()).isEqualTo(42);
        assertThat(ok("a").value()).isEqualTo(2);
    }

    @Test
    void timeShowsWhereCodeFails() {
        Run run = run("int ok = 1;\n%time nosuch(ok)");
        assertThat(run.error()).isEqualTo("CompileError: there is no method nosuch(int).");
        assertThat(run.traceback()).contains("   2 | %time nosuch(ok)\n             ^");
        assertThat(run("%%time\n\nint z = 0;\n1 / z").traceback())
                .contains("line 4")
                .contains("-->    4 | 1 / z");
    }

    @Test
    void timeitMeasures() {
        Run run = ok("double v = 2;\n%timeit -n 100 -r 3 Math.sqrt(v);");
        assertThat(run.out()).contains("per loop (mean ± std. dev. of 3 runs, 100 loops each)");
        Run statement = ok("int[] hits = {0};\n%timeit -n5 -r2 -q hits[0]++; hits[0]++");
        assertThat(statement.out()).isEmpty();
        assertThat(ok("hits[0]").value()).isEqualTo(20);
        assertThat(ok("%%timeit -n 2 -r 1 int start = 3;\nint y = start; // a comment\ny += 2; // another")
                        .out())
                .contains("of 1 run, 2 loops each");
        TimeitResult result =
                (TimeitResult) ok("%timeit -o -n 10 System.nanoTime()").value();
        assertThat(result.loops()).isEqualTo(10);
        assertThat(result.best()).isPositive().isLessThanOrEqualTo(result.average());
        assertThat(run("%timeit -n 1 -r 1 Integer.parseInt(\"x\")").error()).startsWith("NumberFormatException");
        assertThat(run("%timeit nosuch + 1").traceback()).contains("   1 | %timeit nosuch + 1\n               ^^^^^^");
        ok("int[] sorted = {2, 1};\n%timeit -n 1 -r 1 Arrays.sort(sorted) // in place");
        ok("%timeit -n 1 -r 1 Arrays.fill(sorted, 7);\n%timeit -n 1 -r 1 -q System.out.print(\"\")");
        ok("%%timeit -n 1 -r 1\nArrays.sort(sorted);");
        assertThat(ok("sorted[1]").value()).isEqualTo(7);
        assertThat(run("%timeit Arrays.fill(nosuch, 1)").error()).contains("nosuch");
        assertThat(run("%timeit -n zero 1").error()).contains("expected a whole number");
    }

    @Test
    void resetForgetsAllOrNothing() {
        ok("int stays = 4;");
        assertThat(run("%reset stays").error())
                .contains("expected nothing but -f")
                .contains("\"stays\"");
        assertThat(run("%reset -f all").error()).contains("\"all\"");
        assertThat(ok("stays").value()).isEqualTo(4);
    }

    @Test
    void whoTellsOfVariables() {
        ok("int whole = 5; String text = \"a\\nb\"; float[][] m = new float[3][4]; var list = List.of(1, 2);"
                + " var t = tensor(new float[] {1, 2});");
        assertThat(ok("%who").out().strip().split("\\s+")).containsExactly("list", "m", "t", "text", "whole");
        assertThat(ok("%who int").out().strip()).isEqualTo("whole");
        assertThat(ok("%whos").out())
                .containsPattern("whole +int +5\\n")
                .contains("\"a\\nb\"")
                .contains("float[3][4]")
                .contains("[1, 2]")
                .contains("shape (2,), float32");
    }

    @Test
    void resetForgets() {
        ok("int gone = 1; int twice(int x) { return 2 * x; } record Point(int x) {} import java.awt.Color;");
        assertThat(ok("%reset").out()).isEqualTo("Forgot 4 declarations.\n");
        assertThat(run("gone").error()).startsWith("CompileError");
        assertThat(run("twice(1)").error()).startsWith("CompileError");
        assertThat(run("Color.RED").error()).startsWith("CompileError");
        assertThat(ok("tensor(new float[] {1}).shape().rank() + List.of(1).size()")
                        .value())
                .isEqualTo(2);
        ok("int gone = 2;");
        assertThat(ok("gone").value()).isEqualTo(2);
    }

    @Test
    void historyListsAndSaves() throws IOException {
        ok("int alpha = 1;");
        ok("int beta = 2;\nbeta + 1");
        assertThat(ok("%history -l 2").out()).isEqualTo("int alpha = 1;\nint beta = 2;\nbeta + 1\n");
        assertThat(ok("%history -g b?ta -n").out()).containsPattern("\\d+: int beta = 2;\n {6}beta \\+ 1\n");
        ok("%history -l 1 -f saved.jsh");
        assertThat(folder.resolve("saved.jsh")).exists();
        assertThat(run("%history x").error()).contains("such as 3-5");
    }

    @Test
    void filesAreWrittenAndScriptsRun() throws IOException {
        assertThat(ok("%%writefile f.jsh\nint fromFile = 6;\nint times(int x) { return fromFile * x; }")
                        .out())
                .isEqualTo("Wrote f.jsh\n");
        ok("%%writefile -a f.jsh\n%ls\ntimes(7)");
        assertThat(Files.readString(folder.resolve("f.jsh")))
                .isEqualTo("int fromFile = 6;\nint times(int x) { return fromFile * x; }\n%ls\ntimes(7)\n");
        assertThat(ok("%load f.jsh").value()).isEqualTo(42);
        assertThat(folder.toFile().list()).containsExactly("f.jsh");
        ok("%%writefile bad.jsh\nint good = 1;\nint bad = \"text\";");
        assertThat(run("%load bad.jsh").traceback()).contains("bad.jsh").contains("   2 | int bad = \"text\";");
        assertThat(run("%load bat.jsh").error()).contains("Did you mean bad.jsh?");
        Files.writeString(
                folder.resolve("Packed.java"), "// about\n\npackage a.b;\n\nclass Packed {\n    int n = 1 / 0;\n}\n");
        assertThat(run("%load Packed.java\nnew Packed()").traceback()).contains("-->    6 |     int n = 1 / 0;");
        Files.writeString(folder.resolve("table.csv"), "a,b\n1,2\n");
        assertThat(run("%load table.csv").error()).contains("table.csv is no code. Expected a script (.jsh, .java)");
        assertThat(run("%load .").error()).contains("is a folder. Expected a script (.jsh, .java)");
        assertThat(run("%%writefile\nx").error()).contains("expected one file name");
    }

    @Test
    void notebooksAreLoaded() throws IOException {
        Files.writeString(
                folder.resolve("n.ipynb"),
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": ["
                        + "{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": [\"text\"]},"
                        + "{\"cell_type\": \"code\", \"metadata\": {}, \"outputs\": [], \"source\": [\"int nb = 4;\\n\", \"nb + 1\"]}]}");
        assertThat(ok("%load n.ipynb").value()).isEqualTo(5);
    }

    @Test
    void shellScriptsRunInTheFolderWithTheEnvironment() {
        ok("%env GREETING=hello world");
        assertThat(ok("%env GREETING").value()).isEqualTo("hello world");
        Run run = ok("%%bash one \"two three\"\necho \"$GREETING\"; echo \"$2\"; pwd -P; touch made");
        assertThat(run.out()).startsWith("hello world\ntwo three\n");
        assertThat(folder.resolve("made")).exists();
        assertThat(run("%%sh\nexit 3").error()).isEqualTo("StateException: %%sh: the script ended with exit status 3.");
        assertThat(run("%env GREETNG").error()).contains("Did you mean GREETING?");
    }

    @Test
    void anInterruptEndsAShellScript() throws InterruptedException {
        Thread interrupter = new Thread(() -> {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            session.interrupt();
        });
        interrupter.start();
        assertThat(run("%%bash\nsleep 50").error()).startsWith("KeyboardInterrupt");
        interrupter.join();
        assertThat(ok("1 + 1").value()).isEqualTo(2);
    }

    @Test
    void textsAreShownAsWhatTheyAre() {
        assertThat(ok("%%html\n<b>bold</b>").shown().get(0).get("text/html")).isEqualTo("<b>bold</b>");
        assertThat(ok("%%markdown\n# Title").shown().get(0).get("text/markdown"))
                .isEqualTo("# Title");
        assertThat(ok("%%javascript\n1").shown().get(0).get("application/javascript"))
                .isEqualTo("1");
    }

    @Test
    void theLibraryIsSteered() {
        assertThat(ok("%backend reference").out()).isEqualTo("Using reference backend.\n");
        assertThat(ok("%backend jvm").out()).isEqualTo("Using jvm backend.\n");
        assertThat(run("%backend jwm").error()).contains("Unknown backend");
        String before = ok("%threads").out();
        assertThat(ok("%threads 3").out()).startsWith("Using 3 threads");
        ok("%threads " + before.split(" ")[1]);
        assertThat(run("%threads none").error()).contains("expected a number");
    }

    @Test
    void classesAndJarsComeOnTheClassPath() throws Exception {
        Path source = Files.writeString(
                folder.resolve("Greeter.java"),
                "package away; public class Greeter { public static String hi() { return \"hi\"; } }");
        Path classes = folder.resolve("classes");
        int status = javax.tools.ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(status).isZero();
        ok("%classpath classes");
        assertThat(ok("away.Greeter.hi()").value()).isEqualTo("hi");
        assertThat(ok("%classpath").value().toString()).contains("classes");
        assertThat(run("%jars *.jar").error()).contains("no jar files match");
        ok("%%writefile table.csv\na,b");
        assertThat(run("%jars table.csv").error()).contains("table.csv is not a jar file");
        assertThat(run("%env =x").error()).contains("no name before the equals sign");
        assertThat(ok("%threads 1").out()).startsWith("Using 1 thread;");
        ok("%threads all");
    }

    @Test
    void everyMagicIsDescribed() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "kernel.md"));
        assertThat(guide).contains(MagicHelp.whole().strip());
        for (Magic magic : new Magics().all()) {
            String help = MagicHelp.of(magic);
            assertThat(help).as(magic.names().get(0)).contains("```").doesNotContain("(not described)");
            assertThat(MagicHelp.summary(magic))
                    .as(magic.names().get(0))
                    .endsWith(".")
                    .hasSizeLessThan(160);
        }
        assertThat(ok("%help timeit").shown().get(0).get("text/markdown")).contains("-n N");
        assertThat(run("%help timeitt").error()).contains("Did you mean timeit?");
        assertThat(ok("%help").shown().get(0).get("text/markdown")).contains("%%writefile");
        assertThat(ok("%lsmagic").out()).contains("%timeit").contains("%%bash");
    }

    @Test
    void namesFilesAndCodeAreCompleted() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.createFile(folder.resolve("data.csv"));
        assertThat(complete("int x = 1;\n%tim")).containsExactly("%time", "%timeit");
        assertThat(complete("%%wri")).containsExactly("%%writefile");
        assertThat(complete("%load da")).containsExactly("data/", "data.csv");
        assertThat(complete("%cd da")).containsExactly("data/");
        assertThat(complete("%help wh")).containsExactly("who", "whos");
        assertThat(complete("%time Math.ma")).contains("max(");
        assertThat(complete("%%time\nMath.ma")).contains("max(");
        assertThat(complete("%ls\nMath.ma")).contains("max(");
        assertThat(complete("%backend r")).containsExactly("reference");
        assertThat(session.assistant().complete("%ls\nMath.ma", 11).start()).isEqualTo(9);
        assertThat(session.assistant().documentation("%timeit", 7).get(0).html())
                .contains("-n N");
    }

    @Test
    void coordinatesAreCompletedFromTheLocalRepository() throws IOException {
        Path version = Files.createDirectories(folder.resolve("org/sample/tools/lib-core/1.2"));
        Files.createFile(version.resolve("lib-core-1.2.pom"));
        assertThat(LocalCoordinates.completions("or", folder)).containsExactly("org.");
        assertThat(LocalCoordinates.completions("org.sample.to", folder)).containsExactly("org.sample.tools:");
        assertThat(LocalCoordinates.completions("org.sample.tools:", folder))
                .containsExactly("org.sample.tools:lib-core:");
        assertThat(LocalCoordinates.completions("org.sample.tools:lib-core:1", folder))
                .containsExactly("org.sample.tools:lib-core:1.2");
        assertThat(LocalCoordinates.completions("org.other:", folder)).isEmpty();
    }

    @Test
    void versionsOfTheKernelsOwnLibrariesAreKnown() {
        OwnLibraries own = new OwnLibraries(String.join(
                java.io.File.pathSeparator, "/lib/guava-33.0.0-jre.jar", "/lib/commons-lang3-3.20.0.jar", "/classes"));
        assertThat(own.otherVersion(artifact("guava", "33.4.8-jre"))).isEqualTo("33.0.0-jre");
        assertThat(own.otherVersion(artifact("commons-lang3", "3.20.0"))).isNull();
        assertThat(own.otherVersion(artifact("jsoup", "1.21.2"))).isNull();
    }

    private static ArtifactResolver.Resolved artifact(String name, String version) {
        return new ArtifactResolver.Resolved("group", name, version, "", Path.of("x.jar"));
    }

    private static List<String> complete(String code) {
        return session.assistant().complete(code, code.length()).matches();
    }

    @Test
    void completenessKnowsMagics() {
        assertThat(session.assistant().completeness("%time foo(")).isEqualTo("complete");
        assertThat(session.assistant().completeness("%ls\nint x = 1;")).isEqualTo("complete");
        assertThat(session.assistant().completeness("%ls\nif (true) {")).isEqualTo("incomplete");
        assertThat(session.assistant().completeness("%%bash\necho")).isEqualTo("incomplete");
        assertThat(session.assistant().completeness("%%bash\necho\n")).isEqualTo("complete");
    }
}
