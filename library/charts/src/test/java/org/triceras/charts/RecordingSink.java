package org.triceras.charts;

import java.util.ArrayList;
import java.util.List;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplaySink;
import org.triceras.keras.display.MimeBundle;

/** A notebook that remembers what it was shown. Closing it puts back what was there before. */
final class RecordingSink implements DisplaySink, AutoCloseable {
    final List<MimeBundle> shown = new ArrayList<>();
    final List<MimeBundle> updated = new ArrayList<>();
    final List<String> ids = new ArrayList<>();
    private final boolean isRich;
    private final DisplaySink before;

    private RecordingSink(boolean isRich) {
        this.isRich = isRich;
        before = Display.use(this);
    }

    static RecordingSink notebook() {
        return new RecordingSink(true);
    }

    static RecordingSink terminal() {
        return new RecordingSink(false);
    }

    @Override
    public void show(MimeBundle bundle, String id) {
        shown.add(bundle);
        ids.add(id);
    }

    @Override
    public void update(MimeBundle bundle, String id) {
        updated.add(bundle);
        ids.add(id);
    }

    @Override
    public boolean isRich() {
        return isRich;
    }

    @Override
    public void close() {
        Display.use(before);
    }
}
