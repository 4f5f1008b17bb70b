package org.triceras.engine.backend;

import java.util.List;

/** A compiled graph. Running it reads and updates the graph's variables in place. Not safe for use by two threads at once. */
public interface Program {
    /**
     * Runs once.
     *
     * @param feeds one buffer per graph input, in order; they are not changed and not kept
     * @return one fresh buffer per graph output
     */
    List<Buffer> run(List<Buffer> feeds);
}
