package org.triceras.kernel.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.triceras.keras.util.Interruption;
import org.triceras.kernel.interactive.Colours;

/**
 * The thread of one snippet. It and all threads that the snippet starts are one group, and are stopped together; threads that earlier
 * cells left running go on. Stopping asks ever more firmly: stop points and {@link Thread#interrupt}, then, on a JDK that still has
 * it, {@code Thread.stop}, and at last the thread is left behind so that the session can go on.
 */
final class SnippetThread extends Thread {
    private static final long STACK_BYTES = 16L << 20;
    private static final int FORCE_AFTER_MILLIS = 500;
    private static final int AGAIN_AFTER_MILLIS = 100;
    private static final int LEAVE_AFTER_MILLIS = 800;

    /** Groups of interrupted snippets, as long as one of their threads lives. */
    private static final Map<Group, Boolean> STOPPED = new WeakHashMap<>();

    /** How many snippets run and are not left behind. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    /** The lanes whose cell was interrupted and has no successor yet. */
    private static final Set<Lane> STOPPING = ConcurrentHashMap.newKeySet();

    private static volatile boolean isOfProgram;

    private static volatile Function<StackTraceElement, Optional<CellLine>> places = frame -> Optional.empty();

    /** A thread that is over no longer knows its own. */
    private final Group group;

    private final Callable<?> work;
    private final CellValue kept = new CellValue();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Object value;
    private volatile Throwable failure;
    private volatile boolean stopping;
    private volatile boolean leftBehind;

    private static final class Group extends ThreadGroup {
        /** Until its first thread, which may not have been started yet, is over or left behind. */
        private volatile boolean runs = true;

        Group() {
            super("cell");
        }

        @Override
        public void uncaughtException(Thread thread, Throwable failure) {
            if (failure instanceof OutOfMemoryError) {
                HeapReserve.releaseIfShort();
            }
            if (!(failure instanceof StoppedError)) {
                report(thread, failure);
            }
        }
    }

    /** Prints it as the error of a cell would be, unless the program has said what is done with such failures. */
    private static void report(Thread thread, Throwable failure) {
        Thread.UncaughtExceptionHandler own = Thread.getDefaultUncaughtExceptionHandler();
        if (own != null) {
            own.uncaughtException(thread, failure);
            return;
        }
        StringBuilder text = new StringBuilder("Exception in thread \"" + thread.getName() + "\" ");
        for (String line : Traceback.of(Thrown.of(failure), places)) {
            text.append(Colours.removed(line)).append(System.lineSeparator());
        }
        System.err.print(text);
    }

    /** From now on lines of cells are found this way. */
    static void locateWith(Function<StackTraceElement, Optional<CellLine>> newPlaces) {
        places = newPlaces;
    }

    private SnippetThread(Callable<?> work, ClassLoader loader) {
        this(new Group(), work, loader);
    }

    private SnippetThread(Group group, Callable<?> work, ClassLoader loader) {
        super(group, null, "cell", STACK_BYTES);
        this.group = group;
        this.work = work;
        // What it starts is as it is.
        setDaemon(!isOfProgram);
        setContextClassLoader(loader);
    }

    /** From now on threads that snippets start are such as a program waits for, unless they are made otherwise. */
    static void runProgram() {
        isOfProgram = true;
    }

    /** Threads that snippets have started, and that still run, such as a program waits for. */
    static List<Thread> started() {
        return all().filter(
                        thread -> !thread.isDaemon() && !(thread instanceof SnippetThread) && groupOf(thread) != null)
                .toList();
    }

    /** All threads of this process. */
    private static Stream<Thread> all() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[all.activeCount() + 64]; // there may be more by the time they are listed
        return Stream.of(threads).limit(all.enumerate(threads));
    }

    /** The snippet's that has started a thread; null for none. */
    private static Group groupOf(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        while (group != null && !(group instanceof Group)) {
            group = group.getParent();
        }
        return (Group) group;
    }

    /** Runs a snippet's method and waits for it; empty when its cell has been cancelled before. */
    static Optional<SnippetThread> run(Lane lane, Method method, ClassLoader loader) {
        return run(lane, () -> method.invoke(null), loader);
    }

    /** Does what may run code of cells, and waits for it; empty when the cell has been cancelled before. */
    static Optional<SnippetThread> run(Lane lane, Callable<?> work, ClassLoader loader) {
        SnippetThread thread = new SnippetThread(work, loader);
        synchronized (STOPPED) {
            if (lane.cancelled) {
                return Optional.empty();
            }
            forgetStopped(lane);
            STOPPED.keySet().removeIf(group -> !group.runs && group.activeCount() == 0);
            StopPoint.arm(!STOPPED.isEmpty());
            lane.latest = thread;
        }
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.over.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(thread);
    }

    @Override
    public void run() {
        RUNNING.incrementAndGet();
        try {
            value = work.call();
        } catch (InvocationTargetException e) {
            failure = e.getCause();
        } catch (Throwable e) {
            failure = e;
        } finally {
            end();
        }
    }

    private void end() {
        try {
            if (failure instanceof OutOfMemoryError) {
                HeapReserve.releaseIfShort();
            }
        } finally {
            countDown();
        }
    }

    /** It is over, or left behind, or both. */
    private void countDown() {
        synchronized (group) {
            if (group.runs) {
                group.runs = false;
                RUNNING.decrementAndGet();
            }
        }
        over.countDown();
    }

    Object value() {
        return value;
    }

    CellValue kept() {
        return kept;
    }

    /** What the snippet threw, or null. */
    Throwable failure() {
        return leftBehind ? new StoppedError() : failure;
    }

    /** A new cell of a lane begins: from now on a stop is meant for it. */
    static void beginCell(Lane lane) {
        HeapReserve.take();
        HeapLimit.reset();
        synchronized (STOPPED) {
            lane.cancelled = false;
            lane.latest = null;
            forgetStopped(lane);
        }
    }

    /** What threads that belong to nobody do from now on was begun by a new cell. */
    private static void forgetStopped(Lane beginning) {
        STOPPING.removeIf(lane -> lane == beginning || lane.latest == null || lane.latest.over.getCount() == 0);
    }

    /** Stops the snippet that a lane runs now, and lets no further one of its cell begin; returns at once. */
    static void stopCell(Lane lane) {
        SnippetThread thread;
        synchronized (STOPPED) {
            lane.cancelled = true;
            thread = lane.latest;
            if (thread == null || thread.stopping || thread.over.getCount() == 0) {
                return;
            }
            thread.stopping = true;
            STOPPED.put(thread.group, true);
            STOPPING.add(lane);
            StopPoint.arm(true);
        }
        thread.group.interrupt();
        Thread firmly = new Thread(thread::stopFirmly, "stop");
        firmly.setDaemon(true);
        firmly.start();
    }

    private void stopFirmly() {
        try {
            // What swallows one interrupt meets the next.
            for (int waited = 0; waited < FORCE_AFTER_MILLIS; waited += AGAIN_AFTER_MILLIS) {
                if (over.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (!Interruption.isFinishing(this)) {
                    group.interrupt();
                }
            }
            // Training stops at the end of its step; torn out of it, weights would be half changed.
            if (!Interruption.isAttentive(this)) {
                force();
            }
            if (!over.await(LEAVE_AFTER_MILLIS - FORCE_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                leftBehind = true;
                setPriority(MIN_PRIORITY);
                countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For code without stop points, such as a regular expression that never ends; Java 20 took this away. */
    private void force() {
        try {
            Thread.class.getMethod("stop").invoke(this);
        } catch (ReflectiveOperationException e) {
            // Then it is left behind.
        }
    }

    /** Whether the thread that asks may be told that the heap is full. What an earlier cell has left running is not, while others run. */
    static boolean mayFail() {
        Group owner = groupOf(Thread.currentThread());
        return owner == null || owner.runs || RUNNING.get() == 0;
    }

    /** Whether the thread that asks belongs to an interrupted snippet. */
    static boolean mustStop() {
        Thread asking = Thread.currentThread();
        if (Interruption.isFinishing(asking)) {
            return false;
        }
        synchronized (STOPPED) {
            for (ThreadGroup group = asking.getThreadGroup(); group != null; group = group.getParent()) {
                if (STOPPED.containsKey(group)) {
                    return true;
                }
            }
        }
        // Parallel streams run on threads that belong to nobody; what they run now was begun by the cell that is
        // stopped.
        return !STOPPING.isEmpty()
                && asking instanceof ForkJoinWorkerThread worker
                && worker.getPool() == ForkJoinPool.commonPool();
    }
}
