package org.triceras.kernel.cli;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.triceras.engine.error.StateException;

/** {@code triceras bench}: the benchmarks, which are a module of their own that the kernel does not depend on. */
final class BenchCommand {
    private static final String MAIN = "org.triceras.benchmarks.Main";

    private BenchCommand() {}

    static int run(List<String> arguments) {
        try {
            Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object)
                    arguments.toArray(new String[0]));
            return 0;
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            throw new StateException("the benchmarks are not on the class path. Expected " + MAIN + ".", e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new StateException(String.valueOf(e.getCause()), e);
        }
    }
}
