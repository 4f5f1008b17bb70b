package org.triceras.data;

import tech.tablesaw.api.Table;

/**
 * A table cut into two; see {@link Tables#trainTestSplit}.
 *
 * @param train the rows to learn from
 * @param test the rows that are kept aside
 */
public record TableSplit(Table train, Table test) {
    @Override
    public String toString() {
        return train.name() + ": training " + train.rowCount() + " rows, test " + test.rowCount() + " rows";
    }
}
