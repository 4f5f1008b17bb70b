package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class ReplacedVariablesTest extends OpenSession {
    private static Object run(String source) {
        CellResult result = session.evaluate(source);
        assertThat(result.error()).isNull();
        return result.value();
    }

    @Test
    void theValueOfAReplacedVariableIsFree() throws InterruptedException {
        for (String declaration : new String[] {"var large = new int[1000];", "Object large = new Object();"}) {
            run(declaration);
            WeakReference<Object> first = new WeakReference<>(session.variable("large"));
            run(declaration);
            for (int i = 0; i < 100 && first.get() != null; i++) {
                System.gc();
                Thread.sleep(10);
            }
            assertThat(first.get()).isNull();
        }
    }

    @Test
    void lambdasSeeTheVariableThatReplacedTheirs() {
        run("var tasks = new ArrayList<java.util.function.Supplier<Object>>();\n"
                + "var seen = new ArrayList<>(List.of(1));");
        run("tasks.add(() -> seen.get(0))");
        run("var seen = new ArrayList<>(List.of(2));");
        assertThat(run("tasks.get(0).get()")).isEqualTo(2);
        run("seen = null;");
        run("var seen = new ArrayList<>(List.of(3));");
        assertThat(run("tasks.get(0).get()")).isEqualTo(3);
        run("var seen = \"another type\";");
        assertThat(run("tasks.get(0).get()")).isEqualTo(3);
    }
}
