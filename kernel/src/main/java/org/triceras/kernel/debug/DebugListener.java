package org.triceras.kernel.debug;

import org.triceras.kernel.session.CellLine;

/** Is told when threads stop and go on; on those threads. */
public interface DebugListener {
    void stopped(Stop stop);

    void continued(Stop stop);

    /**
     * The debugger has something to say to the person who uses it.
     *
     * @param isProblem whether something is wrong; otherwise a log point speaks
     */
    void says(String text, boolean isProblem, CellLine line);
}
