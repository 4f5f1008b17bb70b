package org.triceras.keras.display;

import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;

/** Shows values in whatever the program runs in. One place decides how a value looks; one sink decides where it goes. */
public final class Display {
    private static volatile DisplaySink sink = new TerminalSink();

    private Display() {}

    /** Sends all output to {@code newSink} from now on and returns the sink used before. */
    public static DisplaySink use(DisplaySink newSink) {
        DisplaySink before = sink;
        sink = Objects.requireNonNull(newSink);
        return before;
    }

    public static DisplaySink sink() {
        return sink;
    }

    /** Shows a value once. */
    public static void show(Object value) {
        sink.show(bundleOf(value), null);
    }

    /** The representations of any value: its own, else a renderer's, else its string form. */
    public static MimeBundle bundleOf(Object value) {
        if (value instanceof MimeBundle bundle) {
            return bundle;
        }
        if (value instanceof Displayable displayable) {
            return displayable.toMimeBundle();
        }
        if (value != null) {
            for (DisplayRenderer renderer : Renderers.ALL) {
                Optional<MimeBundle> bundle = renderer.render(value);
                if (bundle.isPresent()) {
                    return bundle.get();
                }
            }
        }
        return MimeBundle.text(String.valueOf(value));
    }

    /** Looked up on first use, not when Display is loaded. */
    private static final class Renderers {
        static final DisplayRenderer[] ALL =
                ServiceLoader.load(DisplayRenderer.class, DisplayRenderer.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toArray(DisplayRenderer[]::new);
    }
}
