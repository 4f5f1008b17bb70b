package org.triceras.engine.backend.jvm;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the threads of a {@link ThreadTeam} know about a run of steps: each part has a step that was taken last and one that was finished last, in
 * cache lines of their own. A thread begins its part's next step as soon as all parts have finished the one before, without a word from the
 * caller: a step costs one exchange between caches, where a run of its own costs two one after the other.
 *
 * <p>Steps are counted on through all runs, so that a thread that comes late finds everything taken.
 */
final class TeamSteps {
    /** Parts have places up to here. */
    static final int MOST_PARTS = 8;

    private static final int APART = ThreadTeam.APART;

    /** How often the caller looks for a part's thread before it does the part itself: about a microsecond. */
    private static final int PATIENCE = 100;

    private final AtomicLongArray taken = new AtomicLongArray((MOST_PARTS + 1) * APART);
    private final AtomicLongArray finished = new AtomicLongArray((MOST_PARTS + 1) * APART);
    private final AtomicReference<Throwable> failure;
    /** The last step of the last run. */
    private long count;

    private volatile Run current;

    /** Steps {@code first + 1} to {@code last}. */
    private record Run(ThreadTeam.StepTask task, int parts, long first, long last) {}

    TeamSteps(AtomicReference<Throwable> failure) {
        this.failure = failure;
    }

    /** The caller makes a run known; then it tells its threads to {@link #follow}, and does its part in {@link #lead}. */
    void begin(int steps, int parts, ThreadTeam.StepTask task) {
        for (int part = 0; part < parts; part++) {
            taken.set(place(part), count);
            finished.set(place(part), count);
        }
        current = new Run(task, parts, count, count + steps);
        count += steps;
    }

    private static int place(int part) {
        return (part + 1) * APART;
    }

    /** Does part 0 of all steps, and what no thread takes up in time; returns when all is done. */
    void lead() {
        Run run = current;
        int patience = PATIENCE;
        for (long step = run.first + 1; step <= run.last; step++) {
            taken.set(place(0), step);
            perform(run, step, 0);
            for (int part = 1; part < run.parts; part++) {
                int spins = 0;
                while (finished.get(place(part)) < step) {
                    if (spins++ < patience || !taken.compareAndSet(place(part), step - 1, step)) {
                        ThreadTeam.pause(spins);
                    } else {
                        perform(run, step, part);
                        patience = 0;
                        spins = -1;
                    }
                }
                if (spins >= 0) {
                    patience = PATIENCE;
                }
            }
        }
        current = null;
    }

    /** Does the steps of a part of the present run, as far as nobody else does. */
    void follow(int part) {
        Run run = current;
        if (run == null || part >= run.parts) {
            return;
        }
        int spins = 0;
        while (true) {
            long seen = taken.get(place(part));
            if (seen >= run.last) {
                return;
            }
            if (allFinished(run, seen) && taken.compareAndSet(place(part), seen, seen + 1)) {
                perform(run, seen + 1, part);
                spins = 0;
            } else {
                ThreadTeam.pause(spins++);
            }
        }
    }

    private boolean allFinished(Run run, long step) {
        for (int part = 0; part < run.parts; part++) {
            if (finished.get(place(part)) < step) {
                return false;
            }
        }
        return true;
    }

    private void perform(Run run, long step, int part) {
        try {
            if (failure.get() == null) {
                run.task.run((int) (step - run.first - 1), part);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            finished.setRelease(place(part), step);
        }
    }
}
