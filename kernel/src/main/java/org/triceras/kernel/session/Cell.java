package org.triceras.kernel.session;

/**
 * A cell's number and source, to find lines in for error messages.
 *
 * @param file the name of the file that the source was loaded from, or null when it is the cell itself
 */
record Cell(int number, String source, String file) {
    Cell(int number, String source) {
        this(number, source, null);
    }

    /** The 1-based line of an offset. */
    int lineOf(int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, source.length()); i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The 0-based column of an offset. */
    int columnOf(int offset) {
        return offset - (source.lastIndexOf('\n', Math.min(offset, source.length()) - 1) + 1);
    }

    /** The text of a 1-based line, or empty. */
    String line(int line) {
        String[] lines = source.split("\n", -1);
        return line >= 1 && line <= lines.length ? lines[line - 1] : "";
    }

    String name() {
        return file != null ? file : "cell " + number;
    }
}
