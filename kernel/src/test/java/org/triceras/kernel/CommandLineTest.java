package org.triceras.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.kernel.cli.JvmOptions;

/** The command line as a process: what it prints, what it writes and how it ends. */
@Timeout(120)
class CommandLineTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    private record Run(int status, String output) {}

    private Run triceras(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.current());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.triceras.kernel.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(input().toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    @AfterEach
    void nothingRunsOn() {
        started.forEach(Process::destroyForcibly);
    }

    private static void awaitLine(Process process, String expected) throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (!expected.equals(line)) {
            assertThat(line).as("a line \"" + expected + "\" in the output").isNotNull();
            line = output.readLine();
        }
    }

    private Path input() throws IOException {
        Path file = folder.resolve("input");
        return Files.exists(file) ? file : Files.writeString(file, "");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void markdownRunsItsJavaFences() throws Exception {
        write("page.md", """
                # A page

                ```java parameters
                int n = 2;
                ```

                ```bash
                exit 1
                ```

                ~~~java
                System.out.println("n is " + n);
                ~~~

                ```java skip
                this is not run
                ```
                """);
        Run run = triceras("run", "page.md", "-p", "n=21", "--out", "page.ipynb", "--html", "page.html");
        assertThat(run.output()).contains("[1/3] int n = 2;").contains("[3/3]").contains("n is 21");
        assertThat(run.status()).isZero();
        assertThat(folder.resolve("page.ipynb")).content().contains("n is 21").contains("# A page");
        assertThat(folder.resolve("page.html")).content().contains("n is 21");
    }

    @Test
    void aCellThatTakesTooLongIsStoppedAndTheRunFails() throws Exception {
        // Not even a cell that may fail may take longer.
        write(
                "slow.md",
                "```java raises-exception\nSystem.out.println(\"begun\"); while (true) {}\n```\n\n```java\n1 + 1\n```\n");
        Run run = triceras("run", "slow.md", "--timeout", "2", "--out", "slow.ipynb");
        assertThat(run.output()).contains("did not end within 2 s").doesNotContain("[2/2]");
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder.resolve("slow.ipynb"))
                .content()
                .contains("KeyboardInterrupt")
                .contains("begun");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefusedBeforeTheFirstCell() throws Exception {
        write("page.md", "```java\nSystem.out.println(\"ran\");\n```\n");
        for (List<String> place : List.of(
                List.of("--out", "missing/page.ipynb"),
                List.of("--out", "."),
                List.of("--html", "missing/page.html"))) {
            Run run = triceras("run", "page.md", place.get(0), place.get(1));
            assertThat(run.output()).contains("Cannot write " + place.get(1)).doesNotContain("[1/1]");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void aRunThatASignalEndsLeavesWhatThereIs() throws Exception {
        write("slow.md", "```java\nSystem.out.println(\"begun\");\nThread.sleep(60_000);\n```\n");
        Process process = start("run", "slow.md", "--out", "slow.ipynb", "--html", "slow.html");
        awaitLine(process, "begun");
        List<ProcessHandle> kernels = process.toHandle().children().toList();
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(folder.resolve("slow.ipynb")).content().contains("begun\\n");
        assertThat(folder.resolve("slow.html")).content().contains("begun\n");
        assertThat(kernels).hasSize(1);
        kernels.get(0).onExit().get(20, TimeUnit.SECONDS);
    }

    @Test
    void tagsSayThatACellMayFailOrIsNotRun() throws Exception {
        write("tags.md", """
                ```java raises-exception
                int x = 1 / 0;
                ```

                ```java skip-execution
                System.out.println("never");
                ```

                ```java
                System.out.println("reached");
                ```
                """);
        Run run = triceras("run", "tags.md");
        assertThat(run.output().lines()).contains("reached").doesNotContain("never");
        assertThat(run.output()).contains("ArithmeticException");
        assertThat(run.status()).isZero();
    }

    @Test
    void questionsAreAnsweredByTheInput() throws Exception {
        write("ask.md", """
                ```java
                System.out.println("hello " + FrontEnd.input("name? "));
                ```

                ```java
                System.out.println(new Scanner(System.in).nextLine() + " read, more: " + (System.in.read() >= 0));
                ```

                ```java
                FrontEnd.input("and now? ");
                ```
                """);
        write("input", "Ada\na line\n");
        Run run = triceras("run", "ask.md");
        assertThat(run.output())
                .contains("name? ")
                .contains("hello Ada")
                .contains("a line read, more: false")
                .contains("The input has ended. Expected an answer to \"and now?\".");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void scriptsAndProgramsHaveStatuses() throws Exception {
        write("ok.jsh", "int a = 6;\nSystem.out.println(a * b);\n");
        Run ok = triceras("run", "ok.jsh", "-p", "b=7");
        assertThat(ok.output()).contains("42");
        assertThat(ok.status()).isZero();
        write("exit.jsh", "System.exit(7);");
        assertThat(triceras("run", "exit.jsh").status()).isEqualTo(7);
        write("jshell.jsh", "System.out.print(\"once\");\n/exit 3\nSystem.out.print(\"never\");\n");
        Run jshell = triceras("run", "jshell.jsh");
        assertThat(jshell.status()).isEqualTo(3);
        assertThat(jshell.output()).contains("once").doesNotContain("never");
        write("open.jsh", "int a = 1;\n/open other.jsh\n");
        assertThat(triceras("run", "open.jsh").output()).contains("line 2").contains("%load");
        write("bad.jsh", "int wrong = \"text\";");
        assertThat(triceras("run", "bad.jsh").status()).isEqualTo(1);
        write("Hello.java", """
                package some.where;
                public class Hello {
                    public static void main(String[] args) { System.out.println("from main"); }
                }
                """);
        Run program = triceras("run", "Hello.java");
        assertThat(program.output()).contains("from main");
        assertThat(program.status()).isZero();
        write("endless.jsh", "while (true) {}");
        Run endless = triceras("run", "endless.jsh", "--timeout", "1");
        assertThat(endless.output()).contains("did not end within 1 s");
        assertThat(endless.status()).isEqualTo(1);
        assertThat(triceras("run", "nothing.jsh").status()).isEqualTo(2);
    }

    @Test
    void programsAreBegunAsJavaBeginsThem() throws Exception {
        write("Compact.java", """
                import java.util.List;

                final List<String> words = List.of("compact", "form");

                void main() {
                    System.out.println(String.join(" ", words));
                }
                """);
        assertThat(triceras("run", "Compact.java").output().lines()).contains("compact form");
        write("other.java", """
                class Helper {}
                class A { void main() { System.exit(7); } }
                """);
        assertThat(triceras("run", "other.java").status()).isEqualTo(7);
        write("None.java", "public class None { static int main() { return 3; } }");
        Run none = triceras("run", "None.java");
        assertThat(none.output()).contains("None.java has no main method").contains("void main()");
        assertThat(none.status()).isEqualTo(2);
    }

    @Test
    void theEndWaitsForThreadsThatAProgramWouldWaitFor() throws Exception {
        String late =
                "() -> { try { Thread.sleep(700); } catch (InterruptedException e) { } System.out.println(\"late\"); }";
        write("Th.java", """
                public class Th {
                    public static void main(String[] args) {
                        new Thread(%s).start();
                        throw new IllegalStateException("early");
                    }
                }
                """.formatted(late));
        Run program = triceras("run", "Th.java");
        assertThat(program.output()).containsSubsequence("early", "late");
        assertThat(program.status()).isEqualTo(1);
        write("pool.jsh", """
                import java.util.concurrent.*;
                ExecutorService pool = Executors.newSingleThreadExecutor();
                pool.submit(%s);
                pool.shutdown();
                Thread endless = new Thread(() -> { while (true) {} });
                endless.setDaemon(true);
                endless.start();
                """.formatted(late));
        Run script = triceras("run", "pool.jsh");
        assertThat(script.output()).contains("late");
        assertThat(script.status()).isZero();
        write("exit.jsh", "new Thread(" + late + ").start();\nSystem.exit(3);\n");
        Run exit = triceras("run", "exit.jsh");
        assertThat(exit.output()).doesNotContain("late");
        assertThat(exit.status()).isEqualTo(3);
        write("slashed.jsh", "new Thread(" + late + ").start();\n/exit 4\n");
        Run slashed = triceras("run", "slashed.jsh");
        assertThat(slashed.output()).doesNotContain("late");
        assertThat(slashed.status()).isEqualTo(4);
        write("endless.jsh", "new Thread(() -> { while (true) {} }).start();\n");
        Run endless = triceras("run", "endless.jsh", "--timeout", "1");
        assertThat(endless.output()).contains("did not end within 1 s");
        assertThat(endless.status()).isEqualTo(1);
    }

    @Test
    void aSignalEndsAProgramWhoseThreadsRun() throws Exception {
        write("endless.jsh", "new Thread(() -> { System.out.println(\"begun\"); while (true) {} }).start();\n");
        Process process = start("run", "endless.jsh");
        awaitLine(process, "begun");
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
    }

    @Test
    void parametersTakeThePlaceOfAScriptsOwnValues() throws Exception {
        write("script.jsh", """
                // parameters
                int n = 1;
                double rate = 1;

                System.out.println(n + " and " + rate / 4);
                int wrong = n / 0;
                """);
        Run run = triceras("run", "script.jsh", "-p", "n=5", "-p", "rate=2");
        assertThat(run.output()).contains("5 and 0.5").contains("at script.jsh, line 6");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void optionsThatNothingTakesAreRefused() throws Exception {
        write("script.jsh", "System.out.println(\"ran\");");
        Run out = triceras("run", "script.jsh", "--html", "page.html");
        assertThat(out.output()).contains("--html: only a notebook").doesNotContain("ran");
        assertThat(out.status()).isEqualTo(2);
        assertThat(triceras("run", "script.jsh", "-p", "zz=3").output()).contains("nothing mentions zz");
        write("page.md", "```java parameters\nint n = 2;\n```\n\n```java\nint zz = 1;\n```\n");
        Run unknown = triceras("run", "page.md", "-p", "zz=3");
        assertThat(unknown.output()).contains("no parameter zz").contains(": n.");
        assertThat(unknown.status()).isEqualTo(2);
    }

    @Test
    void kernelsStandSideBySideAndAreRemovedOneByOne() throws Exception {
        Path kernels = folder.resolve("share/jupyter/kernels");
        assertThat(triceras("install", "--prefix", ".").status()).isZero();
        assertThat(triceras("install", "--prefix", ".", "--name", "other", "--display-name", "Another one")
                        .status())
                .isZero();
        assertThat(kernels.resolve("triceras/kernel.json")).content().contains("Triceras (Java)");
        assertThat(kernels.resolve("other/kernel.json"))
                .content()
                .contains("\"display_name\": \"Another one\"")
                .contains("{connection_file}");
        environment.put("JUPYTER_PATH", folder.resolve("share/jupyter").toString());
        assertThat(triceras("doctor").output().lines())
                .anyMatch(line -> line.matches("Kernelspec +triceras in .*"))
                .anyMatch(line -> line.matches("Kernelspec +other in .*"));
        Run both = triceras("install", "--user", "--prefix", ".");
        assertThat(both.output()).contains("Received --user and --prefix");
        assertThat(both.status()).isEqualTo(2);
        assertThat(triceras("uninstall", "--prefix", ".", "--help").output()).contains("usage: triceras uninstall");
        assertThat(triceras("install", "--prefix", ".", "--name", "a name").status())
                .isEqualTo(2);
        assertThat(triceras("uninstall", "--prefix", ".", "--name", "other").status())
                .isZero();
        assertThat(kernels.resolve("other")).doesNotExist();
        assertThat(kernels.resolve("triceras")).isDirectory();
        assertThat(triceras("uninstall", "--prefix", ".", "--name", "other").status())
                .isEqualTo(2);
    }

    @Test
    void aBrokenConfigurationIsToldAndNotUsed() throws Exception {
        environment.put("TRICERAS_HOME", folder.toString());
        write("triceras.json", "{\"epsilon\": \"x\"}");
        assertThat(triceras("doctor").output().lines())
                .anyMatch(
                        line -> line.matches("Configuration .*triceras.json is broken.*epsilon: expected a number.*"));
        write("layer.jsh", "System.out.println(dense(2).name());");
        Run run = triceras("run", "layer.jsh");
        assertThat(run.output()).contains("so the defaults hold: epsilon").contains("dense");
        assertThat(run.status()).isZero();
    }

    @Test
    void versionsArePrinted() throws Exception {
        Run run = triceras("--version");
        assertThat(run.output())
                .containsPattern("triceras .*, Java " + Runtime.version().feature());
        assertThat(run.status()).isZero();
    }

    @Test
    void theShellWorksInAPipe() throws Exception {
        write("input", """
                int x = 20;
                int twice(int n) {

                    return 2 * n;
                }
                twice(x) + 2
                lineChart("a chart", Tensors.arange(3), Tensors.arange(3))
                /exit
                """);
        Run run = triceras("shell", "--pictures", "./pictures");
        assertThat(run.output())
                .containsPattern("picture saved: /.*/pictures/picture-1.svg")
                .doesNotContain("/./");
        assertThat(run.output().lines()).contains("42").noneMatch(line -> line.contains("triceras>"));
        assertThat(folder.resolve("pictures/picture-1.svg")).content().contains("<svg");
        assertThat(run.status()).isZero();
    }
}
