package org.triceras.kernel.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.triceras.kernel.protocol.Message;

/** Breakpoints, steps and the values of variables. */
class DebuggerTest extends DebuggedKernel {
    @Test
    void murmur2IsTheOneThatJupyterUses() {
        // Values of ipykernel's implementation.
        assertThat(Murmur2.of(new byte[0], CellSources.SEED)).isEqualTo(3990065800L);
        assertThat(Murmur2.of("i = 0\ni += 1\n".getBytes(StandardCharsets.UTF_8), CellSources.SEED))
                .isEqualTo(3239271015L);
    }

    @Test
    void namesCellsByTheirHash() {
        JsonObject info = body("debugInfo");
        assertThat(info.get("isStarted").getAsBoolean()).isTrue();
        String code = "int hashed = 1; // ä";
        String hash = Long.toString(Murmur2.of(code.getBytes(StandardCharsets.UTF_8), (int)
                info.get("hashSeed").getAsLong()));
        assertThat(body("dumpCell", "code", code).get("sourcePath").getAsString())
                .isEqualTo(info.get("tmpFilePrefix").getAsString()
                        + hash
                        + info.get("tmpFileSuffix").getAsString());
    }

    @Test
    void stopsAtABreakpointInALoop() {
        String code = """
                int total = 0;
                for (int i = 0; i < 3; i++) {
                    String text = "turn " + i;
                    total += i;
                }
                total""";
        breakAt(code, 4);
        List<String> seen = new ArrayList<>();
        Message reply = run(code, stop -> {
            assertThat(stop.get("reason").getAsString()).isEqualTo("breakpoint");
            assertThat(stop.get("threadId").getAsInt()).isEqualTo(1);
            seen.add(stack() + " " + scope(1, 0) + " total " + scope(1, 1).get("total"));
            body("continue", "threadId", 1);
        });
        assertThat(status(reply)).isEqualTo("ok");
        assertThat(seen)
                .containsExactly(
                        "[cell:4] {i=0, text=\"turn 0\"} total 0",
                        "[cell:4] {i=1, text=\"turn 1\"} total 0",
                        "[cell:4] {i=2, text=\"turn 2\"} total 1");
    }

    @Test
    void whatWasDefinedBeforeStopsOnceItsCellHasRunAgain() {
        body("disconnect");
        String code = """
                class Doubler {
                    int of(int x) {
                        return 2 * x;
                    }
                }
                int before(int x) {
                    int y = new Doubler().of(x);
                    return y;
                }""";
        assertThat(status(run(code, stop -> {}))).isEqualTo("ok");
        attach();
        assertThat(status(run(code, stop -> {}))).isEqualTo("ok");
        breakAt(code, 3, 8);
        List<String> seen = new ArrayList<>();
        run("before(3)", stop -> {
            seen.add(stack().toString());
            body("continue", "threadId", 1);
        });
        assertThat(seen).containsExactly("[Doubler.of:3, before:7, cell:1]", "[before:8, cell:1]");
    }

    @Test
    void stepsOverIntoAndOut() {
        String code = """
                int twice(int x) {
                    int y = x + x;
                    return y;
                }
                int a = 1;

                // A comment.
                int b = twice(a);
                int c = b + 1;
                int d = c + 1;""";
        breakAt(code, 6);
        List<String> seen = new ArrayList<>();
        List<String> steps = List.of("stepIn", "next", "stepOut", "next", "continue");
        Message reply = run(code, stop -> {
            String next = steps.get(seen.size());
            seen.add(stack().toString());
            body(next, "threadId", 1);
        });
        assertThat(status(reply)).isEqualTo("ok");
        assertThat(seen).containsExactly("[cell:8]", "[twice:2, cell:8]", "[twice:3, cell:8]", "[cell:9]", "[cell:10]");
    }

    @Test
    void stopsInLambdasClassesAndThreads() {
        String code = """
                class Account {
                    int balance = 5;
                    Account() {
                        balance++;
                    }
                    void pay(long amount, double rate) {
                        balance -= amount;
                    }
                }
                Account account = new Account();
                List.of(1, 2).forEach(n -> {
                    account.pay(n, 0.5);
                });
                Thread other = new Thread(() -> {
                    account.pay(3, 1);
                });
                other.start();
                other.join();""";
        breakAt(code, 4, 7, 12);
        List<String> seen = new ArrayList<>();
        Message reply = run(code, stop -> {
            seen.add(stack() + " " + scope(1, 0));
            body("continue", "threadId", 1);
        });
        assertThat(status(reply)).isEqualTo("ok");
        assertThat(seen)
                .containsExactly(
                        "[new Account:4, cell:10] {this=Account}",
                        "[lambda:12, cell:11] {n=1}",
                        "[Account.pay:7, lambda:12, cell:11] {this=Account, amount=1, rate=0.5}",
                        "[lambda:12, cell:11] {n=2}",
                        "[Account.pay:7, lambda:12, cell:11] {this=Account, amount=2, rate=0.5}",
                        "[Account.pay:7, lambda:15] {this=Account, amount=3, rate=1.0}");
    }

    @Test
    void showsPartsOfValues() {
        String code = """
                record Point(int x, List<String> names) {}
                var point = new Point(3, List.of("a", "b"));
                var tensor = Tensors.zeros(2, 3);
                int[][] grid = {{1, 2}, {3}};
                System.out.println();""";
        breakAt(code, 5);
        run(code, stop -> {
            Map<String, String> globals = scope(1, 1);
            assertThat(globals)
                    .containsEntry("point", "Point")
                    .containsEntry("tensor", "(2, 3) float32")
                    .containsEntry("grid", "int[2][]");
            for (JsonElement each : body("inspectVariables").getAsJsonArray("variables")) {
                JsonObject variable = each.getAsJsonObject();
                if (variable.get("name").getAsString().equals("point")) {
                    assertThat(variables(variable.get("variablesReference").getAsInt()))
                            .containsEntry("x", "3")
                            .containsKey("names");
                }
            }
            assertThat(evaluated("point.names[1]")).isEqualTo("\"b\"");
            assertThat(evaluated("point.names().size()")).isEqualTo("2");
            assertThat(evaluated("grid[1].length")).isEqualTo("1");
            assertThat(body("richInspectVariables", "variableName", "tensor", "frameId", 1)
                            .getAsJsonObject("data")
                            .keySet())
                    .contains("text/html", "text/plain");
            body("continue", "threadId", 1);
        });
    }

    @Test
    void aCellThatStandsStillCanBeInterrupted() {
        String code = "int before = 1;\nint after = 2;\nwhile (true) { after++; }";
        breakAt(code, 3);
        Message reply = run(code, stop -> client.control("interrupt_request", new JsonObject(), 5000));
        assertThat(status(reply)).isEqualTo("error");
        assertThat(status(run("before + after", stop -> {}))).isEqualTo("ok");
    }

    @Test
    void disconnectingLetsTheCellGoOn() {
        String code = "int free = 1;\nfree += 1;\nfree += 1;";
        breakAt(code, 2, 3);
        List<JsonObject> stops = new ArrayList<>();
        Message reply = run(code, stop -> {
            stops.add(stop);
            body("disconnect");
        });
        assertThat(status(reply)).isEqualTo("ok");
        assertThat(stops).hasSize(1);
    }

    @Test
    void pausesARunningCell() {
        String code = "int turns = 0;\nwhile (turns < 1_000_000_000) {\n    Thread.sleep(1);\n    turns++;\n}";
        CompletableFuture<Void> pausing = CompletableFuture.runAsync(
                () -> ask("pause", "threadId", 1), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
        List<String> reasons = new ArrayList<>();
        Message reply = run(code, stop -> {
            pausing.join();
            reasons.add(stop.get("reason").getAsString());
            evaluated("turns = 2_000_000_000");
            goOn();
        });
        assertThat(reasons).containsExactly("pause");
        assertThat(status(reply)).isEqualTo("ok");
    }

    @Test
    void terminatingLetsTheCellGoOn() {
        String code = "int ended = 1;\nended += 1;\nended += 1;";
        breakAt(code, 2, 3);
        List<JsonObject> stops = new ArrayList<>();
        List<String> others = new ArrayList<>();
        Message reply = client.execute(
                code,
                m -> {
                    if (m.type().equals("debug_event")) {
                        String event = m.content().get("event").getAsString();
                        if (event.equals("stopped")) {
                            stops.add(m.content());
                            body("terminate");
                        } else {
                            others.add(event);
                        }
                    }
                },
                30_000);
        assertThat(status(reply)).isEqualTo("ok");
        assertThat(stops).hasSize(1);
        assertThat(others).contains("terminated", "continued");
        assertThat(body("debugInfo").get("isStarted").getAsBoolean()).isFalse();
    }

    @Test
    void codeOfAllKindsRunsWithProbes() {
        // Every statement of the language, with values of two slots, exceptions and jumps across variables' scopes.
        String code = """
                interface Shape {}
                record Disc(double r) implements Shape {}
                enum Level { LOW, HIGH { int rank() { return 2; } }; int rank() { return 1; } }
                <T extends Comparable<T>> T most(List<T> all) {
                    T best = null;
                    for (T each : all) {
                        if (best == null || each.compareTo(best) > 0) {
                            best = each;
                        }
                    }
                    return best;
                }
                String tried(String text) {
                    long before = 1L; double rate = 0.5;
                    try (var in = new java.io.StringReader(text)) {
                        int first = in.read();
                        if (first < 0) throw new IllegalStateException("empty");
                        return (char) first + "" + before;
                    } catch (java.io.IOException | IllegalStateException e) {
                        String said = e.getMessage();
                        return said + rate;
                    } finally {
                        before++;
                        rate *= before;
                    }
                }
                int sum = 0;
                outer:
                for (int i = 0, j = 10; i < j; i++, j--) {
                    switch (i) {
                        case 0: continue outer;
                        case 1: { long k = j; sum += k; break; }
                        default: if (i > 3) break outer;
                    }
                    do { int step = i; sum += step; } while (sum % 2 != 0);
                    synchronized (Level.LOW) { sum += Level.HIGH.rank(); }
                }
                Object shape = new Disc(2);
                if (shape instanceof Disc c && c.r() > 1) sum += (int) c.r();
                int picked = switch (Level.HIGH) { case LOW -> 1; case HIGH -> { int x = 5; yield x * 2; } };
                Runnable counted = new Runnable() { int n = 3; public void run() { n--; sum += n; } };
                counted.run();
                var joined = java.util.stream.Stream.of("b", "a").sorted((l, r) -> { int by = l.compareTo(r); return by; }).toList();
                most(List.of(3, 9, 4)) + tried("") + tried("z") + sum + picked + joined""";
        body("disconnect");
        String without = result(code);
        attach();
        breakAt(code, 1_000_000);
        assertThat(result(code)).isEqualTo(without).startsWith("9empty0.5z1").endsWith("10[a, b]");
    }
}
