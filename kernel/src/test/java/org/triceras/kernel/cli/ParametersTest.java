package org.triceras.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
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
