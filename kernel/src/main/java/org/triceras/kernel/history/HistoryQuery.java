package org.triceras.kernel.history;

import java.util.List;

/** The three questions that Jupyter asks a history; answers are oldest first. */
interface HistoryQuery {
    /** The last {@code n} cells of all sessions. */
    List<HistoryRow> tail(int n) throws Exception;

    /** Cells {@code start} to before {@code stop} of a session: 0 is this one, -1 the one before it, positive numbers are as they were given. */
    List<HistoryRow> range(int session, int start, int stop) throws Exception;

    /** The last {@code n} cells that match a shell pattern as a whole; with {@code unique} each text once, where it stood last. */
    List<HistoryRow> search(String pattern, int n, boolean unique) throws Exception;
}
