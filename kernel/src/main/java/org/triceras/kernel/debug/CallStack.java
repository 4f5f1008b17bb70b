package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The methods of cells that a thread is in. Probes tell of entries, returns and exceptions that leave.
 */
final class CallStack {
    private static final ThreadLocal<CallStack> OF_THREAD = ThreadLocal.withInitial(CallStack::new);

    private final List<CallFrame> frames = new ArrayList<>();
    private Thrown thrown;
    private boolean quiet;

    static CallStack ofThread() {
        return OF_THREAD.get();
    }

    void enter(Class<?> type, String method) {
        frames.add(new CallFrame(type, method));
    }

    void exit(Class<?> type, String method) {
        top(type, method);
        if (!frames.isEmpty()) {
            frames.remove(frames.size() - 1);
        }
        if (frames.isEmpty()) {
            thrown = null;
        }
    }

    /** Notes that a line begins; returns the one before it in the same call, or null. */
    ProbeSite reach(ProbeSite site, Object[] locals) {
        top(site.type(), site.method());
        if (frames.isEmpty()) {
            enter(site.type(), site.method());
        }
        return frames.get(frames.size() - 1).reach(site, locals);
    }

    /** Drops the frames above the method's, if any; those were left while nobody told. */
    void top(Class<?> type, String method) {
        int at = frames.size() - 1;
        while (at >= 0 && !frames.get(at).isOf(type, method)) {
            at--;
        }
        frames.subList(at + 1, frames.size()).clear();
    }

    /** The exception that was noticed last; null when it is over. */
    Thrown thrown() {
        return thrown;
    }

    void thrown(Thrown noticed) {
        thrown = noticed;
    }

    /** Something that may fail in any way. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Throwable;
    }

    /** Does something whose lines are of no interest. */
    <T> T quietly(Work<T> work) throws Throwable {
        int depth = frames.size();
        quiet = true;
        try {
            return work.run();
        } finally {
            quiet = false;
            frames.subList(depth, frames.size()).clear();
        }
    }

    /** From now on nothing is of interest that the thread does. */
    void beQuiet() {
        quiet = true;
    }

    boolean isQuiet() {
        return quiet;
    }

    int depth() {
        return frames.size();
    }

    /** The innermost first. */
    List<CallFrame> frames() {
        List<CallFrame> reversed = new ArrayList<>(frames);
        Collections.reverse(reversed);
        return reversed;
    }
}
