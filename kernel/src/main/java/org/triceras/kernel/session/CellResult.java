package org.triceras.kernel.session;

/**
 * What a cell gave.
 *
 * @param value the last expression's value, or null
 * @param error why the cell failed, or null
 */
public record CellResult(Object value, CellError error) {
    static CellResult of(Object value) {
        return new CellResult(value, null);
    }

    static CellResult failed(CellError error) {
        return new CellResult(null, error);
    }
}
