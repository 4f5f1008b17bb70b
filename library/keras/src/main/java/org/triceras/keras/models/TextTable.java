package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in box-drawing characters with columns of fixed width, laid out as the library does that Keras prints with. */
final class TextTable {
    /** Where a cell's text goes. */
    enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    /** A column's header and alignment. */
    record Column(String name, Align align) {}

    private final List<Column> columns;
    private final int[] widths;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param ends where each column should end, as parts of the length */
    TextTable(List<Column> columns, double[] ends, int length) {
        this.columns = columns;
        this.widths = widths(ends, length);
    }

    /** Column widths with a space on either side, made narrower in turn until they and the borders fit. */
    private static int[] widths(double[] ends, int length) {
        int n = ends.length;
        int[] widths = new int[n];
        int before = 0;
        int sum = 0;
        for (int i = 0; i < n; i++) {
            int end = (int) (ends[i] * length);
            widths[i] = end - before + 2;
            sum += widths[i];
            before = end;
        }
        int excess = sum - (length - n - 1);
        for (int i = 0; i < n && excess > 0; i++) {
            int share = (int) Math.rint((double) excess / (n - i));
            widths[i] -= share;
            excess -= share;
        }
        for (int i = 0; i < n; i++) {
            // Room for a letter, be the table longer for it.
            widths[i] = Math.max(3, widths[i]);
        }
        return widths;
    }

    void add(List<String> row) {
        rows.add(row);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        rule(text, "┏", "━", "┳", "┓");
        lines(text, columns.stream().map(Column::name).toList(), "┃");
        rule(text, "┡", "━", "╇", "┩");
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                rule(text, "├", "─", "┼", "┤");
            }
            lines(text, rows.get(i), "│");
        }
        rule(text, "└", "─", "┴", "┘");
        return text.toString();
    }

    String html() {
        StringBuilder html = new StringBuilder("<table><tr>");
        columns.forEach(column -> cell(html, "th", column.name(), column.align()));
        html.append("</tr>");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell(html, "td", row.get(i), columns.get(i).align());
            }
            html.append("</tr>");
        }
        return html.append("</table>").toString();
    }

    private static void cell(StringBuilder html, String element, String text, Align align) {
        html.append('<').append(element).append(" style=\"white-space:pre-wrap;text-align:");
        html.append(align.name().toLowerCase(Locale.ROOT)).append("\">").append(escape(text));
        html.append("</").append(element).append('>');
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void rule(StringBuilder text, String left, String line, String cross, String right) {
        text.append(left);
        for (int i = 0; i < widths.length; i++) {
            text.append(line.repeat(widths[i])).append(i < widths.length - 1 ? cross : right);
        }
        text.append('\n');
    }

    private void lines(StringBuilder text, List<String> cells, String border) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(wrap(cells.get(i), widths[i] - 2));
            height = Math.max(height, wrapped.get(i).size());
        }
        for (int k = 0; k < height; k++) {
            text.append(border);
            for (int i = 0; i < cells.size(); i++) {
                List<String> lines = wrapped.get(i);
                String line = k < lines.size() ? lines.get(k) : "";
                text.append(' ')
                        .append(aligned(line, widths[i] - 2, columns.get(i).align()))
                        .append(' ')
                        .append(border);
            }
            text.append('\n');
        }
    }

    private static String aligned(String line, int width, Align align) {
        int space = width - line.length();
        int left = switch (align) {
            case LEFT -> 0;
            case CENTER -> space / 2;
            case RIGHT -> space;
        };
        return " ".repeat(left) + line + " ".repeat(space - left);
    }

    /** Breaks at spaces; a word that is longer than the column is cut. */
    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
            while (end < text.length() && text.charAt(end) != ' ') {
                end++;
            }
            int wordEnd = end;
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
            if (line.length() > 0 && line.length() + wordEnd - i > width) {
                lines.add(cut(line.toString(), width));
                line.setLength(0);
            }
            line.append(text, i, end);
            i = end;
        }
        lines.add(cut(line.toString(), width));
        return lines;
    }

    private static String cut(String line, int width) {
        String stripped = line.stripTrailing();
        return stripped.length() <= width ? stripped : stripped.substring(0, width - 1) + "…";
    }
}
