package org.triceras.kernel.session;

import org.triceras.kernel.magic.MagicCode;

/**
 * A snippet of a cell that is to be evaluated.
 *
 * @param start where its first line stands in the cell
 * @param base where its text would begin in the cell, were there nothing before the user's part of it
 * @param code the user's part
 */
record Piece(Cell cell, String text, int start, int base, MagicCode code) {
    SnippetPlace place() {
        return new SnippetPlace(cell, cell.lineOf(start));
    }
}
