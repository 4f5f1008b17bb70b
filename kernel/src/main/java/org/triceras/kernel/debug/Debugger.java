package org.triceras.kernel.debug;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.triceras.kernel.session.CellLine;
import org.triceras.kernel.session.Session;

/**
 * Stops cells at breakpoints and steps through them. Cells that are compiled while it is on have probes in their bytecode (see
 * {@link LineProbes}); the JVM's own debugging interface would need a second process, and slows down all code from the start of this one.
 * Only the thread that reaches a line stops; others go on until they reach one, and then wait for their turn.
 */
public final class Debugger {
    /** The number of the thread that runs the own code of the main shell's cell; front ends take it that this is the one which stops. */
    public static final long CELL_THREAD = 1;

    private final CellLocator locator;
    private final DebugListener listener;
    private final CellSources sources = new CellSources();
    private final Expressions expressions;
    private final Breakpoints breakpoints;
    private final ReentrantLock turn = new ReentrantLock();
    private final ExceptionStops exceptions;
    private boolean on;
    private boolean pausing;
    private Step step;
    private Stop stop;

    public Debugger(Session session, DebugListener listener) {
        this.locator = session::locate;
        this.listener = listener;
        expressions = new Expressions(session.scope());
        breakpoints = new Breakpoints(sources, expressions);
        exceptions = new ExceptionStops(this, locator);
    }

    public CellSources sources() {
        return sources;
    }

    Expressions expressions() {
        return expressions;
    }

    /** From now on cells are compiled with probes. */
    public synchronized void turnOn() {
        on = true;
        Probe.tell(this);
        Session.transformClasses(LineProbes::insert);
    }

    /** Forgets all breakpoints and lets everything run. */
    public synchronized void turnOff() {
        on = false;
        Session.transformClasses(null);
        breakpoints.clear();
        exceptions.set(Set.of());
        pausing = false;
        resume(null);
        update();
    }

    public synchronized boolean isOn() {
        return on;
    }

    /** Sets the breakpoints of a source, in place of those it had. */
    public synchronized List<Breakpoint> setBreakpoints(String path, List<Breakpoint.Wanted> wanted) {
        List<Breakpoint> placed = breakpoints.set(path, wanted);
        update();
        return placed;
    }

    /** By path. */
    public synchronized Map<String, List<Breakpoint>> breakpoints() {
        return breakpoints.byPath();
    }

    /** Sets for which exceptions cells stop. */
    public synchronized void stopAtExceptions(Set<ExceptionFilter> filters) {
        exceptions.set(filters);
        update();
    }

    /** The thread that stands still; empty when all run. */
    public synchronized Optional<Stop> stopped() {
        return Optional.ofNullable(stop);
    }

    /** Stops at the next line that the cell comes to. */
    public synchronized void pause() {
        pausing = true;
        update();
    }

    public void goOn() {
        resume(null);
    }

    public void stepOver() {
        resume(Step.Kind.OVER);
    }

    public void stepInto() {
        resume(Step.Kind.INTO);
    }

    public void stepOut() {
        resume(Step.Kind.OUT);
    }

    private synchronized void resume(Step.Kind kind) {
        if (stop != null) {
            CellLine from =
                    stop.frames().isEmpty() ? null : stop.frames().get(0).line();
            step = kind == null ? null : new Step(kind, stop.thread(), stop.depth(), from);
            stop.release();
            stop = null;
            update();
        }
    }

    /** A step that no line has ended ends with its cell: one of the main shell's, or another's. */
    public synchronized void cellEnded(boolean isMainShell) {
        if (step != null && (step.thread() == CELL_THREAD) == isMainShell) {
            step = null;
        }
        pausing &= !isMainShell;
        update();
    }

    private void update() {
        Probe.setActive(step != null || pausing || exceptions.isOn() || !breakpoints.isEmpty());
    }

    /** Called by the thread that comes to a line; returns when it may go on. */
    void reached(ProbeSite site, Object[] locals) {
        CallStack calls = CallStack.ofThread();
        if (calls.isQuiet()) {
            return;
        }
        ProbeSite before = calls.reach(site, locals);
        Optional<CellLine> line = site.place(locator);
        // JShell makes several lines of a declaration with a value.
        boolean sameLine =
                before != null && before != site && before.place(locator).equals(line);
        if (line.isEmpty() || sameLine) {
            return;
        }
        StopReason atBreakpoint = atBreakpoint(line.get(), site, locals, calls);
        Supplier<StopReason> reason = () -> reasonAt(line.get(), calls.depth(), atBreakpoint);
        if (reason.get() != null) {
            inTurn(reason, calls, () -> Stop.frames(calls, locator));
        }
    }

    /** Called by the thread in whose method an exception is caught, or leaves it; returns when it may go on. */
    void thrown(Class<?> type, String method, Throwable failure, boolean leaves) {
        exceptions.thrown(type, method, failure, leaves);
    }

    /** Has the calling thread stand still when no other does, if there is a reason then. */
    void inTurn(Supplier<StopReason> reason, CallStack calls, Supplier<List<Stop.Frame>> frames) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            // It may be gone since another thread stood here.
            StopReason now = reason.get();
            if (now != null) {
                standStill(new Stop(now, threadNumber(), calls.depth(), frames.get()));
            }
        } finally {
            turn.unlock();
        }
        Session.checkStop();
    }

    private void standStill(Stop here) {
        synchronized (this) {
            stop = here;
            step = null;
            pausing = false;
        }
        listener.stopped(here);
        here.await();
        synchronized (this) {
            if (stop == here) {
                stop = null;
            }
            update();
        }
        listener.continued(here);
    }

    /** What the breakpoints of a line have to say, whose conditions the calling thread computes; null when they let it go on. */
    private StopReason atBreakpoint(CellLine line, ProbeSite site, Object[] locals, CallStack calls) {
        List<Breakpoint> here;
        synchronized (this) {
            here = breakpoints.at(line);
        }
        StopReason reason = null;
        for (Breakpoint each : here) {
            Breakpoint.Outcome outcome = outcome(each, site, locals, calls);
            if (outcome.said() != null) {
                listener.says(outcome.said(), false, line);
            }
            if (outcome.problem() != null) {
                listener.says(outcome.problem(), true, line);
            }
            if (outcome.stops()) {
                reason = StopReason.of(each, outcome.problem());
            }
        }
        return reason;
    }

    private static Breakpoint.Outcome outcome(Breakpoint breakpoint, ProbeSite site, Object[] locals, CallStack calls) {
        try {
            return calls.quietly(() -> breakpoint.reached(site, locals));
        } catch (Throwable e) {
            // An interrupt ends the cell, not only what is computed for it.
            Session.checkStop();
            return new Breakpoint.Outcome(true, null, "the breakpoint's expression failed with " + StopReason.text(e));
        }
    }

    private synchronized StopReason reasonAt(CellLine line, int depth, StopReason atBreakpoint) {
        if (atBreakpoint != null && breakpoints.has(atBreakpoint.breakpoint())) {
            return atBreakpoint;
        }
        if (pausing && threadNumber() == CELL_THREAD) {
            return StopReason.of("pause");
        }
        return step != null && step.endsAt(threadNumber(), depth, line) ? StopReason.of("step") : null;
    }

    private static long threadNumber() {
        return Session.isCellThread()
                ? CELL_THREAD
                : CELL_THREAD + Thread.currentThread().getId();
    }
}
