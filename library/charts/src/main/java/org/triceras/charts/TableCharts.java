package org.triceras.charts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.triceras.engine.error.DTypeException;
import org.triceras.keras.util.Names;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The points of a chart from the columns of a table. */
final class TableCharts {
    private TableCharts() {}

    /** The points of each category, by name and in alphabetical order. */
    static Map<String, LineCharts.Curve> groups(Table table, String x, String y, String category) {
        NumericColumn<?> xs = numbers(table, x);
        NumericColumn<?> ys = numbers(table, y);
        Column<?> categories = column(table, category);
        Map<String, List<Integer>> rows = new TreeMap<>();
        for (int r = 0; r < table.rowCount(); r++) {
            if (!xs.isMissing(r) && !ys.isMissing(r) && !categories.isMissing(r)) {
                rows.computeIfAbsent(categories.getString(r), name -> new ArrayList<>())
                        .add(r);
            }
        }
        Map<String, LineCharts.Curve> groups = new LinkedHashMap<>();
        rows.forEach((name, members) -> groups.put(
                name,
                new LineCharts.Curve(
                        name,
                        members.stream().mapToDouble(xs::getDouble).toArray(),
                        members.stream().mapToDouble(ys::getDouble).toArray())));
        return groups;
    }

    private static Column<?> column(Table table, String name) {
        if (!table.columnNames().contains(name)) {
            throw Names.unknown("column of table " + table.name(), name, table.columnNames());
        }
        return table.column(name);
    }

    private static NumericColumn<?> numbers(Table table, String name) {
        Column<?> column = column(table, name);
        if (column instanceof NumericColumn<?> numeric) {
            return numeric;
        }
        throw new DTypeException("scatterChart: expected columns of numbers for x and y. Received column \"" + name
                + "\", which holds " + column.type().name() + ".");
    }
}
