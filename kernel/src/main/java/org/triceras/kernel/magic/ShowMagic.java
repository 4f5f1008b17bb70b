package org.triceras.kernel.magic;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** A cell magic that shows the cell's text as something richer than text. */
abstract class ShowMagic implements Magic {
    private final List<String> names;
    private final String mimeType;

    ShowMagic(String mimeType, String... names) {
        this.mimeType = mimeType;
        this.names = List.of(names);
    }

    @Override
    public final List<String> names() {
        return names;
    }

    @Override
    public final boolean isLine() {
        return false;
    }

    @Override
    public final boolean isCell() {
        return true;
    }

    @Override
    public final Object run(MagicCall call, MagicHost host) {
        if (!call.arguments().isBlank()) {
            throw new ArgumentException(call.title() + " shows what stands below it. Received \""
                    + call.arguments().text() + "\" on its own line; move it down.");
        }
        String text = call.body().text();
        Display.sink().show(MimeBundle.text(text).with(mimeType, text), null);
        return null;
    }
}
