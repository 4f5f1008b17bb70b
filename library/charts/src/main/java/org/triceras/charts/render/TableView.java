package org.triceras.charts.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;
import org.triceras.charts.Html;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.display.PlainText;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** The first rows of a Tablesaw table, its columns' types as tool tips, and its size below. */
final class TableView {
    private static final int MOST_ROWS = 20;
    private static final int MOST_COLUMNS = 50;
    private static final int MOST_OF_A_CELL = 300;
    private static final int MOST_DIGITS = 6;
    private static final double SMALLEST_PLAIN = 1e-5;
    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+(E-?\\d+)?");

    private TableView() {}

    static MimeBundle bundle(Table table) {
        int rows = Math.min(table.rowCount(), MOST_ROWS);
        int columns = Math.min(table.columnCount(), MOST_COLUMNS);
        StringBuilder html = new StringBuilder("<table><tr>");
        for (int c = 0; c < columns; c++) {
            html.append("<th title=\"")
                    .append(Html.escape(table.column(c).type().name().toLowerCase(java.util.Locale.ROOT)));
            html.append("\"")
                    .append(align(table, c))
                    .append('>')
                    .append(escaped(table.column(c).name()))
                    .append("</th>");
        }
        html.append("</tr>");
        for (int r = 0; r < rows; r++) {
            html.append("<tr>");
            for (int c = 0; c < columns; c++) {
                html.append("<td")
                        .append(align(table, c))
                        .append('>')
                        .append(escaped(cell(table, r, c)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</table><p><small>").append(escaped(table.name()));
        html.append(": ")
                .append(table.rowCount())
                .append(" rows, ")
                .append(table.columnCount())
                .append(" columns");
        html.append(rows < table.rowCount() ? "; the first " + rows + " rows are shown" : "");
        html.append(columns < table.columnCount() ? "; the first " + columns + " columns are shown" : "");
        String text = PlainText.cut(table.print(MOST_ROWS), PlainText.MOST_CHARACTERS);
        return MimeBundle.html(text, html.append("</small></p>").toString());
    }

    /** Numbers stand right, as the front end has it, so that their digits are below each other. */
    private static String align(Table table, int column) {
        return table.column(column) instanceof NumericColumn<?> ? "" : " style=\"text-align:left\"";
    }

    private static String escaped(String text) {
        return Html.escape(PlainText.cut(text, MOST_OF_A_CELL));
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
}
