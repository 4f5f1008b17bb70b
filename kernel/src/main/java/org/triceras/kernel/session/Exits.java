package org.triceras.kernel.session;

/**
 * Stands in for {@code System.exit} and {@code Runtime.exit} and {@code halt} in cells, which would end the kernel with everything in it.
 * Public because compiled cells call it.
 */
public final class Exits {
    private static volatile boolean allowed;

    private Exits() {}

    /** Whether cells may end the process, as scripts may. */
    static void allow(boolean allow) {
        allowed = allow;
    }

    /** Instead of {@code System.exit(status)}. */
    public static void exit(int status) {
        if (allowed) {
            System.exit(status);
        }
        throw new SecurityException(
                "System.exit(" + status + ") was refused: it would end the kernel, and all variables "
                        + "with it. To leave a cell early, throw an exception or return from a method; to start afresh, restart the "
                        + "kernel.");
    }

    /** Instead of {@code runtime.exit(status)}. */
    public static void exit(Runtime runtime, int status) {
        exit(status);
    }

    /** Instead of {@code runtime.halt(status)}. */
    public static void halt(Runtime runtime, int status) {
        if (allowed) {
            runtime.halt(status);
        }
        exit(status);
    }
}
