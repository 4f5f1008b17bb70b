package org.triceras.charts;

import java.awt.image.BufferedImage;
import java.lang.reflect.Array;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.triceras.data.Images;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.display.DisplayRenderer;
import org.triceras.keras.display.MimeBundle;
import tech.tablesaw.api.Table;

/** Shows tensors, tables, pictures, arrays, collections and maps. */
public final class StandardRenderer implements DisplayRenderer {
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_ROWS = 20;

    @Override
    public Optional<MimeBundle> render(Object value) {
        if (value instanceof Tensor tensor) {
            return Optional.of(tensor(tensor));
        } else if (value instanceof Variable variable) {
            return Optional.of(tensor(variable.value()));
        } else if (value instanceof Table table) {
            return Optional.of(table(table));
        } else if (value instanceof BufferedImage image) {
            return Optional.of(image(image));
        } else if (value instanceof org.knowm.xchart.internal.chartpart.Chart<?, ?> chart) {
            return Optional.of(new Chart(
                            String.valueOf(chart.getTitle()),
                            chart.getWidth(),
                            chart.getHeight(),
                            graphics -> chart.paint(graphics, chart.getWidth(), chart.getHeight()))
                    .toMimeBundle());
        } else if (value.getClass().isArray()) {
            return Optional.of(MimeBundle.text(array(value)));
        } else if (value instanceof Map<?, ?> map) {
            return Optional.of(map(map));
        } else if (value instanceof Collection<?> collection && collection.size() > MOST_ENTRIES) {
            String shown = collection.stream()
                    .limit(MOST_ENTRIES)
                    .map(String::valueOf)
                    .toList()
                    .toString();
            return Optional.of(MimeBundle.text(
                    shown.substring(0, shown.length() - 1) + ", ...]  (" + collection.size() + " elements)"));
        }
        return Optional.empty();
    }

    private static MimeBundle tensor(Tensor tensor) {
        if (!tensor.isConcrete()) {
            return MimeBundle.text(tensor.toString());
        }
        if (isPicture(tensor)) {
            return image(Images.toImage(tensor)).with(MimeBundle.TEXT, tensor.toString());
        }
        return MimeBundle.text(tensor.toString()).with(MimeBundle.HTML, TensorTable.html(tensor));
    }

    /** Bytes in the shape of a picture that is too large to read as numbers. */
    private static boolean isPicture(Tensor tensor) {
        boolean shape = tensor.rank() == 2
                || (tensor.rank() == 3
                        && (tensor.shape().last() == 3 || tensor.shape().last() == 1));
        return tensor.dtype() == DType.UINT8
                && shape
                && tensor.shape().dim(0) >= 16
                && tensor.shape().dim(1) >= 16;
    }

    private static MimeBundle table(Table table) {
        StringBuilder html = new StringBuilder("<table><tr>");
        table.columnNames()
                .forEach(name -> html.append("<th>").append(Html.escape(name)).append("</th>"));
        html.append("</tr>");
        int rows = Math.min(table.rowCount(), MOST_ROWS);
        for (int r = 0; r < rows; r++) {
            html.append("<tr>");
            for (int c = 0; c < table.columnCount(); c++) {
                html.append("<td>").append(Html.escape(table.getString(r, c))).append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</table><p>").append(Html.escape(table.name()));
        html.append(": ")
                .append(table.rowCount())
                .append(" rows, ")
                .append(table.columnCount())
                .append(" columns");
        html.append(rows < table.rowCount() ? "; the first " + rows + " are shown</p>" : "</p>");
        return MimeBundle.text(table.print()).with(MimeBundle.HTML, html.toString());
    }

    private static MimeBundle image(BufferedImage image) {
        return MimeBundle.text("picture of " + image.getWidth() + " x " + image.getHeight())
                .with(MimeBundle.PNG, Base64.getEncoder().encodeToString(Pictures.png(image)));
    }

    private static String array(Object array) {
        int length = Array.getLength(array);
        StringBuilder text = new StringBuilder(
                        array.getClass().getComponentType().getSimpleName())
                .append('[')
                .append(length)
                .append("] {");
        for (int i = 0; i < Math.min(length, MOST_ENTRIES); i++) {
            Object element = Array.get(array, i);
            text.append(i == 0 ? "" : ", ");
            text.append(element != null && element.getClass().isArray() ? array(element) : String.valueOf(element));
        }
        return text.append(length > MOST_ENTRIES ? ", ...}" : "}").toString();
    }

    private static MimeBundle map(Map<?, ?> map) {
        StringBuilder html = new StringBuilder("<table>");
        map.entrySet().stream()
                .limit(MOST_ENTRIES)
                .forEach(e -> html.append("<tr><th>")
                        .append(Html.escape(String.valueOf(e.getKey())))
                        .append("</th><td>")
                        .append(Html.escape(String.valueOf(e.getValue())))
                        .append("</td></tr>"));
        return MimeBundle.text(map.toString())
                .with(MimeBundle.HTML, html.append("</table>").toString());
    }
}
