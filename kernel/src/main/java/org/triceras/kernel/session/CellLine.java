package org.triceras.kernel.session;

/**
 * A line of a cell.
 *
 * @param cell how messages name the cell
 * @param source the cell's whole text
 * @param line counted from 1
 */
public record CellLine(String cell, String source, int line) {
    /** The line itself. */
    String text() {
        String[] lines = source.split("\n", -1);
        return line >= 1 && line <= lines.length ? lines[line - 1] : "";
    }
}
