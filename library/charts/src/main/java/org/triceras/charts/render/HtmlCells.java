package org.triceras.charts.render;

import java.awt.image.BufferedImage;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.triceras.charts.Html;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.display.PlainText;
import org.triceras.keras.display.Renderers;

/** Values as parts of HTML tables: text escaped and cut, tables within tables down to some depth, pictures small. */
final class HtmlCells {
    /** More than this stalls front ends, so what comes later is shown as short text. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private static final int MOST_OF_A_CELL = 300;
    private static final int MOST_LEVELS = 3;

    private final StringBuilder html = new StringBuilder();
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Adds what is HTML already. */
    HtmlCells raw(String part) {
        html.append(part);
        return this;
    }

    HtmlCells text(Object value) {
        html.append(Html.escape(PlainText.of(value, MOST_OF_A_CELL)));
        return this;
    }

    HtmlCells header(Object name) {
        return raw("<th>").text(name).raw("</th>");
    }

    /** A table cell; text stands left, numbers right. */
    HtmlCells cell(Object value) {
        boolean isNumber = value instanceof Number;
        raw(isNumber ? "<td style=\"text-align:right\">" : "<td style=\"text-align:left\">");
        return value(value).raw("</td>");
    }

    /** A small note below. */
    HtmlCells note(String note) {
        return raw("<p><small>").raw(Html.escape(note)).raw("</small></p>");
    }

    HtmlCells value(Object value) {
        boolean isRoom = html.length() < MOST_CHARACTERS && open.size() < MOST_LEVELS;
        if (value == null || !isRoom || !open.add(value)) {
            return text(value);
        }
        try {
            if (isStructure(value) && !Renderers.knows(value) && StructureView.write(value, this)) {
                return this;
            }
            return isPicturable(value) ? embedded(Display.bundleOf(value)) : text(value);
        } finally {
            open.remove(value);
        }
    }

    /** Writes a table at the top level; false, with nothing written, for what its text shows as well. */
    boolean structure(Object value) {
        open.add(value);
        try {
            return StructureView.write(value, this);
        } finally {
            open.remove(value);
        }
    }

    static boolean isStructure(Object value) {
        return isStructure(value, 0);
    }

    private static boolean isStructure(Object value, int depth) {
        return value instanceof Map<?, ?>
                || value instanceof Collection<?>
                || value instanceof Record && !(value instanceof Displayable)
                || isNestedArray(value, depth);
    }

    /** @param depth of it in arrays, one of which may hold itself */
    private static boolean isNestedArray(Object value, int depth) {
        return value != null
                && value.getClass().isArray()
                && (value.getClass().getComponentType().isArray()
                        || !value.getClass().getComponentType().isPrimitive()
                                && depth < MOST_LEVELS
                                && hasStructure(value, depth + 1));
    }

    private static boolean hasStructure(Object array, int depth) {
        for (int i = 0; i < Math.min(StructureView.MOST_ENTRIES, Array.getLength(array)); i++) {
            Object element = Array.get(array, i);
            if (isStructure(element, depth) || isPicturable(element)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value shows better as itself than as its text. A terminal would get files of it, so not there. */
    static boolean isPicturable(Object value) {
        return Display.sink().isRich()
                && (Renderers.knows(value)
                        || value instanceof Displayable
                        || value instanceof Tensor
                        || value instanceof BufferedImage);
    }

    private HtmlCells embedded(MimeBundle bundle) {
        String svg = bundle.get(MimeBundle.SVG);
        String png = bundle.get(MimeBundle.PNG);
        String table = bundle.get(MimeBundle.HTML);
        if (png != null && html.length() + png.length() < MOST_CHARACTERS) {
            return image(MimeBundle.PNG, png);
        } else if (svg != null && html.length() + svg.length() < MOST_CHARACTERS) {
            // As an image, since ids of several drawings in one page would meet.
            return image(MimeBundle.SVG, Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)));
        } else if (table != null && html.length() + table.length() < MOST_CHARACTERS) {
            return raw(table);
        }
        return text(bundle.get(MimeBundle.TEXT));
    }

    private HtmlCells image(String type, String base64) {
        return raw("<img style=\"max-width:320px;max-height:240px\" src=\"data:" + type + ";base64," + base64 + "\">");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
