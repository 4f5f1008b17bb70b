package org.triceras.keras.display;

import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;

/** Shows values in whatever the program runs in. One place decides how a value looks; one sink decides where it goes. */
public final class Display {
    private static volatile DisplaySink sink = new TerminalSink();

    private static final int MOST_RENDERERS = 10;
    private static final int MOST_OF_A_FAILURE = 300;

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

    /**
     * Shows a value as one type only.
     *
     * <p>Text is taken as it stands for that type: {@code show("<b>x</b>", "text/html")}. Bytes are taken as a file of that type. Any
     * other value is shown in that one of its representations.
     *
     * @throws ArgumentException when the value has no such representation
     */
    public static void show(Object value, String mimeType) {
        sink.show(bundleOf(value, mimeType), null);
    }

    /** The one representation of {@link #show(Object, String)}, with the text for front ends that cannot show it. */
    public static MimeBundle bundleOf(Object value, String mimeType) {
        if (mimeType == null) {
            throw new ArgumentException("display: expected a type, such as text/html. Received null.");
        }
        if (value instanceof CharSequence text) {
            return MimeBundle.text(text.toString()).with(mimeType, text.toString());
        }
        if (value instanceof byte[] bytes && !mimeType.startsWith("text/")) {
            return MimeBundle.text(bytes.length + " bytes of " + mimeType)
                    .with(mimeType, Base64.getEncoder().encodeToString(bytes));
        }
        MimeBundle all = bundleOf(value);
        String content = all.get(mimeType);
        if (content == null) {
            throw new ArgumentException("display: expected one of the types that this value has, " + all.types()
                    + ". Received \"" + mimeType + "\".");
        }
        return MimeBundle.text(all.get(MimeBundle.TEXT)).with(mimeType, content);
    }

    /**
     * The representations of any value: what {@link Renderers} say, else its own, else those of the libraries that are there, else its
     * text. Never fails: a renderer's own failure is shown instead of the value.
     */
    public static MimeBundle bundleOf(Object value) {
        try {
            return bundleOf(value, 0);
        } catch (RuntimeException | Error e) {
            LookFailure.check(e);
            return MimeBundle.text(
                    PlainText.of(value) + "\n(shown as text only: " + PlainText.of(e, MOST_OF_A_FAILURE) + ")");
        }
    }

    private static MimeBundle bundleOf(Object value, int depth) {
        if (value == null) {
            return MimeBundle.text("null");
        }
        Optional<Object> registered = depth < MOST_RENDERERS ? Renderers.render(value) : Optional.empty();
        // A renderer that gives its own value back leaves it to the others.
        if (registered.isPresent() && registered.get() != value) {
            return bundleOf(registered.get(), depth + 1);
        }
        if (value instanceof MimeBundle bundle) {
            return bundle;
        }
        if (value instanceof Displayable displayable) {
            MimeBundle bundle = displayable.toMimeBundle();
            if (bundle == null) {
                throw new StateException(
                        "its toMimeBundle returned null. Expected a MimeBundle; try MimeBundle.text(...).");
            }
            return bundle;
        }
        for (DisplayRenderer renderer : Services.ALL) {
            Optional<MimeBundle> bundle = renderer.render(value);
            if (bundle.isPresent()) {
                return bundle.get();
            }
        }
        return MimeBundle.text(PlainText.of(value));
    }

    /** Looked up on first use, not when Display is loaded. */
    private static final class Services {
        static final DisplayRenderer[] ALL =
                ServiceLoader.load(DisplayRenderer.class, DisplayRenderer.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toArray(DisplayRenderer[]::new);
    }
}
