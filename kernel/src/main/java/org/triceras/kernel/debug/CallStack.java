package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The methods of cells that a thread is in. Probes tell of entries and returns; a method left by an exception is noticed when another one's
 * probe comes. (Of a method that called itself, one call too many may be shown until it returns.)
 */
final class CallStack {
    private static final ThreadLocal<CallStack> OF_THREAD = ThreadLocal.withInitial(CallStack::new);

    private final List<CallFrame> frames = new ArrayList<>();
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
    }

    /** Notes that a line begins; returns the one before it in the same call, or null. */
    ProbeSite reach(ProbeSite site, Object[] locals) {
        top(site.type(), site.method());
        if (frames.isEmpty()) {
            enter(site.type(), site.method());
        }
        return frames.get(frames.size() - 1).reach(site, locals);
    }

    /** Drops the frames above the method's; those were left by an exception. */
    private void top(Class<?> type, String method) {
        int at = frames.size() - 1;
        while (at >= 0 && !frames.get(at).isOf(type, method)) {
            at--;
        }
        frames.subList(at + 1, frames.size()).clear();
    }

    /** Does something whose lines are of no interest. */
    void quietly(Runnable work) {
        int depth = frames.size();
        quiet = true;
        try {
            work.run();
        } finally {
            quiet = false;
            frames.subList(depth, frames.size()).clear();
        }
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
