package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.triceras.kernel.session.StopPoint;

/**
 * Has threads stand still for exceptions. Probes tell of them from within; so the calls are still those of where one was thrown when it is seen
 * first, and are kept until it is known whether something catches it.
 */
final class ExceptionStops {
    private final Debugger debugger;
    private final CellLocator locator;
    private volatile Set<ExceptionFilter> filters = Set.of();

    ExceptionStops(Debugger debugger, CellLocator locator) {
        this.debugger = debugger;
        this.locator = locator;
    }

    void set(Set<ExceptionFilter> wanted) {
        filters = Set.copyOf(wanted);
    }

    boolean isOn() {
        return !filters.isEmpty();
    }

    /** See {@link Debugger#thrown}. */
    void thrown(Class<?> type, String method, Throwable failure, boolean leaves) {
        CallStack calls = CallStack.ofThread();
        calls.top(type, method);
        if (filters.isEmpty() || calls.isQuiet() || StopPoint.isStop(failure)) {
            return;
        }
        Thrown known = calls.thrown();
        if (known == null || known.failure() != failure) {
            known = new Thrown(failure, framesOf(failure, calls), filters.contains(ExceptionFilter.RAISED));
            calls.thrown(known);
            if (known.isShown()) {
                stopFor(known, ExceptionFilter.RAISED, calls);
            }
        }
        if (leaves && calls.depth() == 1) {
            calls.thrown(null);
            if (!known.isShown()) {
                stopFor(known, ExceptionFilter.UNCAUGHT, calls);
            }
        }
    }

    private List<Stop.Frame> framesOf(Throwable failure, CallStack calls) {
        List<Stop.Frame> frames = new ArrayList<>(Stop.frames(calls, locator));
        if (!frames.isEmpty()) {
            frames.set(0, frames.get(0).with("exception", failure));
        }
        return frames;
    }

    private void stopFor(Thrown thrown, ExceptionFilter filter, CallStack calls) {
        StopReason reason = StopReason.of(thrown.failure(), filter == ExceptionFilter.UNCAUGHT);
        if (!thrown.frames().isEmpty()) {
            debugger.inTurn(() -> filters.contains(filter) ? reason : null, calls, thrown::frames);
        }
    }
}
