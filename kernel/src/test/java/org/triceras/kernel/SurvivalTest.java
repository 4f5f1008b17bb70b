package org.triceras.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.kernel.client.KernelClient;
import org.triceras.kernel.client.KernelProcess;
import org.triceras.kernel.protocol.Message;

/** What ends other kernels: exits, endless loops, full heaps and stacks, broken and huge code. After each the session must be as before. */
@Timeout(120)
class SurvivalTest {
    private static final long TIMEOUT = 60_000;

    @TempDir
    static Path folder;

    private static KernelProcess process;
    private static KernelClient client;

    @BeforeAll
    static void start() {
        process = KernelProcess.start(folder, "-Xmx512m", "-XX:+UseG1GC", "-XX:-UseGCOverheadLimit");
        client = new KernelClient(process.connection(), process::isAlive);
        client.waitUntilReady();
        run("var kept = 5;");
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        client.close();
        process.close();
    }

    @AfterEach
    void theSessionIsAsBefore() {
        assertThat(run("kept + 1").text()).isEqualTo("6");
    }

    private static CellRun run(String code) {
        List<Message> messages = new ArrayList<>();
        Message reply = client.execute(code, messages::add, TIMEOUT);
        return new CellRun(messages, reply.content());
    }

    /** Runs a cell that prints when it has begun, and interrupts it then. */
    private static CellRun interrupted(String code) {
        return interruptedAfter("begun", "System.out.println(\"begun\");\n" + code);
    }

    /** Runs a cell, and interrupts it when it has printed something. */
    private static CellRun interruptedAfter(String mark, String code) {
        List<Message> messages = new ArrayList<>();
        boolean[] asked = new boolean[1];
        Message reply = client.execute(
                code,
                m -> {
                    messages.add(m);
                    if (m.type().equals("stream")
                            && m.content().get("text").getAsString().contains(mark)
                            && !asked[0]) {
                        asked[0] = true;
                        try (KernelClient other = new KernelClient(process.connection(), process::isAlive)) {
                            Thread.sleep(100);
                            other.control("interrupt_request", new JsonObject(), TIMEOUT);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                },
                TIMEOUT);
        return new CellRun(messages, reply.content());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(3)",
                "Runtime.getRuntime().exit(3)",
                "Runtime.getRuntime().halt(3)",
                "java.util.function.IntConsumer quit = System::exit; quit.accept(3);",
                "void leave() { System.exit(3); }\nleave()"
            })
    void exitsAreRefused(String code) {
        CellRun run = run(code);
        assertThat(run.error()).isEqualTo("SecurityException");
        assertThat(run.message()).contains("System.exit(3) was refused").contains("restart the kernel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "long n = 0; for (;;) { n++; }",
                "do { kept++; kept--; } while (kept == 5);",
                "while (true) { try { Math.sin(1); } catch (Throwable t) {} }",
                "while (true) { try { Thread.sleep(1000); } catch (Throwable t) {} }",
                "Thread.sleep(60000);",
                "new java.util.concurrent.CountDownLatch(1).await();",
                "IntStream.range(0, 8).parallel().forEach(x -> { while (true) {} });",
                "LongStream.range(0, Long.MAX_VALUE).map(x -> x * 3).filter(x -> x == 1).findFirst();",
                "var t = new Thread(() -> { while (true) {} }); t.start(); t.join();",
                "int slow(int n) { return n <= 0 ? 0 : slow(n - 1) + slow(n - 1); }\nslow(60);",
                "class Spin { static int x; static { while (x == 0) {} } }\nSpin.x;",
                "for (int i = 0; ; i = 0) { switch (i) { case 0: continue; default: break; } }",
                "while (true) { System.out.print(\"y\"); }"
            })
    void everythingIsInterrupted(String code) {
        assertThat(interrupted(code).error()).isEqualTo("KeyboardInterrupt");
    }

    @Test
    void aValueThatNeverEndsShowingIsInterrupted() {
        CellRun run = interrupted("class Endless { public String toString() { while (true) {} } }\nnew Endless()");
        assertThat(run.error()).isEqualTo("KeyboardInterrupt");
        run("class Bulky { public String toString() { throw new IllegalStateException(\"no text\"); } }");
        assertThat(run("new Bulky()").text())
                .contains("Bulky whose toString failed")
                .contains("no text");
    }

    @Test
    void anInterruptedFitEndsInOrder() {
        run("var model = sequential(input(4), dense(1));\nmodel.compile(\"sgd\", \"mse\");\n"
                + "var seen = new ArrayList<String>();\n"
                + "var watch = new org.triceras.keras.callbacks.LambdaCallback()\n"
                + "    .onEpochEnd((epoch, logs) -> { if (epoch == 0) System.out.println(\"first\"); })\n"
                + "    .onTrainEnd(logs -> { for (String name : logs.keySet()) seen.add(name); });");
        CellRun run = interruptedAfter(
                "first",
                "model.fit(org.triceras.engine.tensor.Tensors.ones(64, 4),"
                        + " org.triceras.engine.tensor.Tensors.ones(64, 1),"
                        + " f -> f.epochs(10000000).verbose(0).callbacks(watch));");
        assertThat(run.error()).isEqualTo("KeyboardInterrupt");
        assertThat(run.message()).startsWith("fit was interrupted in epoch").contains("model.history()");
        assertThat(run("System.out.println(seen + \" \" + (model.history().epoch().size() > 0))")
                        .text())
                .contains("[loss] true");
    }

    @Test
    void whatCannotBeStoppedIsLeftBehind() {
        // A regular expression has no stop points; on Java 17 it is stopped all the same.
        CellRun run = interrupted("\"a\".repeat(28).replaceAll(\"(a*)*\\\\1b\", \"\");");
        assertThat(run.error()).isEqualTo("KeyboardInterrupt");
    }

    @Test
    void threadsOfEarlierCellsGoOnWhenALaterCellIsInterrupted() {
        run("volatile int ticks = 0;\nvolatile boolean tick = true;\n"
                + "new Thread(() -> { while (tick) { ticks++; } }).start();");
        interrupted("while (true) {}");
        assertThat(run("int before = ticks; Thread.sleep(50); ticks != before").text())
                .isEqualTo("true");
        run("tick = false;");
    }

    @Test
    void aThreadThatThrowsSaysSo() {
        CellRun run =
                run("var t = new Thread(() -> { throw new IllegalStateException(\"from a thread\"); }); t.start(); "
                        + "t.join(); Thread.sleep(20);");
        assertThat(run.error()).isNull();
        assertThat(run.text())
                .contains("IllegalStateException: from a thread")
                .containsPattern("at cell \\d+, line 1, in a lambda")
                .doesNotContain("REPL.");
    }

    @Test
    void aFullHeap() {
        CellRun run = run("var hoard = new ArrayList<long[]>(); while (true) hoard.add(new long[1_000_000]);");
        assertThat(run.error()).isEqualTo("OutOfMemoryError");
        run("hoard = null;");
    }

    @Test
    void aHeapFullOfSmallObjects() {
        String fill = "for (;;) small.add(\"x\".repeat(1000) + small.size());";
        CellRun run = run("var small = new ArrayList<String>(); " + fill);
        assertThat(run.error()).isEqualTo("OutOfMemoryError");
        run("small = null;");
        run = run("var small = new ArrayList<String>();\n{ var t = new Thread(() -> { " + fill
                + " }); t.start(); t.join(); }");
        assertThat(run.error() + run.text()).contains("OutOfMemoryError");
        run("small = null;");
    }

    @Test
    void aCellThatCatchesEveryFullHeapLeavesRoom() {
        String fill =
                "for (int i = 0; i < 4; i++) try { for (;;) brim.add(new byte[1000]); } catch (OutOfMemoryError e) {}";
        run("var brim = new ArrayList<byte[]>(600_000);\nvar more = brim;\n" + fill);
        CellRun freed = run("brim = null; more=null");
        assertThat(freed.status())
                .as(() -> freed.reply().toString() + freed.text())
                .isEqualTo("ok");
        assertThat(run("brim == more").text()).isEqualTo("true");
    }

    @Test
    void aCellThatMakesRoomGoesOn() {
        CellRun run = run("var pile = new ArrayList<byte[]>();\n"
                + "try { for (;;) pile.add(new byte[5000]); } catch (OutOfMemoryError e) {\n"
                + "    for (int half = pile.size() / 2; pile.size() > half; ) pile.remove(pile.size() - 1);\n}\n"
                + "for (int i = 0; i < 100; i++) pile.add(new byte[5000]);\npile.size() > 1000");
        assertThat(run.text()).isEqualTo("true");
        run("pile = null;");
    }

    @Test
    void endlessRecursion() {
        CellRun run = run("int down(int n) { return down(n + 1) + 1; }\ndown(0)");
        assertThat(run.error()).isEqualTo("StackOverflowError");
        assertThat(run.traceback())
                .contains("in down")
                .hasLineCount(run.traceback().split("\n").length);
        assertThat(run.traceback().split("\n").length).isLessThan(30);
    }

    @Test
    void deepRecursionThatEnds() {
        assertThat(run("int depth(int n) { return n == 0 ? 0 : 1 + depth(n - 1); }\ndepth(50_000)")
                        .text())
                .isEqualTo("50000");
    }

    @Test
    void aClassIsRedefined() {
        run("class Point { int x = 1; int twice() { return 2 * x; } }\nvar p = new Point();");
        run("class Point { int x = 21; int twice() { return 2 * x; } String name() { return \"new\"; } }");
        assertThat(run("new Point().twice() + new Point().name()").text()).isEqualTo("42new");
    }

    @Test
    void halfAClass() {
        CellRun run = run("class Half {\n    int x = 1;\n");
        assertThat(run.error()).isEqualTo("CompileError");
        assertThat(run.message()).contains("end of file");
    }

    @Test
    void aFailingStaticInitializer() {
        CellRun run = run("class Broken { static int x = Integer.parseInt(\"no number\"); }\nBroken.x");
        assertThat(run.error()).isEqualTo("ExceptionInInitializerError");
        assertThat(run.traceback()).contains("NumberFormatException").contains("no number");
    }

    @Test
    void unicode() {
        assertThat(run("String grüße = \"Xin chào 🦕 \" + \"日本\".length();\nint 数 = 7;\ngrüße + 数")
                        .text())
                .isEqualTo("Xin chào 🦕 27");
    }

    @Test
    void fiveMegabytesOfSource() {
        String comment = "// " + "x".repeat(97) + "\n";
        assertThat(run(comment.repeat(50_000) + "kept * 2").text()).isEqualTo("10");
        String text = "a".repeat(60_000);
        String list = ("\"" + text + "\".length() + ").repeat(80) + "0";
        assertThat(run(list).text()).isEqualTo(String.valueOf(80 * 60_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String tooLong = \"?\" + \"?\";",
                "var tooLong = \"?\" + 1 + \"?\";",
                "String tooLong(int n) { return \"?\" + n + \"?\"; }",
                "class TooLong { static final String A = \"?\"; static final String B = A + A; }",
                "System.out.println(\"?\" + \"?\");",
                "String tooLong = String.join(\"\", \"?\" + \"?\");"
            })
    void textsThatNoClassHasRoomFor(String code) {
        CellRun run = run(code.replace("?", "a".repeat(40_000)));
        assertThat(run.error()).isEqualTo("CompileError");
        assertThat(run.message()).contains("a text has more than the 65,535 bytes");
        assertThat(run.traceback().length()).isLessThan(1000);
        // The compiler is not out of order.
        assertThat(
                        run("int afterwards(int n) { return n; }\nclass Fine { int x = 2; }\nvar fine = new Fine().x + afterwards(1);\nfine")
                                .text())
                .isEqualTo("3");
    }

    @Test
    void aMethodThatIsTooLong() {
        CellRun run = run("void tooLarge() {\n" + "    System.out.println(1 + \"text\");\n".repeat(10_000) + "}");
        assertThat(run.message()).contains("code too large");
        assertThat(run("int afterwards() { return 3; }\nafterwards()").text()).isEqualTo("3");
    }

    @Test
    void deeplyNestedCodeCompiles() {
        assertThat(run("(".repeat(10_000) + "kept" + ")".repeat(10_000)).text()).isEqualTo("5");
    }

    @Test
    void manyCellsLeaveTheHeapAsItWas() {
        String heap = "System.gc(); (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024";
        for (int i = 0; i < 100; i++) {
            run(i + " + 1");
        }
        long before = Long.parseLong(run(heap).text());
        for (int i = 0; i < 200; i++) {
            run(i % 2 == 0 ? i + " + 1" : "int again = " + i + ";");
        }
        // 10 kB a cell: JShell itself remembers what it was given.
        assertThat(Long.parseLong(run(heap).text()) - before).isLessThan(200 * 10 + 2000);
    }
}
