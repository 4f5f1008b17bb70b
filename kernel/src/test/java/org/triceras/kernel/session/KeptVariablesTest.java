package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever JShell compiles again, variables are as they were. */
class KeptVariablesTest {
    private Session session;

    @BeforeEach
    void open() {
        session = new Session();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Object run(String source) {
        CellResult result = session.evaluate(source);
        assertThat(result.error()).as(source).isNull();
        return result.value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import java.util.concurrent.atomic.*;\nimport static java.lang.Math.*; // remark\nimport java.util.Map.*;",
                "import java.util.concurrent.atomic.*;\nimport static java.lang.Math.*;\nimport java.util.Map.*;",
                "import java.util.ArrayList; // remark\nimport java.util.Map; /* and\nanother */\nimport java.util.*;",
                "import\n    java.util.Map.*;",
                "import static java.lang.Math.max; // remark\nimport static\n    java.lang.Math.*;",
                // Names that types of variables have.
                "import java.awt.*;",
                "import java.awt.List; // remark",
                "import java.awt.List; import java.awt.Point;",
                "import javax.naming.directory.Attribute;\nimport java.util.jar.Attributes.*;",
                // Names that initializers have.
                "import static java.util.Objects.*;\nimport static java.util.Collections.max;",
            })
    void importsLeaveThem(String imports) {
        run("class K { public String toString() { return \"k\"; } }\nint twice(int x) { return 2 * x; }");
        run(
                "var a = new java.util.ArrayList<String>(); String s = \"x\"; int n = 4; long[] array = {1, 2};\n"
                        + "List<String> list = new ArrayList<>(List.of(\"q\")); Map.Entry<String, K[]> entry = null;\n"
                        + "var map = Map.of(1, 2); K k = new K(); var ks = new ArrayList<K>(); List<? extends K> some = ks;\n"
                        + "var doubled = twice(n); volatile boolean on = true; Function<Integer, List<K>> f = x -> List.of(k);");
        run(
                "a.add(\"z\"); n = 5; array[0] = 7; ks.add(k); doubled = 9; on = false; entry = Map.entry(\"e\", new K[] {k});");
        String all =
                "a + s + n + array[0] + list + map + k + ks + some + doubled + on + f.apply(1) + entry.getValue()[0]";
        String before = "[z]x57[q]{1=2}k[k][k]9false[k]k";
        assertThat(run(all)).isEqualTo(before);
        for (int i = 0; i < 2; i++) {
            run(imports);
            assertThat(run(all)).isEqualTo(before);
            run("list.set(0, \"q\"); n = 5; var again = list;");
        }
        assertThat(session.variables()).containsKeys("a", "s", "n", "list", "f");
        assertThat(run("n = 6; list.add(\"r\"); new ArrayList<>(list).size() + n"))
                .isEqualTo(8);
    }

    @Test
    void whatTheirInitializersUseMayChange() {
        run(
                "int start() { return 1; }\nvar numbers = new ArrayList<>(List.of(start()));\nvar n = start();\nvar shout = \"a\" + n;");
        run("numbers.add(5); n = 3;");
        run("int start() { return 2; }");
        assertThat(run("numbers + shout + n")).isEqualTo("[1, 5]a13");
        run("String start() { return \"another type\"; }");
        assertThat(run("numbers + shout + n")).isEqualTo("[1, 5]a13");
        run("String n = \"another type\";");
        assertThat(run("numbers + shout + n")).isEqualTo("[1, 5]a1another type");
        run("var n = start().length();");
        assertThat(run("numbers + shout + n")).isEqualTo("[1, 5]a112");
    }

    @Test
    void theirOwnDeclarationsStillRun() {
        run("int a = 1, b = a + 1; int c; String[] words = {\"x\"};\nvar sum = a + b;");
        run("a = 10; c = 4; words[0] = \"y\";");
        run("int a = 2, b = a + 1;");
        assertThat(run("\"\" + a + b + c + words[0] + sum")).isEqualTo("234y3");
        run("int c; String[] words = {\"x\"}; static int b = 7;");
        assertThat(run("\"\" + a + b + c + words[0] + sum")).isEqualTo("270x3");
        run("final var a = b; public int sum = a * 2;");
        assertThat(run("\"\" + a + sum")).isEqualTo("714");
    }

    @Test
    void methodsSeeThemAgain() {
        run("List<String> names = new ArrayList<>(List.of(\"a\"));\nint count() { return names.size(); }");
        run("import java.awt.*;");
        assertThat(run("names.add(\"b\"); count()")).isEqualTo(2);
    }

    private String said(String source) {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            session.evaluate(source);
        } finally {
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whoMissesALostValueIsToldWhy() {
        run("class K {}\nvar guessed = new K(); K typed = new K(); K none = null;");
        said("class K { int n = 1; }");
        String reason = "has lost its value, as a class was declared anew. Run the cell that made it again.";
        assertThat(session.evaluate("guessed").error().message())
                .isEqualTo("there is no variable guessed. It " + reason);
        assertThat(said("typed")).isEqualTo("Note: typed is null: it " + reason + "\n");
        assertThat(said("none == null ? \"typed\" : null // typed")).isEmpty();
        assertThat(said("typed = new K(); typed.n")).isEmpty();
        assertThat(said("var guessed = new K();")).isEmpty();
        assertThat(run("guessed.n + typed.n")).isEqualTo(2);
        assertThat(said("typed = null;\ntyped")).isEmpty();
    }

    @Test
    void objectsOfAClassThatIsDeclaredAnewAreTold() {
        run("class K { int a = 1; }\nclass Other {}\nvar k = new K(); K second = null; var list = new ArrayList<K>();\n"
                + "Object any = k; var size = k.a; var other = new Other(); var names = List.of(\"n\");");
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            run("class K { int a = 1; }");
            assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
            assertThat(run("k.a")).isEqualTo(1);
            run("class K { int b = 2; }");
        } finally {
            System.setErr(err);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("Note: (k, list|list, k) have lost their values")
                .contains("class was declared anew");
        assertThat(run("any.toString().contains(\"K\") + \" \" + size + (other != null) + names"))
                .isEqualTo("true 1true[n]");
        assertThat(session.variables()).doesNotContainKeys("k", "list").containsKeys("any", "size", "second");
        run("var k = new K();");
        assertThat(run("k.b")).isEqualTo(2);
        run("%reset");
        assertThat(session.variables()).isEmpty();
    }
}
