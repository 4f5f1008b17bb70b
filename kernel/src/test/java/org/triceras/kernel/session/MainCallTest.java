package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher of JDK 25 calls for these was tried there. */
class MainCallTest {
    private static String call(String source) {
        try (Session session = Session.ofScript()) {
            assertThat(session.evaluateFile(source, "Program.java").error()).isNull();
            return session.mainCall().orElse("none");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class A { public static void main(String[] a) {} }                | A.main(new String[0]);",
                "class A { static void main() {} void main(String... a) {} }       | new A().main(new String[0]);",
                "class A { private static void main(String[] a) {} void main() {} }| new A().main();",
                "class A { static int main() { return 1; } void main(String[] a) {} } | new A().main(new String[0]);",
                "record A() { static void main() {} }                              | A.main();",
                "interface B { static void main(String[] a) {} }                   | B.main(new String[0]);",
                "class A {} class B { static void main() {} }                      | B.main();",
                "class A { void main() {} } class B { void main() {} }             | new A().main();",
                "class B { static void main(String[] a) {} } class A extends B {}  | B.main(new String[0]);",
                "abstract class B { void main() {} } class A extends B {}          | new A().main();",
                "interface B { default void main() {} } class A implements B {}    | new A().main();",
                "void main() {}                                                    | main();",
                "class A { static void main() {} } void main(String... a) {}       | main(new String[0]);",
                "static void main(final String[] a) {} void main() {}              | main(new String[0]);"
            })
    void theMainMethodIsFound(String source, String call) {
        assertThat(call(source)).isEqualTo(call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A {}",
                "class A { A(int n) {} void main() {} }",
                "class A { private A() {} void main() {} }",
                "class A { static int main() { return 1; } }",
                "class A { static class B { static void main() {} } }",
                "int main() { return 1; }",
                "void main(int n) {}"
            })
    void whatCannotBeCalledIsNoMainMethod(String source) {
        assertThat(call(source)).isEqualTo("none");
        assertThat(Session.hasStatements("import java.util.List;\n" + source + " int n;"))
                .isFalse();
        assertThat(Session.hasStatements(source + " System.out.println();")).isTrue();
        assertThat(Session.hasStatements(source + " int n = 1;")).isTrue();
    }
}
