package org.triceras.charts;

import java.awt.image.BufferedImage;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.Chart;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplayRenderer;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Shows tensors, tables, pictures, XChart's charts, arrays, collections, maps and records. */
public final class StandardRenderer implements DisplayRenderer {
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_ROWS = 20;
    private static final int MOST_DIGITS = 6;
    private static final double SMALLEST_PLAIN = 1e-5;
    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+(E-?\\d+)?");

    @Override
    public Optional<MimeBundle> render(Object value) {
        if (value instanceof Tensor tensor) {
            return Optional.of(TensorView.bundle(tensor));
        } else if (value instanceof Variable variable) {
            return Optional.of(TensorView.bundle(variable.value()));
        } else if (value instanceof Table table) {
            return Optional.of(table(table));
        } else if (value instanceof BufferedImage image) {
            return Optional.of(image(image));
        } else if (value instanceof Chart<?, ?> chart) {
            return Optional.of(xchart(chart).toMimeBundle());
        } else if (value.getClass().isArray()) {
            return Optional.of(MimeBundle.text(array(value)));
        } else if (value instanceof Map<?, ?> map) {
            return Optional.of(map(map));
        } else if (value instanceof Collection<?> collection) {
            return Optional.of(MimeBundle.text(collection(collection)));
        } else if (value instanceof Optional<?> optional && optional.isPresent() && isRich(optional.get())) {
            return Optional.of(Display.bundleOf(optional.get()));
        } else if (value instanceof Record record) {
            return record(record);
        }
        return Optional.empty();
    }

    private static boolean isRich(Object value) {
        return value instanceof Displayable
                || value instanceof Tensor
                || value instanceof Table
                || value instanceof BufferedImage
                || value instanceof Chart<?, ?>;
    }

    /** A chart made with XChart itself keeps the colours that its author gave it. */
    private static org.triceras.charts.Chart xchart(Chart<?, ?> chart) {
        String title = chart.getTitle() == null || chart.getTitle().isBlank() ? "Chart" : chart.getTitle();
        int width = chart.getWidth();
        int height = chart.getHeight();
        return new org.triceras.charts.Chart(title, width, height, graphics -> chart.paint(graphics, width, height));
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
                html.append("<td>").append(Html.escape(cell(table, r, c))).append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</table><p><small>").append(Html.escape(table.name()));
        html.append(": ").append(table.rowCount()).append(" rows, ");
        html.append(table.columnCount()).append(" columns");
        html.append(rows < table.rowCount() ? "; the first " + rows + " are shown</small></p>" : "</small></p>");
        return MimeBundle.text(table.print(MOST_ROWS)).with(MimeBundle.HTML, html.toString());
    }

    /** As the table prints it, but a number that nobody has chosen a format for has no more than six digits. */
    private static String cell(Table table, int row, int column) {
        String text = table.getString(row, column);
        if (text.length() > MOST_DIGITS
                && table.column(column) instanceof NumericColumn<?> numbers
                && NUMBER.matcher(text).matches()) {
            double value = numbers.getDouble(row);
            // Without a format all digits are there.
            if (Double.isFinite(value) && Double.parseDouble(text) == value && value != Math.rint(value)) {
                BigDecimal rounded = new BigDecimal(value).round(new MathContext(MOST_DIGITS));
                boolean isTiny = Math.abs(value) < SMALLEST_PLAIN;
                return isTiny
                        ? String.valueOf(rounded.doubleValue())
                        : rounded.stripTrailingZeros().toPlainString();
            }
        }
        return text;
    }

    private static MimeBundle image(BufferedImage image) {
        MimeBundle text = MimeBundle.text("picture of " + image.getWidth() + " x " + image.getHeight());
        return text.with(MimeBundle.PNG, Base64.getEncoder().encodeToString(Pictures.png(image)));
    }

    private static String array(Object array) {
        int length = Array.getLength(array);
        StringBuilder text =
                new StringBuilder(array.getClass().getComponentType().getSimpleName());
        text.append('[').append(length).append("] {");
        for (int i = 0; i < Math.min(length, MOST_ENTRIES); i++) {
            text.append(i == 0 ? "" : ", ").append(element(Array.get(array, i)));
        }
        return text.append(length > MOST_ENTRIES ? ", ...}" : "}").toString();
    }

    private static String element(Object element) {
        return element != null && element.getClass().isArray() ? array(element) : String.valueOf(element);
    }

    private static String collection(Collection<?> collection) {
        String shown = collection.stream()
                .limit(MOST_ENTRIES)
                .map(StandardRenderer::element)
                .collect(Collectors.joining(", ", "[", ""));
        return collection.size() > MOST_ENTRIES ? shown + ", ...]  (" + collection.size() + " elements)" : shown + "]";
    }

    private static MimeBundle map(Map<?, ?> map) {
        StringBuilder html = new StringBuilder("<table>");
        map.entrySet().stream()
                .limit(MOST_ENTRIES)
                .forEach(entry -> row(html, String.valueOf(entry.getKey()), entry.getValue()));
        html.append("</table>");
        if (map.size() > MOST_ENTRIES) {
            html.append("<p><small>").append(map.size()).append(" entries</small></p>");
        }
        return MimeBundle.text(map.toString()).with(MimeBundle.HTML, html.toString());
    }

    private static void row(StringBuilder html, String name, Object value) {
        html.append("<tr><th>").append(Html.escape(name)).append("</th><td>");
        html.append(Html.escape(element(value))).append("</td></tr>");
    }

    /** The components by name; nothing for a record that has written its own toString. */
    private static Optional<MimeBundle> record(Record record) {
        try {
            if (record.getClass().getMethod("toString").getDeclaringClass() != record.getClass()) {
                return Optional.empty();
            }
            Map<String, Object> values = new LinkedHashMap<>();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                values.put(component.getName(), component.getAccessor().invoke(record));
            }
            if (!record.toString().startsWith(record.getClass().getSimpleName() + "[")) {
                return Optional.empty();
            }
            return Optional.of(MimeBundle.text(record.toString())
                    .with(MimeBundle.HTML, map(values).get(MimeBundle.HTML)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // A module that is closed to us, or an accessor that throws: the plain form will do.
            return Optional.empty();
        }
    }
}
