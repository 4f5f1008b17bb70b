package org.triceras.kernel.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.kernel.protocol.Message;

/** Stops at exceptions. */
class ExceptionStopsTest extends DebuggedKernel {
    private static final String CODE = """
            int divide(int a, int b) {
                int seen = a;
                return seen / b;
            }
            int careful(int a) {
                try {
                    return divide(a, 0);
                } catch (ArithmeticException e) {
                    return -1;
                } finally {
                    a++;
                }
            }
            int first = careful(5);
            int second = List.of("1", "x").stream().mapToInt(text -> {
                return Integer.parseInt(text);
            }).sum();""";

    /** What is seen at the stops. */
    private List<String> stops(String code, List<String> filters) {
        body("setExceptionBreakpoints", "filters", filters);
        List<String> seen = new ArrayList<>();
        run(code, stop -> {
            assertThat(stop.get("reason").getAsString()).isEqualTo("exception");
            seen.add(stop.get("text").getAsString() + " " + stack());
            goOn();
        });
        return seen;
    }

    @Test
    void areAnnounced() {
        JsonObject capabilities = body("initialize");
        List<String> filters = new ArrayList<>();
        for (JsonElement each : capabilities.getAsJsonArray("exceptionBreakpointFilters")) {
            filters.add(each.getAsJsonObject().get("filter").getAsString() + " "
                    + each.getAsJsonObject().get("default").getAsBoolean());
        }
        assertThat(filters).containsExactly("raised false", "uncaught false");
        assertThat(capabilities.get("supportsExceptionInfoRequest").getAsBoolean())
                .isTrue();
        assertThat(failure("setExceptionBreakpoints", "filters", List.of("some")))
                .contains("some")
                .contains("raised");
    }

    @Test
    void doNotHappenUnasked() {
        assertThat(stops(CODE, List.of())).isEmpty();
    }

    @Test
    void whereverTheyAreRaised() {
        assertThat(stops(CODE, List.of("raised")))
                .containsExactly(
                        "ArithmeticException: / by zero [divide:3, careful:7, cell:14]",
                        "NumberFormatException: For input string: \"x\" [lambda:16, cell:17]");
    }

    @Test
    void whereNothingCatchesThem() {
        assertThat(stops(CODE, List.of("uncaught")))
                .containsExactly("NumberFormatException: For input string: \"x\" [lambda:16, cell:17]");
        assertThat(stops(CODE, List.of("uncaught", "raised"))).hasSize(2);
    }

    @Test
    void showTheExceptionAndTheVariables() {
        body("setExceptionBreakpoints", "filters", List.of("uncaught"));
        String code = """
                class Shop {
                    int open(int door) {
                        if (door > 1) {
                            throw new IllegalStateException("closed", new RuntimeException("inner"));
                        }
                        return door;
                    }
                    Shop() {}
                    Shop(int door) {
                        this();
                        open(door);
                    }
                }
                new Shop(2);""";
        Message reply = run(code, stop -> {
            assertThat(stack()).containsExactly("Shop.open:4", "new Shop:11", "cell:14");
            assertThat(scope(1, 0))
                    .containsEntry("this", "Shop")
                    .containsEntry("door", "2")
                    .containsEntry("exception", "IllegalStateException: closed");
            assertThat(evaluated("exception.getCause().getMessage() + door")).isEqualTo("\"inner2\"");
            JsonObject info = body("exceptionInfo", "threadId", 1);
            assertThat(info.get("exceptionId").getAsString()).isEqualTo("java.lang.IllegalStateException");
            assertThat(info.get("breakMode").getAsString()).isEqualTo("unhandled");
            assertThat(info.get("description").getAsString()).isEqualTo("IllegalStateException: closed");
            assertThat(info.getAsJsonObject("details").get("stackTrace").getAsString())
                    .contains("line 4, in Shop.open");
            assertThat(info.getAsJsonObject("details").get("innerException").toString())
                    .contains("inner");
            goOn();
        });
        assertThat(status(reply)).isEqualTo("error");
        assertThat(reply.content().get("evalue").getAsString()).isEqualTo("closed");
        assertThat(failure("exceptionInfo", "threadId", 1)).contains("nothing stands still");
    }

    @Test
    void thatUnwindAFullStackAreNoTrouble() {
        body("setExceptionBreakpoints", "filters", List.of("uncaught"));
        String code = "int deep(int n) {\n    return deep(n + 1) + 1;\n}\nint caught = 0;\n"
                + "try {\n    deep(0);\n} catch (StackOverflowError e) {\n    caught = 1;\n}\ncaught";
        assertThat(result(code)).isEqualTo("1");
        breakAt("int still = 1;\nstill++;", 2);
        List<String> seen = new ArrayList<>();
        run("int still = 1;\nstill++;", stop -> {
            seen.add(stack().toString());
            goOn();
        });
        assertThat(seen).containsExactly("[cell:2]");
    }

    @Test
    void stepsGoOnFromThere() {
        body("setExceptionBreakpoints", "filters", List.of("raised"));
        String code = "int caught = 0;\ntry {\n    Integer.parseInt(\"y\");\n} catch (NumberFormatException e) {\n"
                + "    caught = 1;\n}\nint next = caught + 1;";
        List<String> seen = new ArrayList<>();
        Message reply = run(code, stop -> {
            seen.add(stop.get("reason").getAsString() + " " + stack());
            body(seen.size() < 3 ? "next" : "continue", "threadId", 1);
        });
        assertThat(status(reply)).isEqualTo("ok");
        assertThat(seen).containsExactly("exception [cell:3]", "step [cell:4]", "step [cell:5]");
    }

    @Test
    void threadsOfACellStopToo() {
        String code = "Thread thread = new Thread(() -> {\n    Object nothing = null;\n    nothing.hashCode();\n});\n"
                + "thread.start();\nthread.join();";
        List<String> seen = stops(code, List.of("uncaught"));
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0)).startsWith("NullPointerException").endsWith("[lambda:3]");
    }

    @Test
    void anInterruptIsNone() {
        body("setExceptionBreakpoints", "filters", List.of("raised", "uncaught"));
        interruptAfter(1000);
        List<String> seen = new ArrayList<>();
        Message reply = run("long n = 0;\nwhile (true) { n++; }", stop -> {
            seen.add(stop.toString());
            goOn();
        });
        assertThat(status(reply)).isEqualTo("error");
        assertThat(seen).isEmpty();
    }
}
