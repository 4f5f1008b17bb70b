package org.triceras.engine.backend.jvm;

/**
 * Whether a vector kernel is compiled, as far as the times of its runs tell. Until then vectors are objects, and a kernel takes a thousand times what it will take. So it has
 * short runs only, for the JVM to count and to learn from, and plain code, which makes the same bits, does the rest. Threads that count at the same time lose a
 * run at most. {@code -Dtriceras.readiness=off} takes all for compiled, as tests of vector kernels need.
 */
public final class Readiness {
    /** Quick runs in a row after which a kernel counts as compiled. */
    private static final int QUICK_RUNS = 16;

    /** A run of a few vectors takes 0.1 us compiled and 100 interpreted. */
    private static final int QUICK_NANOS = 3_000;

    /** Elements of a short run: whole vectors of any width, and some that are left over, or the JVM would leave out the loop for these. */
    private static final int SHORT_RUN = 67;

    private static final boolean IS_OFF = "off".equals(System.getProperty("triceras.readiness"));

    private int quickRuns = IS_OFF ? QUICK_RUNS : 0;

    /** One for each kind of operation. */
    public static Readiness[] of(Enum<?>[] kinds) {
        Readiness[] all = new Readiness[kinds.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Readiness();
        }
        return all;
    }

    public boolean isReady() {
        return quickRuns >= QUICK_RUNS;
    }

    /** How many of {@code n} elements the kernel should take. */
    public int share(int n) {
        return isReady() ? n : Math.min(n, SHORT_RUN);
    }

    /** To be called before a run of {@code n} elements; what {@link #end} wants to have. */
    public long begin(int n) {
        return n == 0 || isReady() ? 0 : System.nanoTime();
    }

    /** To be called after a run. */
    public void end(long begun) {
        if (begun != 0) {
            end(begun, System.nanoTime());
        }
    }

    void end(long begun, long now) {
        quickRuns = now - begun < QUICK_NANOS ? quickRuns + 1 : 0;
    }
}
