package org.triceras.kernel.magic;

import java.lang.invoke.VarHandle;

/** The loop around code that {@code %timeit} times. Public because the code is compiled in a cell. */
@FunctionalInterface
public interface TimedLoop {
    /** Runs the code {@code loops} times and returns the nanoseconds that this took. */
    long run(long loops) throws Throwable;

    /** Runs that are shorter say more of the clock than of the code. */
    long SHORTEST_RUN_NANOS = 200_000_000;

    /** Times {@code loop}: {@code runs} runs of {@code loops} passes, or of as many as take 0.2 s when that is 0. */
    static void measure(long loops, int runs, TimedLoop loop) throws Throwable {
        long passes = loops > 0 ? loops : enough(loop);
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            seconds[i] = loop.run(passes) * 1e-9 / passes;
        }
        Results.last = new TimeitResult(passes, seconds);
    }

    private static long enough(TimedLoop loop) throws Throwable {
        long passes = 1;
        while (true) {
            long nanos = loop.run(passes);
            if (nanos >= SHORTEST_RUN_NANOS) {
                return passes;
            }
            // The first runs are slow, as nothing is compiled yet: no more than ten times as many at once.
            passes *= 10;
        }
    }

    /** What was measured last. */
    static TimeitResult takeResult() {
        TimeitResult result = Results.last;
        Results.last = null;
        return result;
    }

    // What the code computes goes into a field, or the compiler would see that nobody needs it and leave it out. The
    // fence, which costs
    // nothing but on the compiler's side, keeps it from storing only the last pass's value and from reading variables
    // once for all passes.

    static void keep(Object value) {
        Results.object = value;
        VarHandle.acquireFence();
    }

    static void keep(int value) {
        Results.number = value;
        VarHandle.acquireFence();
    }

    static void keep(long value) {
        Results.number = value;
        VarHandle.acquireFence();
    }

    static void keep(float value) {
        Results.real = value;
        VarHandle.acquireFence();
    }

    static void keep(double value) {
        Results.real = value;
        VarHandle.acquireFence();
    }

    static void keep(boolean value) {
        Results.flag = value;
        VarHandle.acquireFence();
    }

    /** Where results go. */
    final class Results {
        private static TimeitResult last;
        private static Object object;
        private static long number;
        private static double real;
        private static boolean flag;

        private Results() {}

        @Override
        public String toString() {
            return object + " " + number + " " + real + " " + flag;
        }
    }
}
