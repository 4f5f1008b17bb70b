package org.triceras.engine.backend.jvm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.triceras.engine.error.ArgumentException;

/**
 * A few daemon threads that work on one task at a time together with the caller. Between tasks they spin for a moment, then park, so
 * that the operations of a training step do not each wake sleeping threads.
 *
 * <p>A task is cut into parts that may run in any order on any thread. Whoever cuts must see to it that no sum depends on the number of
 * threads: then results are the same bits on one thread and on many. A run within a run, or a second caller at the same time, does all
 * parts on its own thread.
 *
 * <p>The number of threads is that of the system property {@code triceras.threads}, else of the environment variable {@code
 * TRICERAS_THREADS}, else that of the processors.
 */
public final class ThreadTeam {
    private static final long SPIN_NANOS = 200_000;

    /** Runs of so few parts have a place for each part, so that threads do not take one counter out of each other's caches. */
    private static final int FEW = 8;

    /** Added to the number of parts in a ticket: the parts have places. */
    private static final int PLACED = 1 << 30;

    /** The ticket of a run of steps, instead of the number of parts. */
    private static final int STEPS = 1 << 29;

    /** The most parts of a run of steps. */
    public static final int MOST_PARTS = TeamSteps.MOST_PARTS;

    /** Longs between places, two cache lines. */
    static final int APART = 16;

    private static volatile ThreadTeam current;

    private final Worker[] workers;
    private final AtomicInteger busy = new AtomicInteger();
    /** The number of the run in the high half, how many of its parts are not taken yet in the low half, or all with {@link #PLACED}. */
    private final AtomicLong ticket = new AtomicLong();
    /** For part i at (i + 1) * APART the last run whose part was taken, and after it the last run whose part was finished by a worker. */
    private final AtomicLongArray places = new AtomicLongArray((FEW + 2) * APART);
    /** Parts of the run that are not finished. */
    private final AtomicInteger pending = new AtomicInteger();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final TeamSteps steps = new TeamSteps(failure);
    private PartTask task;
    private int parts;
    private volatile boolean stopped;

    /** One part of a task. */
    @FunctionalInterface
    public interface PartTask {
        void run(int part);
    }

    /** One part of one step of a task. */
    @FunctionalInterface
    public interface StepTask {
        void run(int step, int part);
    }

    /** A part of a task that is a range of indices. */
    @FunctionalInterface
    public interface RangeTask {
        void run(int from, int to);
    }

    /** A team of the given number of threads, the caller of {@link #run} among them. */
    public ThreadTeam(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Thread team: expected at least 1 thread. Received " + threads + ".");
        }
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].start();
        }
    }

    /** The team in use. */
    public static ThreadTeam current() {
        ThreadTeam team = current;
        if (team == null) {
            synchronized (ThreadTeam.class) {
                if (current == null) {
                    current = new ThreadTeam(defaultThreads());
                }
                team = current;
            }
        }
        return team;
    }

    /** Uses a team of the given number of threads from now on. */
    public static synchronized void setThreads(int threads) {
        if (current != null && current.threads() == threads) {
            return;
        }
        ThreadTeam old = current;
        current = new ThreadTeam(threads);
        if (old != null) {
            old.stop();
        }
    }

    private static int defaultThreads() {
        String setting = System.getProperty("triceras.threads", System.getenv("TRICERAS_THREADS"));
        if (setting == null || setting.isBlank()) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            return Math.max(1, Integer.parseInt(setting.trim()));
        } catch (NumberFormatException e) {
            throw new ArgumentException(
                    "TRICERAS_THREADS: expected a number of threads. Received \"" + setting + "\".", e);
        }
    }

    public int threads() {
        return workers.length + 1;
    }

    /** The calling thread's place in its team: 1 and up for the team's own threads, 0 for any other. */
    public static int threadIndex() {
        return Thread.currentThread() instanceof Worker worker ? worker.number : 0;
    }

    /** A thread that does all parts of its runs itself and leaves the team to others. */
    public static final class LoneThread extends Thread {
        public LoneThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }

    private static boolean isAlone() {
        return Thread.currentThread() instanceof LoneThread;
    }

    /** How many threads a run that begins now would have: one within another run. */
    public int free() {
        return busy.get() == 0 && !isAlone() ? threads() : 1;
    }

    /** True while a run is going on. */
    public boolean isBusy() {
        return busy.get() != 0;
    }

    /** Runs the parts 0 to parts - 1; returns when all are done. The first exception of a part is thrown again here. */
    public void run(int parts, PartTask task) {
        if (parts <= 1 || workers.length == 0 || stopped || isAlone() || !busy.compareAndSet(0, 1)) {
            for (int part = 0; part < parts; part++) {
                task.run(part);
            }
            return;
        }
        try {
            this.task = task;
            this.parts = parts;
            long run = (ticket.get() >>> 32) + 1 & 0xffffffffL;
            boolean few = parts <= FEW;
            if (!few) {
                pending.set(parts);
            }
            announce(run, few ? PLACED + parts : parts);
            if (few) {
                awaitPlaced(run, parts, takePlaced(run, parts, 0));
            } else {
                takeParts(run);
                for (int spins = 0; pending.get() != 0; spins++) {
                    pause(spins);
                }
            }
            this.task = null;
            throwFailure();
        } finally {
            busy.set(0);
        }
    }

    /**
     * Runs the parts 0 to parts - 1, at most {@link #MOST_PARTS}, of the steps 0 to steps - 1: a step begins when all parts of the one before are
     * done. From step to step, and mostly from run to run, a part stays on one thread.
     */
    public void run(int steps, int parts, StepTask task) {
        if (parts <= 1 || workers.length == 0 || stopped || isAlone() || !busy.compareAndSet(0, 1)) {
            for (int step = 0; step < steps; step++) {
                for (int part = 0; part < parts; part++) {
                    task.run(step, part);
                }
            }
            return;
        }
        try {
            this.steps.begin(steps, parts, task);
            announce((ticket.get() >>> 32) + 1 & 0xffffffffL, STEPS);
            this.steps.lead();
            throwFailure();
        } finally {
            busy.set(0);
        }
    }

    private void announce(long run, int left) {
        ticket.set(run << 32 | left);
        for (Worker worker : workers) {
            if (worker.parked) {
                LockSupport.unpark(worker);
            }
        }
    }

    private void throwFailure() {
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            ThreadTeam.<RuntimeException>rethrow(thrown);
        }
    }

    /** Runs the indices 0 to n - 1 in ranges that start at multiples of grain: as few as will keep all threads busy. */
    public void ranges(int n, int grain, RangeTask task) {
        int grains = (int) (((long) n + grain - 1) / grain);
        int count = Math.min(grains, workers.length == 0 ? 1 : 4 * threads());
        if (count <= 1) {
            if (n > 0) {
                task.run(0, n);
            }
            return;
        }
        run(count, part -> {
            int from = (int) ((long) grains * part / count) * grain;
            int to = (int) Math.min(n, (long) grains * (part + 1) / count * grain);
            task.run(from, to);
        });
    }

    /** Ends the threads; runs go on, on the caller's thread. */
    public void stop() {
        stopped = true;
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    /**
     * Takes parts of a run until none is left. The ticket alone says whether one is left: the fields of the task belong to this run only
     * from the moment a part is taken, which keeps the caller from ending the run, until that part is finished.
     */
    private void takeParts(long run) {
        while (true) {
            long seen = ticket.get();
            int left = (int) seen;
            if (seen >>> 32 != run || left == 0 || left >= STEPS) {
                return;
            }
            if (ticket.compareAndSet(seen, seen - 1)) {
                try {
                    if (failure.get() == null) {
                        task.run(parts - left);
                    }
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                } finally {
                    pending.decrementAndGet();
                }
            }
        }
    }

    /**
     * Takes parts of a run that have places, those that are this thread's share first: from run to run they are the same, and so is much of what lies
     * in its cache. Who comes late finds all taken, by this run or a later one.
     *
     * @return the parts that were run, as bits
     */
    private int takePlaced(long run, int parts, int thread) {
        int done = 0;
        int first = parts * thread / threads();
        for (int i = 0; i < parts; i++) {
            int part = first + i < parts ? first + i : first + i - parts;
            int place = (part + 1) * APART;
            long seen = places.get(place);
            if ((int) seen - (int) run < 0 && places.compareAndSet(place, seen, run)) {
                try {
                    if (failure.get() == null) {
                        task.run(part);
                    }
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                } finally {
                    if (thread > 0) {
                        places.setRelease(place + 1, run);
                    }
                }
                done |= 1 << part;
            }
        }
        return done;
    }

    /** Waits for the parts that others took. */
    private void awaitPlaced(long run, int parts, int done) {
        for (int part = 0; part < parts; part++) {
            for (int spins = 0; (done >> part & 1) == 0 && places.get((part + 1) * APART + 1) != run; spins++) {
                pause(spins);
            }
        }
    }

    static void pause(int spins) {
        if (spins < 2000) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private final class Worker extends Thread {
        private final int number;
        private volatile boolean parked;

        Worker(int number) {
            // In no group of whoever happens to compute first: a kernel interrupts the groups of cells, and an
            // interrupted thread can't park, so it would spin for ever.
            super(topGroup(), null, "triceras-" + number, 0, false);
            this.number = number;
            setDaemon(true);
        }

        private static ThreadGroup topGroup() {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            while (group.getParent() != null) {
                group = group.getParent();
            }
            return group;
        }

        @Override
        public void run() {
            long last = 0;
            while (!stopped) {
                long seen = awaitRun(last);
                last = seen >>> 32;
                int left = (int) seen;
                if (left >= PLACED) {
                    takePlaced(last, left - PLACED, number);
                } else if (left == STEPS) {
                    steps.follow(number);
                } else {
                    takeParts(last);
                }
            }
        }

        private long awaitRun(long last) {
            long start = System.nanoTime();
            while (true) {
                for (int spins = 0; spins < 100; spins++) {
                    long seen = ticket.get();
                    if (seen >>> 32 != last || stopped) {
                        return seen;
                    }
                    Thread.onSpinWait();
                }
                if (System.nanoTime() - start > SPIN_NANOS) {
                    parked = true;
                    if (ticket.get() >>> 32 == last && !stopped) {
                        LockSupport.park(ThreadTeam.this);
                    }
                    parked = false;
                }
            }
        }
    }
}
