package org.triceras.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The bridge between Tablesaw's tables and tensors. */
public final class Tables {
    private Tables() {}

    /** Numeric and boolean columns as a float32 tensor (rows, columns); missing values become NaN. All columns when none is named. */
    public static Tensor toTensor(Table table, String... columns) {
        List<String> names = columns.length == 0 ? table.columnNames() : Arrays.asList(columns);
        int rows = table.rowCount();
        float[] values = new float[Math.multiplyExact(rows, names.size())];
        for (int c = 0; c < names.size(); c++) {
            Column<?> column = column(table, names.get(c));
            for (int r = 0; r < rows; r++) {
                values[r * names.size() + c] = value(column, r);
            }
        }
        return Tensors.wrap(Shape.of(rows, names.size()), DType.FLOAT32, values);
    }

    private static Column<?> column(Table table, String name) {
        if (!table.columnNames().contains(name)) {
            throw Names.unknown("column of table " + table.name(), name, table.columnNames());
        }
        return table.column(name);
    }

    private static float value(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return Float.NaN;
        }
        if (column instanceof NumericColumn<?> numeric) {
            return (float) numeric.getDouble(row);
        }
        if (column instanceof BooleanColumn bool) {
            return bool.get(row) ? 1 : 0;
        }
        throw new DTypeException(
                "Column \"" + column.name() + "\" holds " + column.type().name()
                        + ", which is no number. Name the numeric columns, or turn it into numbers first: codes(table, \""
                        + column.name() + "\", categories(table, \"" + column.name() + "\")).");
    }

    /** The distinct values of a column as text, sorted; missing values are no category. */
    public static List<String> categories(Table table, String column) {
        Column<?> values = column(table, column);
        TreeSet<String> distinct = new TreeSet<>();
        for (int r = 0; r < table.rowCount(); r++) {
            if (!values.isMissing(r)) {
                distinct.add(values.getString(r));
            }
        }
        return List.copyOf(distinct);
    }

    /**
     * The number of each row's category, int32 (rows). {@code toCategorical(codes, categories.size())} makes one-hot rows of it. Take the
     * categories from the whole table, so that parts of it agree on the numbers.
     *
     * @param categories the category with number 0, 1, ...; see {@link #categories}
     * @throws DataException for a missing value, or one that is not among the categories
     */
    public static Tensor codes(Table table, String column, List<String> categories) {
        Column<?> values = column(table, column);
        int[] codes = new int[table.rowCount()];
        for (int r = 0; r < codes.length; r++) {
            codes[r] = values.isMissing(r) ? -1 : categories.indexOf(values.getString(r));
            if (codes[r] < 0) {
                throw new DataException("codes: column \"" + column + "\" of table " + table.name() + " has "
                        + (values.isMissing(r) ? "no value" : "the value \"" + values.getString(r) + "\"")
                        + " in row " + r + ". Expected one of " + String.join(", ", categories)
                        + ". Try dropRowsWithMissingValues() for missing values, and categories(table, column) of the"
                        + " whole table.");
            }
        }
        return Tensors.of(codes, codes.length);
    }

    /**
     * Shuffles a table's rows and splits them, always in the same way for one seed.
     *
     * @param testPart the part of the rows that is kept for testing, above 0 and below 1
     */
    public static TableSplit trainTestSplit(Table table, double testPart, long seed) {
        if (!(testPart > 0 && testPart < 1)) {
            throw new ArgumentException("trainTestSplit: expected a test part above 0 and below 1. Received " + testPart
                    + ". Try 0.2 for a fifth of the rows.");
        }
        int rows = table.rowCount();
        int testRows = (int) Math.round(rows * testPart);
        if (testRows == 0 || testRows == rows) {
            throw new ArgumentException("trainTestSplit: table " + table.name() + " has " + rows
                    + " rows, of which a part of " + testPart + " leaves nothing for training or for testing.");
        }
        List<Integer> order = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            order.add(r);
        }
        Collections.shuffle(order, new Random(seed));
        int[] shuffled = order.stream().mapToInt(Integer::intValue).toArray();
        return new TableSplit(
                pick(table, Arrays.copyOfRange(shuffled, testRows, rows)),
                pick(table, Arrays.copyOfRange(shuffled, 0, testRows)));
    }

    /** Rows in the order asked for; {@code table.rows} would put them back into the table's, in which classes often lie together. */
    private static Table pick(Table table, int[] rows) {
        List<Column<?>> columns = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            columns.add(column.subset(rows));
        }
        return Table.create(table.name(), columns);
    }

    /** A matrix as a table of doubles; without names the columns are c0, c1, ... */
    public static Table toTable(Tensor matrix, String... columns) {
        if (matrix.rank() != 2) {
            throw new ShapeException(
                    "toTable: expected a matrix (rows, columns). Received shape " + matrix.shape() + ".");
        }
        int rows = matrix.shape().dim(0);
        int width = matrix.shape().dim(1);
        if (columns.length != 0 && columns.length != width) {
            throw new ArgumentException(
                    "toTable: expected " + width + " column names. Received " + columns.length + ".");
        }
        if (Arrays.stream(columns)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < columns.length) {
            throw new ArgumentException(
                    "toTable: expected columns with different names; capitals do not make a difference. Received "
                            + Arrays.toString(columns) + ".");
        }
        double[] values = matrix.toDoubleArray();
        List<Column<?>> result = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            double[] column = new double[rows];
            for (int r = 0; r < rows; r++) {
                column[r] = values[r * width + c];
            }
            result.add(DoubleColumn.create(columns.length == 0 ? "c" + c : columns[c], column));
        }
        return Table.create("table", result);
    }
}
