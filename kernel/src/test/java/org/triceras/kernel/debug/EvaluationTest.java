package org.triceras.kernel.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.kernel.protocol.Message;

/** Java that is evaluated where a cell stands still, and values that are changed there. */
class EvaluationTest extends DebuggedKernel {
    /** Does something at the only stop of a cell. */
    private void at(String code, int line, Runnable work) {
        breakAt(code, line);
        List<String> stops = new ArrayList<>();
        Message reply = run(code, stop -> {
            stops.add(stop.toString());
            try {
                work.run();
            } finally {
                goOn();
            }
        });
        assertThat(status(reply)).as(reply.content().toString()).isEqualTo("ok");
        assertThat(stops).hasSize(1);
    }

    private String repl(String expression) {
        return body("evaluate", "expression", expression, "frameId", 1, "context", "repl")
                .get("result")
                .getAsString();
    }

    @Test
    void ofAnyExpression() {
        String code = """
                record Point(int x, List<String> names) {}
                int twice(int n) { return n + n; }
                var point = new Point(3, List.of("a", "b"));
                long scale = 2;
                void show(Map<String, List<Integer>> rows, long far, int... few) {
                    Object some = point;
                    var all = new ArrayList<>(rows.values());
                    System.out.println(all);
                }
                show(Map.of("k", List.of(7, 8)), 5L, 1, 2);""";
        at(code, 8, () -> {
            assertThat(repl("1 + 1")).isEqualTo("2");
            assertThat(repl("rows.get(\"k\").get(1) * far + scale")).isEqualTo("42");
            assertThat(repl("twice(few[1]) + point.x()")).isEqualTo("7");
            assertThat(repl("rows.keySet().stream().map(k -> k + few.length).toList()"))
                    .isEqualTo("[k2]");
            assertThat(repl("new Point((int) far, List.of())")).isEqualTo("Point[x=5, names=[]]");
            assertThat(repl("some instanceof Point p ? p.names().get(0) : null"))
                    .isEqualTo("\"a\"");
            assertThat(repl("all.get(0).size()")).isEqualTo("2");
            assertThat(repl("Tensors.zeros(2, few.length).shape()")).isEqualTo("(2, 2)");
            assertThat(repl("switch (few.length) { case 2 -> \"two\"; default -> \"many\"; }"))
                    .isEqualTo("\"two\"");
            assertThat(repl("new Object() { int sum() { return few[0] + few[1]; } }.sum()"))
                    .isEqualTo("3");
            // What only the value's own class knows.
            assertThat(repl("some.names[1]")).isEqualTo("\"b\"");
            assertThat(repl("int n = 0; for (int f : few) n += f; scale = n;")).isEmpty();
            assertThat(repl("scale")).isEqualTo("3");
            assertThat(repl("System.out.println(scale)")).isEmpty();
            assertThat(body("evaluate", "expression", "point", "frameId", 1, "context", "hover")
                            .get("result")
                            .getAsString())
                    .isEqualTo("Point");
        });
        assertThat(result("scale")).isEqualTo("3");
    }

    @Test
    void inClassesLambdasAndGenerics() {
        String code = """
                class Account {
                    private int balance = 5;
                    static String bank = "b";
                    private static int rate(int n) { return n * 10; }
                    class Card {
                        private int limit = 3;
                        int left(int asked) {
                            return balance - limit - asked;
                        }
                    }
                    private int fee() { return 1; } int shown() { return balance; }
                }
                <T extends Comparable<T>> T first(List<T> all) {
                    T best = all.get(0);
                    var inner = new Runnable() {
                        int turn = 4;
                        public void run() {
                            System.out.println(best);
                        }
                    };
                    inner.run();
                    return best;
                }
                var account = new Account();
                account.new Card().left(1);
                first(List.of("z", "y"));""";
        breakAt(code, 8, 18, 21);
        List<String> seen = new ArrayList<>();
        Message reply = run(code, stop -> {
            switch (stack().get(0)) {
                case "Card.left:8" -> {
                    seen.add(repl("balance - this.limit - asked + fee() + rate(2) + bank.length()"));
                    seen.add(repl("java.util.stream.IntStream.range(0, 3).map(i -> i * limit + balance).sum()"));
                    seen.add(repl("balance = 50"));
                    seen.add(repl("Account.this.balance"));
                }
                case "first:21" -> {
                    seen.add(repl("best.compareTo(all.get(1))"));
                    seen.add(repl("all.size() + inner.turn"));
                }
                default -> seen.add(stack().get(0) + " " + repl("best + \"\" + turn"));
            }
            goOn();
        });
        assertThat(status(reply)).isEqualTo("ok");
        assertThat(seen.subList(0, 4)).containsExactly("23", "24", "50", "50");
        assertThat(seen.subList(4, 7)).containsExactly("1", "6", "run:18 \"z4\"");
        assertThat(result("account.shown()")).isEqualTo("50");
    }

    @Test
    void saysWhatIsWrong() {
        String code = "class Safe { private int code = 7; int of(int n) {\n    return n;\n} }\nnew Safe().of(1);";
        at(code, 2, () -> {
            assertThat(failure("evaluate", "expression", "m + 1", "frameId", 1))
                    .isEqualTo("cannot evaluate m + 1: there is no variable m here.");
            assertThat(failure("evaluate", "expression", "n = 2", "frameId", 1))
                    .contains("n is a local variable")
                    .contains("not change");
            assertThat(failure("evaluate", "expression", "1 / (n - 1)", "frameId", 1))
                    .isEqualTo("ArithmeticException: / by zero");
            assertThat(failure("evaluate", "expression", "n +", "frameId", 1)).contains("illegal start of expression");
            assertThat(failure("evaluate", "expression", "n.foo()", "frameId", 1))
                    .contains("int cannot be dereferenced");
            assertThat(failure("evaluate", "expression", "Thread.sleep(3_000)", "frameId", 1))
                    .contains("no value after 2 s");
            assertThat(failure("evaluate", "expression", "1", "frameId", 9)).contains("no frame 9");
        });
        assertThat(failure("evaluate", "expression", "1")).contains("nothing stands still");
    }

    @Test
    void leavesNothingInTheSession() {
        String code = "int kept = 1;\nkept++;";
        at(code, 2, () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(repl("kept + " + i)).isEqualTo(String.valueOf(1 + i));
            }
        });
        List<String> names = new ArrayList<>();
        for (JsonElement each : body("inspectVariables").getAsJsonArray("variables")) {
            names.add(each.getAsJsonObject().get("name").getAsString());
        }
        assertThat(names).contains("kept").noneMatch(name -> name.contains("$"));
    }

    private String set(int reference, String name, String value) {
        return body("setVariable", "variablesReference", reference, "name", name, "value", value)
                .get("value")
                .getAsString();
    }

    private int referenceOf(int reference, String name) {
        for (JsonElement each :
                body("variables", "variablesReference", reference).getAsJsonArray("variables")) {
            JsonObject variable = each.getAsJsonObject();
            if (variable.get("name").getAsString().equals(name)) {
                return variable.get("variablesReference").getAsInt();
            }
        }
        throw new AssertionError("no " + name);
    }

    private int scopeReference(int index) {
        return body("scopes", "frameId", 1)
                .getAsJsonArray("scopes")
                .get(index)
                .getAsJsonObject()
                .get("variablesReference")
                .getAsInt();
    }

    @Test
    void changesValues() {
        String code = """
                class Node { String name = "a"; final int id = 1; double weight; }
                var node = new Node();
                int[] cells = {1, 2};
                var list = new ArrayList<>(List.of("x"));
                var map = new HashMap<>(Map.of("k", 1));
                long far = 1;
                for (int i = 0; i < 1; i++) {
                    System.out.println(i);
                }
                node.name + node.weight + cells[1] + list + map + far""";
        at(code, 8, () -> {
            int globals = scopeReference(1);
            assertThat(set(globals, "far", "i + 41")).isEqualTo("41");
            assertThat(set(referenceOf(globals, "node"), "name", "node.name + \"b\""))
                    .isEqualTo("\"ab\"");
            assertThat(set(referenceOf(globals, "node"), "weight", "2")).isEqualTo("2.0");
            assertThat(set(referenceOf(globals, "cells"), "[1]", "7")).isEqualTo("7");
            set(referenceOf(globals, "list"), "[0]", "\"y\"");
            set(referenceOf(globals, "map"), "[\"k\"]", "5");
            assertThat(failure("setVariable", "variablesReference", scopeReference(0), "name", "i", "value", "3"))
                    .contains("i is a local variable");
            assertThat(failure("setVariable", "variablesReference", globals, "name", "far", "value", "\"no\""))
                    .contains("String cannot be converted to long");
            assertThat(failure(
                            "setVariable",
                            "variablesReference",
                            referenceOf(globals, "node"),
                            "name",
                            "id",
                            "value",
                            "3"))
                    .contains("id is final");
        });
        assertThat(result("node.name + node.weight + cells[1] + list + map + far"))
                .isEqualTo("ab2.07[y]{k=5}41");
    }

    private void copy(String from, String to) {
        body("copyToGlobals", "srcVariableName", from, "dstVariableName", to, "srcFrameId", 1);
    }

    @Test
    void copiesLocalVariablesToTheSession() {
        assertThat(body("debugInfo").get("copyToGlobals").getAsBoolean()).isTrue();
        String code = """
                int count = 9;
                record Pair(int a, int b) {}
                void work(List<String> words) {
                    var pair = new Pair(1, 2);
                    int count = words.size();
                    class Local { public String toString() { return "local"; } }
                    var local = new Local();
                    System.out.println(pair);
                }
                work(List.of("a", "b"));
                int after = count;""";
        at(code, 8, () -> {
            copy("words", "copied");
            copy("pair", "pair");
            copy("count", "count");
            copy("local", "thing");
            assertThat(scope(1, 1))
                    .containsEntry("copied", "List12 of 2")
                    .containsEntry("pair", "Pair")
                    .containsEntry("count", "2");
            assertThat(failure("copyToGlobals", "srcVariableName", "no", "dstVariableName", "no", "srcFrameId", 1))
                    .contains("no variable no");
            assertThat(failure("copyToGlobals", "srcVariableName", "pair", "dstVariableName", "1x", "srcFrameId", 1))
                    .contains("1x");
        });
        assertThat(result("copied.get(1).length() + pair.b() + after + \"\" + thing"))
                .isEqualTo("5local");
    }
}
