package org.triceras.kernel.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.triceras.kernel.protocol.Message;

/** Breakpoints with conditions, hit conditions and messages. */
class BreakpointsTest extends DebuggedKernel {
    private static final String LOOP = """
            int total = 0;
            for (int i = 0; i < 6; i++) {
                String text = "turn " + i;
                total += i;
            }
            total""";

    private JsonObject set(String code, Map<String, ?> breakpoint) {
        return body("setBreakpoints", "source", Map.of("path", pathOf(code)), "breakpoints", List.of(breakpoint))
                .getAsJsonArray("breakpoints")
                .get(0)
                .getAsJsonObject();
    }

    /** The values of i at the stops. */
    private List<String> stopsOf(String code) {
        List<String> seen = new ArrayList<>();
        Message reply = run(code, stop -> {
            seen.add(evaluated("i"));
            goOn();
        });
        assertThat(status(reply)).isEqualTo("ok");
        return seen;
    }

    @Test
    void areAnnounced() {
        JsonObject capabilities = body("initialize");
        assertThat(capabilities.get("supportsConditionalBreakpoints").getAsBoolean())
                .isTrue();
        assertThat(capabilities.get("supportsHitConditionalBreakpoints").getAsBoolean())
                .isTrue();
        assertThat(capabilities.get("supportsLogPoints").getAsBoolean()).isTrue();
    }

    @Test
    void stopOnlyWhereTheConditionHolds() {
        JsonObject placed = set(LOOP, Map.of("line", 4, "condition", "text.endsWith(\"3\") || total > 9"));
        assertThat(placed.get("verified").getAsBoolean()).isTrue();
        assertThat(stopsOf(LOOP)).containsExactly("3", "5");
        assertThat(outputs).isEmpty();
        assertThat(body("debugInfo").get("breakpoints").toString()).contains("\"condition\":\"text.endsWith");
    }

    @Test
    void countHits() {
        set(LOOP, Map.of("line", 4, "hitCondition", "3"));
        assertThat(stopsOf(LOOP)).containsExactly("2");
        set(LOOP, Map.of("line", 4, "hitCondition", "% 2"));
        assertThat(stopsOf(LOOP)).containsExactly("1", "3", "5");
        set(LOOP, Map.of("line", 4, "hitCondition", ">= 2", "condition", "i > 2"));
        assertThat(stopsOf(LOOP)).containsExactly("4", "5");
    }

    @Test
    void logWithoutStopping() {
        set(LOOP, Map.of("line", 4, "logMessage", "\\{{i}: {text.toUpperCase() + \"}\"}", "condition", "i < 2"));
        assertThat(stopsOf(LOOP)).isEmpty();
        assertThat(said()).containsExactly("console: {0: TURN 0}", "console: {1: TURN 1}");
        assertThat(outputs.get(0).get("line").getAsInt()).isEqualTo(4);
    }

    @Test
    void thatCannotBeReadAreRefused() {
        JsonObject placed = set(LOOP, Map.of("line", 4, "condition", "i >"));
        assertThat(placed.get("verified").getAsBoolean()).isFalse();
        assertThat(placed.get("message").getAsString()).contains("cannot evaluate i >: illegal start of expression");
        assertThat(set(LOOP, Map.of("line", 4, "condition", "true; } int x() { return 1"))
                        .get("verified")
                        .getAsBoolean())
                .isFalse();
        assertThat(set(LOOP, Map.of("line", 4, "hitCondition", "often"))
                        .get("message")
                        .getAsString())
                .contains("Received often");
        assertThat(set(LOOP, Map.of("line", 4, "logMessage", "no {end"))
                        .get("message")
                        .getAsString())
                .contains("Received no {end");
        assertThat(stopsOf(LOOP)).isEmpty();
    }

    @Test
    void thatDoNotCompileOrFailStopAndSayWhy() {
        set(LOOP, Map.of("line", 4, "condition", "lenght > 2", "hitCondition", "1"));
        List<String> texts = new ArrayList<>();
        List<String> next = List.of("i", "10 / (i - 2) > 100", "true");
        run(LOOP, stop -> {
            assertThat(stop.get("reason").getAsString()).isEqualTo("breakpoint");
            texts.add(stop.has("text") ? stop.get("text").getAsString() : "");
            set(LOOP, Map.of("line", 4, "condition", next.get(Math.min(texts.size(), 3) - 1)));
            goOn();
        });
        assertThat(texts.get(0)).isEqualTo("cannot evaluate lenght > 2: there is no variable lenght here.");
        assertThat(texts.subList(3, texts.size())).containsExactly("", "", "");
        assertThat(said())
                .contains(
                        "stderr: cannot evaluate lenght > 2: there is no variable lenght here.",
                        "stderr: cannot evaluate i: incompatible types: int cannot be converted to boolean.",
                        "stderr: the breakpoint's expression failed with ArithmeticException: / by zero");
    }

    @Test
    void conditionsAreComputedQuicklyAndQuietly() {
        String code = """
                boolean late(int turn) {
                    boolean is = turn > 19_990;
                    return is;
                }
                long sum = 0;
                for (int i = 0; i < 20_000; i++) {
                    sum += i;
                }""";
        body(
                "setBreakpoints",
                "source",
                Map.of("path", pathOf(code)),
                "breakpoints",
                List.of(Map.of("line", 7, "condition", "late(i) && i % 2 == 0"), Map.of("line", 2)));
        assertThat(stopsOf(code)).containsExactly("19992", "19994", "19996", "19998");
    }

    @Test
    void anInterruptEndsACellWhoseConditionNeverEnds() {
        String code = "boolean forEver() { while (true) { } }\nint never = 0;\nnever++;";
        set(code, Map.of("line", 3, "condition", "forEver()"));
        interruptAfter(1500);
        assertThat(status(run(code, stop -> goOn()))).isEqualTo("error");
    }
}
