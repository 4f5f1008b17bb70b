package org.triceras.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** A matrix of numbers as colours: grey where it is small, blue where it is large, orange below zero. */
final class ValueMap {
    private static final int GAP = 8;
    private static final int TITLE = 30;
    private static final int LABEL = 20;
    private static final int LARGEST_CELL = 44;
    private static final int WHOLE = 520;
    /** Cells smaller than this have no room for their number. */
    private static final int READABLE = 36;

    private static final int MOST = 500;
    private static final Color MIDDLE = new Color(0x77, 0x77, 0x77);
    private static final Color ABOVE = Theme.SERIES[0];
    private static final Color BELOW = new Color(0xC7, 0x4E, 0x00);

    private final String title;
    private final List<String> rows;
    private final List<String> columns;
    private final double[][] values;
    private final double most;
    private final boolean isNamed;

    private ValueMap(String title, double[][] values, List<String> rows, List<String> columns, boolean isNamed) {
        this.title = title;
        this.values = values;
        this.rows = rows;
        this.columns = columns;
        this.isNamed = isNamed;
        most = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(1);
    }

    /** @param rows names, or null for numbers */
    static Chart of(String title, Tensor matrix, List<String> rows, List<String> columns) {
        if (matrix.rank() != 2 || matrix.size() == 0) {
            throw new ShapeException(
                    title + ": expected a matrix, of shape (rows, columns). Received " + matrix.shape() + ".");
        }
        int height = matrix.shape().dim(0);
        int width = matrix.shape().dim(1);
        if (Math.max(height, width) > MOST) {
            throw new ShapeException(title + ": expected at most " + MOST + " rows and columns. Received "
                    + matrix.shape() + ". Try slice, or pool it first.");
        }
        if (rows != null && (rows.size() != height || columns.size() != width)) {
            throw new ArgumentException(title + ": expected a name for each of the " + height + " rows and " + width
                    + " columns. Received " + rows.size() + " and " + columns.size() + ".");
        }
        double[] all = matrix.toDoubleArray();
        double[][] values = new double[height][];
        for (int i = 0; i < height; i++) {
            values[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
        }
        boolean isNamed = rows != null;
        return new ValueMap(
                        title, values, isNamed ? rows : numbers(height), isNamed ? columns : numbers(width), isNamed)
                .chart();
    }

    private static List<String> numbers(int n) {
        return java.util.stream.IntStream.range(0, n).mapToObj(String::valueOf).toList();
    }

    private int cell() {
        int longest = isNamed ? columns.stream().mapToInt(String::length).max().orElse(1) : 1;
        int cell = Math.min(LARGEST_CELL, WHOLE / Math.max(rows.size(), columns.size()));
        // Names of columns stand beside each other.
        return Math.max(Math.max(1, cell), isNamed ? Math.min(80, 8 * longest + 6) : 1);
    }

    private Chart chart() {
        int longest = rows.stream().mapToInt(String::length).max().orElse(1);
        int cell = cell();
        int high = Math.min(cell, Math.max(READABLE, Math.min(LARGEST_CELL, WHOLE / rows.size())));
        int left = 2 * GAP + Math.min(160, 8 * longest);
        int width = left + cell * columns.size() + GAP;
        int height = TITLE + LABEL + high * rows.size() + GAP;
        return new Chart(
                title,
                Math.max(width, 9 * title.length()),
                height,
                graphics -> paint(graphics, left, cell, high),
                () -> VegaLite.valueMap(title, rows, columns, values, most, css(), cell, high, labels(cell, high)));
    }

    private static boolean isReadable(int cell, int high) {
        return cell >= READABLE && high >= LABEL;
    }

    private String[][] labels(int cell, int high) {
        return isReadable(cell, high)
                ? Arrays.stream(values)
                        .map(row ->
                                Arrays.stream(row).mapToObj(ValueMap::number).toArray(String[]::new))
                        .toArray(String[][]::new)
                : null;
    }

    /** Colours from the least to the greatest value. */
    private List<String> css() {
        return List.of(Theme.css(BELOW), Theme.css(MIDDLE), Theme.css(ABOVE));
    }

    private void paint(Graphics2D graphics, int left, int cell, int high) {
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                double value = values[r][c];
                if (!Double.isFinite(value)) {
                    continue;
                }
                double x = left + c * cell;
                double y = TITLE + LABEL + r * high;
                int gap = Math.min(cell, high) > 6 ? 1 : 0;
                graphics.setColor(color(value));
                graphics.fill(new Rectangle2D.Double(x, y, cell - gap, high - gap));
                if (isReadable(cell, high)) {
                    graphics.setColor(Color.WHITE);
                    Panel.centred(graphics, number(value), Theme.FONT, x + cell / 2.0, y + high / 2.0 + 4.5);
                }
            }
        }
        graphics.setColor(Theme.TEXT);
        Panel.text(graphics, title, Theme.TITLE, left, LABEL);
        int every = isNamed ? 1 : Math.max(1, (int) Math.ceil(24.0 / cell));
        for (int c = 0; c < columns.size(); c += every) {
            String name = isNamed ? Fonts.fitted(columns.get(c), Theme.FONT, cell - 2, graphics) : columns.get(c);
            Panel.centred(graphics, name, Theme.FONT, left + (c + 0.5) * cell, TITLE + LABEL - GAP / 2.0);
        }
        int step = isNamed && high >= 14 ? 1 : Math.max(1, (int) Math.ceil(16.0 / high));
        for (int r = 0; r < rows.size(); r += step) {
            String name = Fonts.fitted(rows.get(r), Theme.FONT, left - GAP - 2, graphics);
            double width = Fonts.width(name, Theme.FONT, graphics);
            double y = TITLE + LABEL + (r + 0.5) * high + 4.5;
            Panel.text(graphics, name, Theme.FONT, left - GAP - width, y);
        }
    }

    private Color color(double value) {
        double share = most == 0 ? 0 : Math.abs(value) / most;
        Color full = value < 0 ? BELOW : ABOVE;
        return new Color(
                (int) Math.rint(MIDDLE.getRed() + share * (full.getRed() - MIDDLE.getRed())),
                (int) Math.rint(MIDDLE.getGreen() + share * (full.getGreen() - MIDDLE.getGreen())),
                (int) Math.rint(MIDDLE.getBlue() + share * (full.getBlue() - MIDDLE.getBlue())));
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e5) {
            return String.valueOf((long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 1e4 || Math.abs(value) < 5e-3 ? "%.0e" : "%.2f", value);
    }
}
