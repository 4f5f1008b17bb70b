package org.triceras.engine.backend.jvm.plan;

/** Computes one or more values of a frame from others. */
interface Kernel {
    void run(Frame frame);

    /**
     * Called before several runs in which the values that the plan was told to be fixed keep their contents: the time to prepare them.
     */
    default void fix(Frame frame) {}

    /** What it does, in a few words, for plans. */
    String describe();

    /** Floating-point operations per run, for the profile; 0 when bandwidth is what counts. */
    default long flops() {
        return 0;
    }
}
