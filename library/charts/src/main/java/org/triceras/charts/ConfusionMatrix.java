package org.triceras.charts;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** How often each class was taken for which: rows are true classes, columns predicted ones. */
public final class ConfusionMatrix implements Displayable {
    private static final int CELL = 44;
    private static final int MARGIN = 56;
    private static final Color HIT = Theme.SERIES[0];
    private static final Color MISS = Theme.SERIES[5];

    private final int[][] counts;

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
    }

    /** Counts of class indices (one axis, equal lengths). One-hot or probability rows are taken by their largest entry. */
    public static ConfusionMatrix of(Tensor yTrue, Tensor yPred) {
        int[] truth = classes(yTrue);
        int[] predicted = classes(yPred);
        if (truth.length != predicted.length) {
            throw new ShapeException("confusionMatrix: expected as many predictions as true labels. Received "
                    + truth.length + " labels and " + predicted.length + " predictions.");
        }
        int classes = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] < 0 || predicted[i] < 0) {
                throw new ShapeException("confusionMatrix: a class index cannot be negative. Received true " + truth[i]
                        + ", predicted " + predicted[i] + " at position " + i + ".");
            }
            classes = Math.max(classes, Math.max(truth[i], predicted[i]) + 1);
        }
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(counts);
    }

    private static int[] classes(Tensor labels) {
        return labels.rank() == 2 && labels.shape().dim(1) > 1
                ? labels.argmax(-1).toIntArray()
                : labels.toIntArray();
    }

    /** The number of examples of a true class that were predicted as another. */
    public int count(int trueClass, int predictedClass) {
        return counts[trueClass][predictedClass];
    }

    /** A copy of all counts. */
    public int[][] counts() {
        int[][] copy = new int[counts.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = counts[i].clone();
        }
        return copy;
    }

    /** A heat map with the numbers in it. */
    public Chart plot() {
        int n = counts.length;
        return new Chart("Confusion matrix", MARGIN + n * CELL + 12, MARGIN + n * CELL + 12, this::paint);
    }

    private void paint(Graphics2D graphics) {
        int n = counts.length;
        graphics.setFont(Theme.FONT);
        FontMetrics metrics = graphics.getFontMetrics();
        for (int row = 0; row < n; row++) {
            int total = 0;
            int largestMiss = 1;
            for (int column = 0; column < n; column++) {
                total += counts[row][column];
            }
            for (int[] each : counts) {
                for (int column = 0; column < n; column++) {
                    largestMiss = each == counts[column] ? largestMiss : Math.max(largestMiss, each[column]);
                }
            }
            for (int column = 0; column < n; column++) {
                int count = counts[row][column];
                double share = row == column ? (double) count / Math.max(1, total) : (double) count / largestMiss;
                int alpha = count == 0 ? 0 : (int) (40 + 200 * Math.min(1, share));
                Color base = row == column ? HIT : MISS;
                int x = MARGIN + column * CELL;
                int y = MARGIN + row * CELL;
                graphics.setColor(new Color(base.getRed(), base.getGreen(), base.getBlue(), alpha));
                graphics.fillRect(x + 1, y + 1, CELL - 2, CELL - 2);
                if (count > 0) {
                    graphics.setColor(alpha > 140 ? Color.WHITE : Theme.TEXT);
                    String text = String.valueOf(count);
                    graphics.drawString(
                            text,
                            x + (CELL - metrics.stringWidth(text)) / 2,
                            y + CELL / 2 + metrics.getAscent() / 2 - 1);
                }
            }
        }
        graphics.setColor(Theme.TEXT);
        for (int i = 0; i < n; i++) {
            String text = String.valueOf(i);
            graphics.drawString(text, MARGIN + i * CELL + (CELL - metrics.stringWidth(text)) / 2, MARGIN - 8);
            graphics.drawString(
                    text,
                    MARGIN - 10 - metrics.stringWidth(text),
                    MARGIN + i * CELL + CELL / 2 + metrics.getAscent() / 2 - 1);
        }
        graphics.setFont(Theme.TITLE);
        FontMetrics large = graphics.getFontMetrics();
        String columns = "predicted";
        graphics.drawString(columns, MARGIN + (n * CELL - large.stringWidth(columns)) / 2, MARGIN - 30);
        graphics.rotate(-Math.PI / 2);
        String rows = "true";
        graphics.drawString(rows, -(MARGIN + (n * CELL + large.stringWidth(rows)) / 2), MARGIN - 34);
        graphics.rotate(Math.PI / 2);
    }

    @Override
    public MimeBundle toMimeBundle() {
        StringBuilder html = new StringBuilder("<table><tr><th>true \\ predicted</th>");
        for (int i = 0; i < counts.length; i++) {
            html.append("<th>").append(i).append("</th>");
        }
        html.append("</tr>");
        for (int row = 0; row < counts.length; row++) {
            html.append("<tr><th>").append(row).append("</th>");
            for (int count : counts[row]) {
                html.append("<td>").append(count).append("</td>");
            }
            html.append("</tr>");
        }
        return MimeBundle.text(toString())
                .with(MimeBundle.HTML, html.append("</table>").toString());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("confusion matrix, rows are true classes, columns predicted ones\n");
        for (int[] row : counts) {
            for (int count : row) {
                text.append(String.format("%7d", count));
            }
            text.append('\n');
        }
        return text.toString().stripTrailing();
    }
}
