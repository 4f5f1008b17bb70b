package org.triceras.kernel.history;

/**
 * A cell that was run.
 *
 * @param session the number of the kernel's run that it belongs to
 * @param line its execution count there
 * @param output its result as text, or null
 */
public record HistoryRow(int session, int line, String source, String output) {}
