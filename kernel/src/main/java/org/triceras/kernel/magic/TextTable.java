package org.triceras.kernel.magic;

import java.util.List;

/** Rows of text in columns; the first row is the heading. */
final class TextTable {
    private TextTable() {}

    static String format(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = rows.get(r).get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 3));
            }
            String shown = line.toString().stripTrailing();
            text.append(shown).append('\n');
            if (r == 0) {
                int total = 3 * (columns - 1);
                for (int width : widths) {
                    total += width;
                }
                text.append("-".repeat(total)).append('\n');
            }
        }
        return text.toString();
    }
}
