package org.triceras.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.kernel.client.KernelClient;
import org.triceras.kernel.client.KernelProcess;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;

/** A real kernel process, spoken to over the real protocol. */
@Timeout(60)
class KernelTest {
    private static final long TIMEOUT = 30_000;

    @TempDir
    static Path folder;

    private static KernelProcess process;
    private static KernelClient client;

    @BeforeAll
    static void start() {
        process = KernelProcess.start(folder);
        client = new KernelClient(process.connection(), process::isAlive);
        client.waitUntilReady();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        client.close();
        process.close();
        assertThat(process.isAlive()).isFalse();
    }

    private static CellRun run(String code) {
        List<Message> messages = new ArrayList<>();
        Message reply = client.execute(code, messages::add, TIMEOUT);
        return new CellRun(messages, reply.content());
    }

    private static JsonObject request(String type, Map<String, Object> members) {
        JsonObject content = new JsonObject();
        members.forEach((name, value) -> {
            if (value instanceof Number number) {
                content.addProperty(name, number);
            } else {
                content.addProperty(name, String.valueOf(value));
            }
        });
        return client.request(type, content, m -> {}, TIMEOUT).orElseThrow().content();
    }

    @Test
    void expressionsGiveResultsStatementsDoNot() {
        assertThat(run("1 + 1").result()).isEqualTo("2");
        assertThat(run("var seven = 7").result()).isNull();
        assertThat(run("seven * 6;").result()).isEqualTo("42");
        assertThat(run("int twice(int x) { return 2 * x; }\ntwice(seven)").result())
                .isEqualTo("14");
        assertThat(run("System.out.printf(\"%d\", 5)").result()).isNull();
    }

    @Test
    void streamsThatACellClosesStayOpen() {
        assertThat(
                        run("try (var w = new java.io.PrintWriter(System.out)) { w.print(\"inside\"); }\nSystem.err.close();")
                                .text())
                .isEqualTo("inside");
        assertThat(run("System.out.print(\"later\");").stream("stdout")).isEqualTo("later");
        assertThat(run("System.err.print(\"later\");").stream("stderr")).isEqualTo("later");
    }

    @Test
    void exceptionsThatFailThemselvesAreErrorsAsOthers() {
        run(
                "class Mute extends RuntimeException { public String getMessage() { throw new IllegalStateException(); } }\n"
                        + "class Lost extends RuntimeException { public StackTraceElement[] getStackTrace() { return null; } }\n"
                        + "int mute() { throw new Mute(); }\nint lost() { throw new Lost(); }");
        for (String code : List.of("throw new Mute();", "int m = mute();", "throw new Lost();", "int l = lost();")) {
            CellRun run = run(code);
            assertThat(run.error()).isEqualTo(code.toLowerCase(Locale.ROOT).contains("mute") ? "Mute" : "Lost");
            assertThat(run.count("error")).isEqualTo(1);
            assertThat(run.reply().has("execution_count")).isTrue();
        }
        assertThat(run("mute()").message()).contains("getMessage failed");
    }

    @Test
    void anExceptionAsAValueShowsTheLinesOfCells() {
        String text = run("Exception caught(String text) {\n    try { Integer.parseInt(text); return null; }\n"
                        + "    catch (Exception e) { return e; }\n}\ncaught(\"q\")")
                .result();
        assertThat(text)
                .containsPattern("at cell \\d+, line 2, in caught")
                .containsPattern("at cell \\d+, line 5")
                .doesNotContain("REPL.")
                .doesNotContain("org.triceras")
                .doesNotContain("reflect");
    }

    @Test
    void exceptionsThatAreEachOthersCauseAreToldOnce() {
        String traceback =
                run("var one = new RuntimeException(\"one\"); var two = new RuntimeException(\"two\", one);\n"
                                + "one.initCause(two);\nthrow one;")
                        .traceback();
        assertThat(traceback).containsOnlyOnce("RuntimeException: one").containsOnlyOnce("RuntimeException: two");
    }

    @Test
    void looksThatFailAreSaid() {
        String look = "implements org.triceras.keras.display.Displayable { public MimeBundle toMimeBundle() { ";
        run("import org.triceras.keras.display.MimeBundle;\nclass Unseen " + look + "return null; } }\nclass Angry "
                + look + "throw new AssertionError(\"mine\"); } }");
        assertThat(run("new Unseen()").result()).contains("toMimeBundle returned null");
        assertThat(run("display(new Unseen())").status()).isEqualTo("ok");
        assertThat(run("new Angry()").result()).contains("AssertionError: mine");
        assertThat(run("MimeBundle.text(\"t\").with(\"application/json\", \"{no\")")
                        .result())
                .isEqualTo("t");
    }

    @Test
    void aFrontEndWithoutInputSaysSo() {
        List<Message> messages = new ArrayList<>();
        JsonObject content = new JsonObject();
        content.addProperty("code", "new Scanner(System.in).nextLine()");
        content.addProperty("allow_stdin", false);
        Message reply = client.request("execute_request", content, messages::add, TIMEOUT)
                .orElseThrow();
        assertThat(new CellRun(messages, reply.content()).message()).contains("does not take input");
    }

    @Test
    void theLibraryIsThere() {
        CellRun run = run("var t = tensor(new float[][] {{1, 2}, {3, 4}}); t.matmul(t.transpose()).sum(0)");
        assertThat(run.result()).startsWith("[16.0, 36.0]");
        assertThat(run.messages().stream()
                        .filter(m -> m.type().equals("execute_result"))
                        .anyMatch(m -> m.content().getAsJsonObject("data").has("text/html")))
                .isTrue();
    }

    @Test
    void everyPrintedLineArrivesInOrderAndInFewMessages() {
        CellRun run = run("for (int i = 0; i < 200_000; i++) System.out.println(i)");
        String[] lines = run.stream("stdout").split("\n");
        assertThat(lines).hasSize(200_000);
        for (int i = 0; i < lines.length; i++) {
            assertThat(lines[i]).isEqualTo(String.valueOf(i));
        }
        assertThat(run.count("stream")).isLessThan(200);
    }

    @Test
    void compileErrorsMarkThePlace() {
        CellRun run = run("int ok = 1;\nint wrong = \"text\";");
        assertThat(run.status()).isEqualTo("error");
        assertThat(run.reply().get("ename").getAsString()).isEqualTo("CompileError");
        assertThat(run.traceback()).contains("   2 | int wrong = \"text\";").contains("            ^^^^^^");
        assertThat(run("ok").result()).isEqualTo("1");
    }

    @Test
    void exceptionsShowTheUsersLineOnly() {
        CellRun run = run("int divide(int a) {\n    return 1 / a;\n}\ndivide(0)");
        assertThat(run.reply().get("ename").getAsString()).isEqualTo("ArithmeticException");
        assertThat(run.traceback())
                .contains("line 2, in divide")
                .contains("-->    2 |     return 1 / a;")
                .doesNotContain("jdk.jshell")
                .doesNotContain("REPL");
    }

    @Test
    void libraryErrorsAreOneParagraph() {
        CellRun run = run("tensor(new float[] {1, 2}).add(tensor(new float[] {1, 2, 3}))");
        assertThat(run.reply().get("ename").getAsString()).isEqualTo("ShapeException");
        assertThat(run.reply().get("evalue").getAsString()).contains("(2,)").contains("(3,)");
        assertThat(run.traceback()).doesNotContain("org.triceras.engine");
    }

    @Test
    void abusyLoopIsInterruptedAndTheSessionLivesOn() throws InterruptedException {
        run("var kept = 5;");
        for (String loop : List.of("while (true) {}", "Thread.sleep(60000)", "long n = 0; for (;;) { n++; }")) {
            Thread interrupter = new Thread(() -> {
                try {
                    Thread.sleep(700);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                try (KernelClient other = new KernelClient(process.connection(), process::isAlive)) {
                    other.control("interrupt_request", new JsonObject(), 5000);
                }
            });
            interrupter.start();
            CellRun run = run(loop);
            interrupter.join();
            assertThat(run.status()).as(loop).isEqualTo("error");
            assertThat(run.reply().get("ename").getAsString()).isEqualTo("KeyboardInterrupt");
        }
        assertThat(run("kept").result()).isEqualTo("5");
    }

    @Test
    void inputIsAskedOfTheFrontEnd() {
        client.answerInputs((prompt, password) -> "forty-two");
        assertThat(run("new Scanner(System.in).nextLine()").result()).isEqualTo("forty-two");
    }

    @Test
    void completenessIsJudged() {
        assertThat(request("is_complete_request", Map.of("code", "int x = 1;"))
                        .get("status")
                        .getAsString())
                .isEqualTo("complete");
        assertThat(request("is_complete_request", Map.of("code", "if (true) {"))
                        .get("status")
                        .getAsString())
                .isEqualTo("incomplete");
        assertThat(request("is_complete_request", Map.of("code", "int = = 3;"))
                        .get("status")
                        .getAsString())
                .isEqualTo("invalid");
    }

    @Test
    void methodsAreCompletedAndInspected() {
        String code = "\"text\".subst";
        JsonObject reply = request("complete_request", Map.of("code", code, "cursor_pos", code.length()));
        assertThat(reply.getAsJsonArray("matches").toString()).contains("substring");
        assertThat(reply.get("cursor_start").getAsInt()).isEqualTo("\"text\".".length());
        String call = "Math.max";
        JsonObject found =
                request("inspect_request", Map.of("code", call, "cursor_pos", call.length(), "detail_level", 0));
        assertThat(found.get("found").getAsBoolean()).isTrue();
        assertThat(found.getAsJsonObject("data").get("text/plain").getAsString())
                .contains("int Math.max(int a, int b)");
    }

    @Test
    void theLibrarysDocumentationIsShownAsHtmlWhereverTheCursorStandsInTheName() {
        String code = "var layer = new Dense(3).units()";
        for (int cursor : new int[] {code.indexOf("Dense") + 2, code.indexOf("Dense") + 5}) {
            JsonObject data = request("inspect_request", Map.of("code", code, "cursor_pos", cursor, "detail_level", 0))
                    .getAsJsonObject("data");
            assertThat(data.get("text/html").getAsString()).contains("Dense").contains("<div>");
            assertThat(data.get("text/plain").getAsString()).doesNotContain("<div>");
            assertThat(data.has("text/markdown")).isTrue();
        }
        JsonObject detailed = request("inspect_request", Map.of("code", "Shape", "cursor_pos", 5, "detail_level", 1))
                .getAsJsonObject("data");
        assertThat(detailed.get("text/plain").getAsString()).contains("public final class Shape");
    }

    @Test
    void completionsTellWhatTheyAre() {
        run("int verbose = 1; String verify(int level) { return \"\" + level; }");
        JsonObject reply = request("complete_request", Map.of("code", "ver", "cursor_pos", 3));
        Map<String, JsonObject> types = new java.util.HashMap<>();
        reply.getAsJsonObject("metadata")
                .getAsJsonArray("_jupyter_types_experimental")
                .forEach(t -> types.put(t.getAsJsonObject().get("text").getAsString(), t.getAsJsonObject()));
        assertThat(types.get("verbose").get("type").getAsString()).isEqualTo("instance");
        assertThat(types.get("verbose").get("signature").getAsString()).isEqualTo("int");
        assertThat(types.get("verify(").get("type").getAsString()).isEqualTo("function");
        assertThat(types.get("verify(").get("signature").getAsString())
                .contains("int")
                .contains("-> String");
        assertThat(types.get("verify(").get("start").getAsInt()).isZero();
        assertThat(types.get("verify(").get("end").getAsInt()).isEqualTo(3);
    }

    @Test
    void theControlChannelAnswersWhileACellRunsAndTakesNoCells() {
        JsonObject info = client.control("kernel_info_request", new JsonObject(), 5000)
                .orElseThrow()
                .content();
        assertThat(info.get("status").getAsString()).isEqualTo("ok");
        JsonObject cell = new JsonObject();
        cell.addProperty("code", "1 + 1");
        JsonObject refused =
                client.control("execute_request", cell, 5000).orElseThrow().content();
        assertThat(refused.get("status").getAsString()).isEqualTo("error");
        assertThat(refused.get("evalue").getAsString()).contains("shell channel");
    }

    @Test
    void dataIsEscapedInHtml() {
        CellRun run = run("Map.of(\"<script>alert(1)</script>\", \"<img src=x onerror=alert(1)>\")");
        run.messages().stream()
                .filter(m -> m.type().equals("execute_result"))
                .map(m -> m.content().getAsJsonObject("data"))
                .filter(data -> data.has("text/html"))
                .forEach(data -> assertThat(data.get("text/html").getAsString())
                        .doesNotContain("<script")
                        .doesNotContain("<img"));
        JsonObject data = request("inspect_request", Map.of("code", "List.of(", "cursor_pos", 8, "detail_level", 1))
                .getAsJsonObject("data");
        assertThat(data.get("text/html").getAsString())
                .contains("List&lt;E&gt;")
                .doesNotContain("<E>");
    }

    @Test
    void historyIsKept() {
        run("\"remember me\"");
        JsonObject reply =
                request("history_request", Map.of("hist_access_type", "search", "pattern", "*remember*", "n", 5));
        assertThat(reply.getAsJsonArray("history").toString()).contains("remember me");
    }

    @Test
    void messagesWithAWrongKeyAreDropped() {
        ConnectionInfo c = process.connection();
        ConnectionInfo forged = new ConnectionInfo(
                c.transport(),
                c.ip(),
                c.shell(),
                c.control(),
                c.iopub(),
                c.stdin(),
                c.heartbeat(),
                "wrong",
                c.signatureScheme());
        try (KernelClient stranger = new KernelClient(forged, process::isAlive)) {
            assertThat(stranger.request("kernel_info_request", new JsonObject(), m -> {}, 1000))
                    .isEmpty();
        }
        assertThat(run("2 + 2").result()).isEqualTo("4");
    }
}
