package org.triceras.keras.text;

import java.util.List;
import org.triceras.engine.error.DataException;

/** What is required of lists of texts. */
final class Texts {
    private Texts() {}

    /** Tables have null where a cell is empty. */
    static void requireAll(String owner, List<String> texts) {
        // Not contains, which lists without nulls refuse to be asked.
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i) == null) {
                throw new DataException(
                        owner + ": text " + i + " of " + texts.size()
                                + ", counted from 0, is missing. Expected a text in each place. Leave such rows out, or replace null by \"\".");
            }
        }
    }
}
