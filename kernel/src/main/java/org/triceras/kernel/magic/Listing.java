package org.triceras.kernel.magic;

import java.util.AbstractList;
import java.util.List;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** Lines that a magic gives: a list for code, one line each for people. */
final class Listing extends AbstractList<String> implements Displayable {
    private final List<String> lines;
    private final String summary;

    Listing(List<String> lines) {
        this(lines, lines.isEmpty() ? "(none)" : String.join("\n", lines));
    }

    /** Lines that people do not want to see all. */
    Listing(List<String> lines, String summary) {
        this.lines = List.copyOf(lines);
        this.summary = summary;
    }

    @Override
    public String get(int index) {
        return lines.get(index);
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.text(summary);
    }
}
