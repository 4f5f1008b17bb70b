package org.triceras.kernel.magic;

import java.util.List;

/**
 * A magic as it was written.
 *
 * @param name without percent signs
 * @param arguments what follows on the same line
 * @param body the rest of the cell for a cell magic ({@code %%name}), null for a line magic
 * @param offset where its first percent sign stands in the cell
 */
public record MagicCall(String name, MagicCode arguments, MagicCode body, int offset) {
    public boolean isCell() {
        return body != null;
    }

    /** The arguments as a shell would split them. */
    public List<String> words() {
        return Words.split(arguments.text());
    }

    /** {@code %name} or {@code %%name}. */
    public String title() {
        return (isCell() ? "%%" : "%") + name;
    }
}
