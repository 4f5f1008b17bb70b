package org.triceras.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
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
            if (!table.columnNames().contains(names.get(c))) {
                throw new ArgumentException("Table " + table.name() + " has no column \"" + names.get(c)
                        + "\". Expected one of " + String.join(", ", table.columnNames()) + ".");
            }
            Column<?> column = table.column(names.get(c));
            for (int r = 0; r < rows; r++) {
                values[r * names.size() + c] = value(column, r);
            }
        }
        return Tensors.wrap(Shape.of(rows, names.size()), DType.FLOAT32, values);
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
                        + ", which is no number. Name the numeric columns, or turn it into numbers first.");
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
