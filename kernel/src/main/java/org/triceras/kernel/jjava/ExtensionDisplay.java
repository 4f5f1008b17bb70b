package org.triceras.kernel.jjava;

import com.google.gson.Gson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.triceras.keras.display.DisplayRenderer;
import org.triceras.keras.display.MimeBundle;

/** Shows values by the renderers that extensions have added. Knows none, and costs nothing, until there is an extension. */
public final class ExtensionDisplay implements DisplayRenderer {
    private static volatile Function<Object, Optional<MimeBundle>> added = value -> Optional.empty();

    static void use(Renderer renderer) {
        added = value -> Converter.render(renderer, value);
    }

    @Override
    public Optional<MimeBundle> render(Object value) {
        ClassLoader loader = value.getClass().getClassLoader();
        // Extensions are for what notebooks bring; what is of the JDK's or ours has its look already.
        boolean isTheirs = loader != null
                && loader != ExtensionDisplay.class.getClassLoader()
                && loader != ClassLoader.getPlatformClassLoader();
        return isTheirs ? added.apply(value) : Optional.empty();
    }

    static MimeBundle bundle(DisplayData data) {
        return Converter.bundle(data);
    }

    /** Loaded with the first extension: names JJava's classes. */
    private static final class Converter {
        private static final List<MIMEType> TYPES = List.of(
                MIMEType.TEXT_LATEX,
                MIMEType.TEXT_MARKDOWN,
                MIMEType.APPLICATION_JSON,
                MIMEType.IMAGE_JPEG,
                MIMEType.IMAGE_PNG,
                MIMEType.IMAGE_SVG,
                MIMEType.TEXT_HTML,
                MIMEType.APPLICATION_JAVASCRIPT);

        static Optional<MimeBundle> render(Renderer renderer, Object value) {
            MimeBundle bundle = bundle(renderer.render(value));
            // What nobody has a renderer for comes back as its own text.
            boolean plain = bundle.types().size() == 1 && String.valueOf(value).equals(bundle.get(MimeBundle.TEXT));
            return plain ? Optional.empty() : Optional.of(bundle);
        }

        static MimeBundle bundle(DisplayData data) {
            Object text = data.getData(MIMEType.TEXT_PLAIN);
            MimeBundle bundle = MimeBundle.text(text == null ? "" : text.toString());
            for (MIMEType type : TYPES) {
                if (data.hasDataForType(type)) {
                    Object content = data.getData(type);
                    bundle = bundle.with(type.toString(), content instanceof String s ? s : new Gson().toJson(content));
                }
            }
            return bundle;
        }
    }
}
