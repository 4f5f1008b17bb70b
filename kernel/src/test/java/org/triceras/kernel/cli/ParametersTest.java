package org.triceras.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triceras.engine.error.ArgumentException;

class ParametersTest {
    private static String declarations(String defaults, String... given) {
        return new Parameters(List.of(given)).declarations(defaults);
    }

    @Test
    void valuesTakeTheTypesThatAreDeclared() {
        String defaults = """
                int n = 2; final long big = 1;
                double rate = 1;
                float f = 1f;
                String id = "a";
                boolean on = true;
                Path out = Path.of("x");
                var guessed = 1;
                """;
        assertThat(declarations(defaults, "n=3", "big=4", "rate=5", "f=.5", "id=7", "on=false", "out=a b", "guessed=x"))
                .isEqualTo("""
                        int n = 3;
                        long big = 4L;
                        double rate = 5d;
                        float f = .5f;
                        String id = "7";
                        boolean on = false;
                        Path out = Path.of("a b");
                        var guessed = "x";""");
        assertThatThrownBy(() -> declarations(defaults, "n=2.5"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("type int")
                .hasMessageContaining("2.5");
    }

    @Test
    void valuesOfUnknownTypeAreNumbersWhenTheyLookLikeThem() {
        assertThat(declarations(
                        "", "a=1", "b=-2.5e-3", "c=1e5", "d=3000000000", "e=true", "f=1.2.3", "g=12345678901234567890"))
                .isEqualTo("""
                        var a = 1;
                        var b = -2.5e-3;
                        var c = 1e5;
                        var d = 3000000000L;
                        var e = true;
                        var f = "1.2.3";
                        var g = "12345678901234567890";""");
        assertThat(declarations("", "s=say \"a\\b\"\nand = more"))
                .isEqualTo("var s = \"say \\\"a\\\\b\\\"\\nand = more\";");
    }

    @ParameterizedTest
    @CsvSource({
        "int, 3000000000",
        "int, 12345678901234567890",
        "byte, 128",
        "short, -32769",
        "long, 9223372036854775808",
        "float, 1e39",
        "double, 1e400",
        "double, 1e-400",
        "boolean, yes",
        "char, xy"
    })
    void aValueThatItsTypeCannotHoldIsNamed(String type, String value) {
        assertThatThrownBy(() -> declarations(type + " n = x;", "n=" + value))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("-p n: expected a value of type " + type)
                .hasMessageContaining(value);
    }

    @Test
    void numbersAreDecimalUpToTheirLimits() {
        assertThat(declarations("int n = 1; long m = 1; double d = 1;", "n=-010", "m=9223372036854775807", "d=0e-999"))
                .isEqualTo("int n = -10;\nlong m = 9223372036854775807L;\ndouble d = 0e-999d;");
        assertThat(declarations("char c = 'a';", "c=\"")).isEqualTo("char c = \"\\\"\".charAt(0);");
        assertThat(declarations("", "a=09", "b=1e999")).isEqualTo("var a = 9;\nvar b = \"1e999\";");
    }

    @Test
    void aNameThatIsNoParameterIsRefusedWithThoseThatAre() {
        Parameters parameters = new Parameters(List.of("zz=3"));
        assertThatThrownBy(() -> parameters.into("// parameters\nint n = 1, m = 2;\nfinal var rate = 1;\n\nf(zz);\n"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("no parameter zz")
                .hasMessageContaining(": n, rate.");
        assertThat(new Parameters(List.of("m=3")).into("// parameters\nint n = 1, m = 2;"))
                .contains("m = 3");
        parameters.requireKnown(null, "f(zz);");
    }

    @Test
    void theLastValueOfANameCountsAndNamesAreChecked() {
        assertThat(declarations("", "a=1", "a=2")).isEqualTo("var a = 2;");
        for (String wrong : List.of("a", "=1", "1a=2", "class=3", "a.b=4")) {
            assertThatThrownBy(() -> declarations("", wrong))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("NAME=VALUE");
        }
    }

    @Test
    void aScriptKeepsItsLines() {
        Parameters parameters = new Parameters(List.of("n=5"));
        assertThat(parameters.into("// parameters\nlong n = 1;\n\nf(n);\n"))
                .isEqualTo("// parameters\nlong n = 1;\nlong n = 5L; \nf(n);\n");
        assertThat(parameters.into("// parameters\nlong n = 1;"))
                .isEqualTo("// parameters\nlong n = 1;\nlong n = 5L; ");
        assertThat(parameters.into("f(n);\ng();")).isEqualTo("var n = 5; f(n);\ng();");
        assertThatThrownBy(() -> parameters.into("int n = 3;\nf(n);"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("// parameters");
    }
}
