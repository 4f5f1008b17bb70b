package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes that JShell by itself would refuse. */
class TypeDeclarationsTest extends OpenSession {
    private static Object run(String source) {
        CellResult result = session.evaluate(source);
        assertThat(result.error()).as(source).isNull();
        return result.value();
    }

    private static String fail(String source) {
        CellError error = session.evaluate(source, 7).error();
        assertThat(error).as(source).isNotNull();
        return String.join("\n", error.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record Short(int a) { Short { a = a + 1; } }           | new Short(1)            | Short[a=2]",
                "record Long(int a, int... b) { Long(int a, int... b) { this.a = b.length; this.b = b; } }"
                        + "                                             | new Long(1, 2, 3).a()   | 2",
                "record Open(int a) { public Open { a = a + 1; } }      | new Open(1)             | Open[a=2]",
                "record Empty() { Empty() {} }                          | new Empty()             | Empty[]",
                "record Other(int a) { Other() { this(5); } }           | new Other()             | Other[a=5]",
                "record Marked(int a) { @Deprecated Marked { a = -a; } } | new Marked(1)          | Marked[a=-1]",
                "class Around { record In(int a) { In { a = -a; } } }   | new Around.In(1)        | In[a=-1]",
            })
    void constructorsOfRecordsNeedNoModifier(String declaration, String use, String shown) {
        run(declaration);
        assertThat(run(use)).hasToString(shown);
        assertThat(run(declaration + "\n" + use)).as("again").hasToString(shown);
    }

    @Test
    void placesInThemStayWhereTheyAre() {
        assertThat(fail("record Wrong(int a) { Wrong { int b = \"x\"; } }"))
                .contains("   1 | record Wrong(int a) { Wrong { int b = \"x\"; } }\n" + " ".repeat(45) + "^^^");
        run("record Late(int a) {\n    Late {\n        a = 1 / a;\n    }\n}");
        assertThat(fail("new Late(0)")).contains("line 3, in the constructor of Late\n-->    3 |         a = 1 / a;");
    }

    @Test
    void sealedClassesMayPermitNamesThatAreImported() {
        String cell = """
                sealed interface Expr permits Num, Add, Multiply { int eval(); }
                record Num(int v) implements Expr { public int eval() { return v; } }
                record Add(Expr l, Expr r) implements Expr { @Override public int eval() { return l.eval() + r.eval(); } }
                record Multiply(Expr l, Expr r) implements Expr { public int eval() { return l.eval() * r.eval(); } }
                Expr.class.isSealed() + " " + new Add(new Num(1), new Multiply(new Num(2), new Num(3))).eval()""";
        assertThat(run(cell)).isEqualTo("true 7");
        assertThat(run(cell)).as("again").isEqualTo("true 7");
        assertThat(run(cell.replace("r) implements Expr { public", "r) implements Expr { /* changed */ public")))
                .isEqualTo("true 7");
        assertThat(run("abstract sealed class Model permits Dropout { int one() { return 1; } }\n"
                        + "final class Dropout extends Model { int two() { return 2 * one(); } }\n"
                        + "new Dropout().two() + \" \" + Model.class.isSealed()"))
                .isEqualTo("2 true");
    }

    @Test
    void sealedClassesMayHaveNamesThatAreImported() {
        assertThat(run("sealed interface Layer permits L1 {}\nrecord L1(int n) implements Layer { L1 { n++; } }\n"
                        + "new L1(1) + \" \" + Layer.class.isSealed()"))
                .isEqualTo("L1[n=2] true");
    }
}
