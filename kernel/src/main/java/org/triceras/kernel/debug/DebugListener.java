package org.triceras.kernel.debug;

/** Is told when threads stop and go on; on those threads. */
public interface DebugListener {
    /** @param reason "breakpoint", "step" or "pause" */
    void stopped(String reason, Stop stop);

    void continued(Stop stop);
}
