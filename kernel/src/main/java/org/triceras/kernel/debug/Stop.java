package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.triceras.engine.error.StateException;
import org.triceras.kernel.session.CellLine;

/** A thread that stands still at a line. It can be asked to compute something meanwhile, as code of cells must not run on the thread that answers. */
public final class Stop {
    /**
     * One method of a cell.
     *
     * @param name as its author calls it
     * @param scope the local variables
     * @param values of the same
     */
    public record Frame(String name, CellLine line, LocalScope scope, Object[] values) {
        /** With one more variable, unless there is one of that name. */
        Frame with(String variable, Object value) {
            if (scope.has(variable)) {
                return this;
            }
            Object[] more = Arrays.copyOf(values, values.length + 1);
            more[values.length] = value;
            return new Frame(name, line, scope.with(variable, value.getClass()), more);
        }
    }

    private static final long PATIENCE_MILLIS = 2000;

    private final StopReason reason;
    private final long thread;
    private final int depth;
    private final List<Frame> frames;
    private final BlockingQueue<CallStack.Work<?>> work = new LinkedBlockingQueue<>();
    private volatile boolean over;

    Stop(StopReason reason, long thread, int depth, List<Frame> frames) {
        this.reason = reason;
        this.thread = thread;
        this.depth = depth;
        this.frames = List.copyOf(frames);
    }

    public StopReason reason() {
        return reason;
    }

    public long thread() {
        return thread;
    }

    int depth() {
        return depth;
    }

    /** The innermost first. */
    public List<Frame> frames() {
        return frames;
    }

    /** Stands still until {@link #release}; ends early, with the thread's interrupt flag set, when the cell is interrupted. */
    void await() {
        while (!over) {
            try {
                CallStack.ofThread().quietly(work.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable e) {
                // Work tells of its failures itself.
                throw new IllegalStateException(e);
            }
        }
    }

    void release() {
        over = true;
        // It waits for something to do.
        work.add(() -> null);
    }

    /** Has the stopped thread compute something. @throws StateException when that takes too long, or fails */
    <T> T compute(CallStack.Work<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        work.add(() -> {
            try {
                result.complete(task.run());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
            return null;
        });
        try {
            return result.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StateException(
                    "no value after " + PATIENCE_MILLIS / 1000 + " s. Interrupt the cell to end it.", e);
        } catch (ExecutionException e) {
            throw new StateException(StopReason.text(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateException("interrupted.", e);
        }
    }

    static List<Frame> frames(CallStack stack, CellLocator locator) {
        List<Frame> frames = new ArrayList<>();
        for (CallFrame frame : stack.frames()) {
            ProbeSite site = frame.site();
            if (site != null) {
                site.place(locator)
                        .ifPresent(line -> frames.add(new Frame(site.title(), line, site.scope(), frame.locals())));
            }
        }
        return frames;
    }
}
