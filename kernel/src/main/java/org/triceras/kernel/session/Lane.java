package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.DeclarationSnippet;

/**
 * A row of cells that run one after another: those of the main shell, or those of a subshell. What belongs to the running cell is kept here. A
 * thread belongs to the lane that it was told to, or to that of the thread that has started it, and to the main one otherwise.
 */
public final class Lane {
    private static final Lane MAIN = new Lane();
    // A cell's thread, and those that it starts, are made by threads of the same lane.
    private static final InheritableThreadLocal<Lane> OF_THREAD = new InheritableThreadLocal<>();

    final List<DeclarationSnippet> undeclaredYet = new ArrayList<>();
    /** Variables that could not keep their values, since a class of their types was declared anew. */
    final List<String> emptied = new ArrayList<>();
    /** The snippet that is evaluated. */
    volatile SnippetPlace current;
    /** What the last snippet returned, and what its expression left in {@link CellValue}. */
    Object value;

    Object kept;

    /** The cell that runs, or the last. */
    volatile Cell cell;

    volatile boolean running;
    volatile boolean interrupted;
    /** The thread that runs a magic's own code, which an interrupt must reach; null while Java of the user's runs. */
    volatile Thread magic;
    /** The cell that magics see: a file's while one is loaded. */
    Cell magicCell;
    /** The measurement that is under way; null when nothing is measured. */
    volatile RunClock clock;
    /** The thread of the snippet that was begun last in this cell, and whether no further one may begin. Guarded by {@link SnippetThread}. */
    SnippetThread latest;

    boolean cancelled;

    /** The lane of a subshell. */
    public Lane() {}

    /** The lane of all threads that were told nothing else. */
    public static Lane main() {
        return MAIN;
    }

    /** The calling thread's. */
    public static Lane current() {
        Lane lane = OF_THREAD.get();
        return lane == null ? MAIN : lane;
    }

    /** From now on the calling thread, and threads that it starts, belong to this lane. */
    public void enter() {
        OF_THREAD.set(this);
    }

    void begin() {
        interrupted = false;
        SnippetThread.beginCell(this);
        running = true;
    }

    /** Lets go of values: a cell's results must not stay in memory because no other cell has run since. */
    void forgetValues() {
        value = null;
        kept = null;
    }

    /** What the last expression left; it is then forgotten. */
    Object takeKept() {
        Object taken = kept;
        kept = null;
        return taken;
    }
}
