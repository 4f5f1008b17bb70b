package org.triceras.charts;

import java.util.Locale;
import org.triceras.engine.tensor.Tensor;

/** A tensor as an HTML table of its last two axes, long axes abbreviated, with shape and dtype below. */
final class TensorTable {
    private static final int EDGE = 5;
    private static final int MATRICES = 4;

    private TensorTable() {}

    static String html(Tensor tensor) {
        StringBuilder html = new StringBuilder();
        if (tensor.rank() == 0) {
            html.append("<code>")
                    .append(format(tensor.item(), tensor.dtype().isFloat()))
                    .append("</code>");
        } else if (tensor.rank() <= 2) {
            matrix(tensor.rank() == 1 ? tensor.expandDims(0) : tensor, html);
        } else if (tensor.size() > 0) {
            matrices(tensor, "", new int[] {0}, html);
        }
        return html.append("<p><small>")
                .append(tensor.dtype())
                .append(' ')
                .append(tensor.shape())
                .append("</small></p>")
                .toString();
    }

    /** The first few matrices of a tensor of higher rank, each with its index. */
    private static void matrices(Tensor tensor, String index, int[] shown, StringBuilder html) {
        for (int i = 0; i < tensor.shape().dim(0) && shown[0] < MATRICES; i++) {
            String path = index + i + ", ";
            Tensor part = tensor.at(i);
            if (part.rank() > 2) {
                matrices(part, path, shown, html);
            } else {
                html.append("<p><small>[").append(path).append(":, :]</small></p>");
                matrix(part, html);
                shown[0]++;
            }
        }
    }

    private static void matrix(Tensor matrix, StringBuilder html) {
        int rows = matrix.shape().dim(0);
        int columns = matrix.shape().dim(1);
        boolean isFloat = matrix.dtype().isFloat();
        html.append("<table>");
        for (int r = 0; r < rows; r++) {
            html.append("<tr>");
            if (skips(r, rows)) {
                html.append("<td colspan=\"")
                        .append(Math.min(columns, columns > 4 * EDGE ? 2 * EDGE + 1 : columns))
                        .append("\" style=\"text-align:center\">⋮</td></tr>");
                r = rows - EDGE - 1;
                continue;
            }
            for (int c = 0; c < columns; c++) {
                if (skips(c, columns)) {
                    html.append("<td>⋯</td>");
                    c = columns - EDGE - 1;
                } else {
                    html.append("<td>")
                            .append(format(matrix.get(r, c), isFloat))
                            .append("</td>");
                }
            }
            html.append("</tr>");
        }
        html.append("</table>");
    }

    private static boolean skips(int i, int length) {
        return length > 4 * EDGE && i == EDGE;
    }

    private static String format(double value, boolean isFloat) {
        if (!isFloat) {
            return String.valueOf((long) value);
        }
        boolean plain = value == 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6) || !Double.isFinite(value);
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
    }
}
