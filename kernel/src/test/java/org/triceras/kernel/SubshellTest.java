package org.triceras.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.kernel.client.KernelClient;
import org.triceras.kernel.client.KernelProcess;
import org.triceras.kernel.protocol.Message;

/** Subshells of a real kernel process: what goes on while the main shell runs a cell. */
@Timeout(120)
class SubshellTest {
    private static final long TIMEOUT = 60_000;
    private static final String SLEEP = "System.out.println(\"begun\"); Thread.sleep(100_000);";

    @TempDir
    static Path folder;

    private static KernelProcess process;
    private static KernelClient main;
    private KernelClient sub;
    private String id;

    private record Run(List<Message> messages, JsonObject reply) {
        String stream() {
            StringBuilder text = new StringBuilder();
            messages.stream()
                    .filter(m -> m.type().equals("stream"))
                    .forEach(m -> text.append(m.content().get("text").getAsString()));
            return text.toString();
        }

        String result() {
            return messages.stream()
                    .filter(m -> m.type().equals("execute_result"))
                    .map(m -> m.content()
                            .getAsJsonObject("data")
                            .get("text/plain")
                            .getAsString())
                    .findFirst()
                    .orElse(null);
        }

        String status() {
            return reply.get("status").getAsString();
        }

        String error() {
            return reply.get("ename").getAsString();
        }
    }

    @BeforeAll
    static void startKernel() {
        process = KernelProcess.start(folder);
        main = new KernelClient(process.connection(), process::isAlive);
        main.waitUntilReady();
    }

    @AfterAll
    static void stopKernel() {
        main.shutdown();
        main.close();
        process.close();
    }

    @BeforeEach
    void createSubshell() {
        sub = new KernelClient(process.connection(), process::isAlive);
        sub.waitUntilReady();
        id = control("create_subshell_request", new JsonObject())
                .get("subshell_id")
                .getAsString();
        sub.useSubshell(id);
    }

    @AfterEach
    void deleteSubshell() {
        control("delete_subshell_request", json("subshell_id", id));
        sub.close();
    }

    private JsonObject control(String type, JsonObject content) {
        return sub.control(type, content, TIMEOUT).orElseThrow().content();
    }

    private static JsonObject json(String name, String value) {
        JsonObject json = new JsonObject();
        json.addProperty(name, value);
        return json;
    }

    private static Run run(KernelClient client, String code) {
        return run(client, code, new CountDownLatch(1));
    }

    private static Run run(KernelClient client, String code, CountDownLatch printed) {
        List<Message> messages = new ArrayList<>();
        Message reply = client.execute(
                code,
                message -> {
                    messages.add(message);
                    if (message.type().equals("stream")) {
                        printed.countDown();
                    }
                },
                TIMEOUT);
        return new Run(messages, reply.content());
    }

    /** Begins a cell and returns when it has printed. */
    private static CompletableFuture<Run> begin(KernelClient client, String code) throws InterruptedException {
        CountDownLatch printed = new CountDownLatch(1);
        CompletableFuture<Run> run = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                run.complete(run(client, code, printed));
            } catch (RuntimeException e) {
                run.completeExceptionally(e);
            }
        });
        thread.start();
        assertThat(printed.await(TIMEOUT, TimeUnit.MILLISECONDS)).isTrue();
        return run;
    }

    private Run interrupt(CompletableFuture<Run> busy) {
        control("interrupt_request", new JsonObject());
        return busy.join();
    }

    @Test
    void subshellsAreAnnounced() {
        JsonObject info = control("kernel_info_request", new JsonObject());
        assertThat(info.getAsJsonArray("supported_features").toString()).contains("\"kernel subshells\"");
        assertThat(info.get("protocol_version").getAsString()).isEqualTo("5.5");
    }

    @Test
    void whileACellSleepsASubshellRunsAndHelps() throws InterruptedException {
        CompletableFuture<Run> busy = begin(main, SLEEP);
        Run run = run(sub, "int fromSubshell = 20; 1 + 1");
        assertThat(run.result()).isEqualTo("2");
        assertThat(run.messages())
                .allSatisfy(message -> assertThat(
                                message.parent().get("subshell_id").getAsString())
                        .isEqualTo(id));
        JsonObject question = json("code", "fromSubsh");
        question.addProperty("cursor_pos", 9);
        JsonObject completion = sub.request("complete_request", question, m -> {}, TIMEOUT)
                .orElseThrow()
                .content();
        assertThat(completion.getAsJsonArray("matches").toString()).contains("fromSubshell");
        question = json("code", "Math.max");
        question.addProperty("cursor_pos", 8);
        JsonObject help = sub.request("inspect_request", question, m -> {}, TIMEOUT)
                .orElseThrow()
                .content();
        assertThat(help.get("found").getAsBoolean()).isTrue();
        assertThat(busy).isNotDone();
        Run interrupted = interrupt(busy);
        assertThat(interrupted.error()).isEqualTo("KeyboardInterrupt");
        assertThat(interrupted.stream()).isEqualTo("begun\n");
        assertThat(run(main, "fromSubshell + 1").result()).isEqualTo("21");
    }

    @Test
    void commsAnswerWhileACellRuns() throws InterruptedException {
        run(
                main,
                "org.triceras.kernel.comm.Comms.all().register(\"echo\", (comm, first) -> "
                        + "{ System.out.println(\"opened\"); comm.send(first.data()); });");
        CompletableFuture<Run> busy = begin(main, SLEEP);
        JsonObject open = json("comm_id", "a-comm");
        open.addProperty("target_name", "echo");
        open.add("data", json("word", "hello"));
        List<Message> messages = new ArrayList<>();
        assertThat(sub.send("comm_open", open, messages::add, TIMEOUT)).isTrue();
        assertThat(busy).isNotDone();
        assertThat(messages)
                .anySatisfy(m -> assertThat(m.content().toString()).contains("hello"))
                .anySatisfy(m -> assertThat(m.content().toString()).contains("opened"));
        assertThat(interrupt(busy).stream()).isEqualTo("begun\n");
    }

    @Test
    void outputOfEachThreadGoesToTheCellThatStartedIt() throws InterruptedException {
        run(main, "var enough = new java.util.concurrent.CountDownLatch(1);");
        CompletableFuture<Run> busy = begin(
                main,
                "while (!enough.await(1, java.util.concurrent.TimeUnit.MILLISECONDS)) System.out.println(\"main\"); 5");
        Run run = run(
                sub,
                "var printer = new Thread(() -> { for (int i = 0; i < 500; i++) System.out.println(\"sub\"); });\n"
                        + "printer.start(); printer.join(); enough.countDown();\n7");
        assertThat(run.result()).isEqualTo("7");
        assertThat(run.stream()).isEqualTo("sub\n".repeat(500));
        Run other = busy.join();
        assertThat(other.result()).isEqualTo("5");
        assertThat(other.stream()).matches("(main\\n)+");
    }

    @Test
    void anInterruptStopsTheCellsOfAllShells() throws InterruptedException {
        CompletableFuture<Run> one = begin(main, SLEEP);
        CompletableFuture<Run> two = begin(sub, "System.out.println(\"begun\"); while (true) {}");
        try (KernelClient other = new KernelClient(process.connection(), process::isAlive)) {
            assertThat(other.control("interrupt_request", new JsonObject(), TIMEOUT))
                    .hasValueSatisfying(
                            reply -> assertThat(reply.content().get("status").getAsString())
                                    .isEqualTo("ok"));
        }
        assertThat(one.join().error()).isEqualTo("KeyboardInterrupt");
        assertThat(two.join().error()).isEqualTo("KeyboardInterrupt");
        assertThat(run(sub, "2 + 2").result()).isEqualTo("4");
        assertThat(run(main, "java.util.stream.IntStream.range(0, 1000).parallel().sum()")
                        .result())
                .isEqualTo("499500");
    }

    @Test
    void bothShellsDeclareAtTheSameTime() throws InterruptedException {
        CompletableFuture<Run> all = begin(main, "System.out.println(\"begun\");\n" + declarations("m"));
        Run run = run(sub, declarations("s"));
        assertThat(run.status()).isEqualTo("ok");
        assertThat(all.join().status()).isEqualTo("ok");
        assertThat(run(main, "m0 + m14 + s0() + s14()").result()).isEqualTo("28");
    }

    private static String declarations(String prefix) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 15; i++) {
            code.append(
                    prefix.equals("m")
                            ? "int m" + i + " = " + i + ";\n"
                            : "int s" + i + "() { return " + i + "; }\ns" + i + "();\n");
        }
        return code.toString();
    }

    @Test
    void inputIsAskedOfWhoSentTheCell() throws InterruptedException {
        main.answerInputs((prompt, password) -> "main");
        sub.answerInputs((prompt, password) -> "sub");
        CompletableFuture<Run> busy = begin(main, SLEEP);
        assertThat(run(sub, "new Scanner(System.in).nextLine()").result()).isEqualTo("sub");
        assertThat(interrupt(busy).error()).isEqualTo("KeyboardInterrupt");
        assertThat(run(main, "FrontEnd.input(\"who? \")").result()).isEqualTo("main");
    }

    @Test
    void subshellsAreListedAndDeleted() {
        String second = control("create_subshell_request", new JsonObject())
                .get("subshell_id")
                .getAsString();
        assertThat(control("list_subshell_request", new JsonObject())
                        .getAsJsonArray("subshell_id")
                        .toString())
                .contains(id)
                .contains(second);
        assertThat(control("delete_subshell_request", json("subshell_id", second))
                        .get("status")
                        .getAsString())
                .isEqualTo("ok");
        assertThat(control("list_subshell_request", new JsonObject())
                        .getAsJsonArray("subshell_id")
                        .toString())
                .doesNotContain(second);
        assertThat(control("delete_subshell_request", json("subshell_id", second))
                        .get("status")
                        .getAsString())
                .isEqualTo("error");
        sub.useSubshell(second);
        Run refused = run(sub, "1 + 1");
        assertThat(refused.status()).isEqualTo("error");
        assertThat(refused.reply().get("evalue").getAsString()).contains(second);
        sub.useSubshell(null);
        assertThat(run(sub, "1 + 1").result()).isEqualTo("2");
    }

    @Test
    void aFailedCellOfASubshellDoesNotConcernTheMainShell() {
        assertThat(run(sub, "throw new IllegalStateException(\"on purpose\")").error())
                .isEqualTo("IllegalStateException");
        assertThat(run(main, "3 + 3").result()).isEqualTo("6");
        assertThat(run(sub, "4 + 4").result()).isEqualTo("8");
    }
}
