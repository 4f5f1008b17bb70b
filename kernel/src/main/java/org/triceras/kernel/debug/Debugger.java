package org.triceras.kernel.debug;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Map<String, Set<Integer>> breakpoints = new HashMap<>();
    private final ReentrantLock turn = new ReentrantLock();
    private boolean on;
    private boolean pausing;
    private Step step;
    private Stop stop;

    public Debugger(Session session, DebugListener listener) {
        this.locator = session::locate;
        this.listener = listener;
    }

    public CellSources sources() {
        return sources;
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
        resume(null);
        update();
    }

    public synchronized boolean isOn() {
        return on;
    }

    /** Sets the breakpoints of a source, in place of those it had; returns the lines at which they came to stand. */
    public synchronized List<Integer> setBreakpoints(String path, List<Integer> lines) {
        List<Integer> placed =
                lines.stream().map(line -> sources.lineWithCode(path, line)).toList();
        breakpoints.put(path, new TreeSet<>(placed));
        update();
        return placed;
    }

    /** Lines by path. */
    public synchronized Map<String, Set<Integer>> breakpoints() {
        return Map.copyOf(breakpoints);
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
        Probe.setActive(step != null || pausing || breakpoints.values().stream().anyMatch(lines -> !lines.isEmpty()));
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
        if (line.isEmpty() || sameLine || reasonAt(line.get(), calls.depth()) == null) {
            return;
        }
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            // The reason may be gone since another thread stood here.
            String reason = reasonAt(line.get(), calls.depth());
            if (reason != null) {
                standStill(reason, new Stop(threadNumber(), calls.depth(), Stop.frames(calls, locator)));
            }
        } finally {
            turn.unlock();
        }
        Session.checkStop();
    }

    private void standStill(String reason, Stop here) {
        synchronized (this) {
            stop = here;
            step = null;
            pausing = false;
        }
        listener.stopped(reason, here);
        here.await();
        synchronized (this) {
            if (stop == here) {
                stop = null;
            }
            update();
        }
        listener.continued(here);
    }

    private synchronized String reasonAt(CellLine line, int depth) {
        if (breakpoints.getOrDefault(sources.pathOf(line.source()), Set.of()).contains(line.line())) {
            return "breakpoint";
        }
        if (pausing && threadNumber() == CELL_THREAD) {
            return "pause";
        }
        return step != null && step.endsAt(threadNumber(), depth, line) ? "step" : null;
    }

    private static long threadNumber() {
        return Session.isCellThread()
                ? CELL_THREAD
                : CELL_THREAD + Thread.currentThread().getId();
    }
}
