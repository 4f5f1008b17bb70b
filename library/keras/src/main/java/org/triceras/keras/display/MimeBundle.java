package org.triceras.keras.display;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One value in several representations, keyed by MIME type, the richest last; what a front end is sent to show.
 *
 * <p>Text types hold a {@link String}. Binary types (image/png) hold the bytes in base64 as Jupyter wants them. JSON types
 * (application/json, application/vnd.vegalite.v5+json) hold the JSON text.
 */
public final class MimeBundle {
    public static final String TEXT = "text/plain";
    public static final String HTML = "text/html";
    public static final String MARKDOWN = "text/markdown";
    public static final String LATEX = "text/latex";
    public static final String SVG = "image/svg+xml";
    public static final String PNG = "image/png";
    public static final String JSON = "application/json";

    private final Map<String, String> data;

    private MimeBundle(Map<String, String> data) {
        this.data = Collections.unmodifiableMap(data);
    }

    /** A bundle with only a plain-text form. */
    public static MimeBundle text(String text) {
        return new MimeBundle(new LinkedHashMap<>()).with(TEXT, text);
    }

    /** A bundle with an HTML form, and a plain-text form for where that cannot be shown. */
    public static MimeBundle html(String text, String html) {
        return text(text).with(HTML, html);
    }

    /** A copy of this bundle that also has {@code content} as {@code mimeType}. */
    public MimeBundle with(String mimeType, String content) {
        Map<String, String> copy = new LinkedHashMap<>(data);
        copy.put(mimeType, content);
        return new MimeBundle(copy);
    }

    /** The content for a MIME type, or null when this bundle does not have it. */
    public String get(String mimeType) {
        return data.get(mimeType);
    }

    public Set<String> types() {
        return data.keySet();
    }

    /** The representations in the order they were added. */
    public Map<String, String> data() {
        return data;
    }

    @Override
    public String toString() {
        return data.getOrDefault(TEXT, "MimeBundle" + data.keySet());
    }
}
