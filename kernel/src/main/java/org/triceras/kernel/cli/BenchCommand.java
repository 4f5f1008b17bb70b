package org.triceras.kernel.cli;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.triceras.engine.error.StateException;

/** {@code triceras bench}: the benchmarks, which are a module of their own that the kernel does not depend on. */
final class BenchCommand {
    private static final String MAIN = "org.triceras.benchmarks.Main";

    private static final String HELP = """
            usage: triceras bench [WORKLOAD ...] [--peers DIR] [--page FILE]

              mlp, cnn, lstm  training steps of small networks   } without a name, these
              gemm            products of matrices               } four are measured
              pilot           the first tutorial as a script, in a process of its own
              scaling         epochs of mlp as batches, width, depth and data grow
              all             all of them

              --peers DIR     also runs the workloads with Keras, in the Python environment DIR
              --page FILE     writes the results as Markdown

            Prints a line "name value unit" for each number.""";

    private BenchCommand() {}

    static int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.println(HELP);
            return 0;
        }
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
