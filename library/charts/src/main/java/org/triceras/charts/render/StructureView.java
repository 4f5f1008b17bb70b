package org.triceras.charts.render;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.display.PlainText;
import org.triceras.keras.display.Renderers;

/** Maps, records, collections and arrays as HTML tables beside their text. */
final class StructureView {
    static final int MOST_ENTRIES = 100;
    private static final int MOST_COLUMNS = 30;
    private static final int EDGE = 10;

    private StructureView() {}

    /** The value's text, and a table if it has any structure to show. */
    static MimeBundle bundle(Object value) {
        MimeBundle text = MimeBundle.text(PlainText.of(value));
        HtmlCells html = new HtmlCells();
        boolean isTable = HtmlCells.isStructure(value) && html.structure(value);
        return isTable ? text.with(MimeBundle.HTML, html.toString()) : text;
    }

    /** Writes a table; false, with nothing written, for a value that its text shows as well. */
    static boolean write(Object value, HtmlCells html) {
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty() && pairs(map, html);
        } else if (value instanceof Record each) {
            return components(each).filter(map -> pairs(map, html)).isPresent();
        } else if (value instanceof Collection<?> collection) {
            return elements(first(collection), collection.size(), html);
        }
        Class<?> element = value.getClass().getComponentType();
        List<Object> elements = new ArrayList<>();
        int length = Array.getLength(value);
        for (int i = 0; i < Math.min(length, MOST_ENTRIES); i++) {
            elements.add(Array.get(value, i));
        }
        boolean isMatrix = element.isArray() && !element.getComponentType().isArray();
        return isMatrix && !elements.contains(null) ? matrix(value, html) : elements(elements, length, html);
    }

    private static List<Object> first(Collection<?> collection) {
        List<Object> elements = new ArrayList<>();
        for (Object element : collection) {
            if (elements.size() == MOST_ENTRIES) {
                break;
            }
            elements.add(element);
        }
        return elements;
    }

    private static boolean pairs(Map<?, ?> map, HtmlCells html) {
        html.raw("<table>");
        int shown = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (shown++ == MOST_ENTRIES) {
                break;
            }
            html.raw("<tr>").header(entry.getKey()).cell(entry.getValue()).raw("</tr>");
        }
        html.raw("</table>");
        cutNote(map.size(), "entries", html);
        return true;
    }

    private static void cutNote(int size, String what, HtmlCells html) {
        if (size > MOST_ENTRIES) {
            html.note(size + " " + what + "; the first " + MOST_ENTRIES + " are shown");
        }
    }

    /** Records and maps line by line with their names on top, other structured values by their number. */
    private static boolean elements(List<Object> elements, int size, HtmlCells html) {
        Optional<List<Map<?, ?>>> rows = rows(elements);
        if (rows.isPresent()) {
            table(rows.get(), html);
        } else if (elements.stream().anyMatch(e -> HtmlCells.isStructure(e) || HtmlCells.isPicturable(e))) {
            html.raw("<table>");
            for (int i = 0; i < elements.size(); i++) {
                html.raw("<tr>").header(i).cell(elements.get(i)).raw("</tr>");
            }
            html.raw("</table>");
        } else {
            return false;
        }
        cutNote(size, "elements", html);
        return true;
    }

    private static Optional<List<Map<?, ?>>> rows(List<Object> elements) {
        List<Map<?, ?>> rows = new ArrayList<>();
        for (Object element : elements) {
            if (Renderers.knows(element)) {
                return Optional.empty();
            } else if (element instanceof Map<?, ?> map) {
                rows.add(map);
            } else if (element instanceof Record each && components(each).isPresent()) {
                rows.add(components(each).get());
            } else {
                return Optional.empty();
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows);
    }

    private static void table(List<Map<?, ?>> rows, HtmlCells html) {
        Set<Object> names = new LinkedHashSet<>();
        rows.forEach(row -> row.keySet().stream().limit(MOST_COLUMNS).forEach(names::add));
        List<Object> columns = names.stream().limit(MOST_COLUMNS).toList();
        html.raw("<table><tr><th></th>");
        columns.forEach(html::header);
        html.raw("</tr>");
        for (int i = 0; i < rows.size(); i++) {
            html.raw("<tr>").header(i);
            for (Object column : columns) {
                Map<?, ?> row = rows.get(i);
                if (row.containsKey(column)) {
                    html.cell(row.get(column));
                } else {
                    html.raw("<td></td>");
                }
            }
            html.raw("</tr>");
        }
        html.raw("</table>");
    }

    /** An array of arrays, which need not be equally long; the middle of long ones is left out. */
    private static boolean matrix(Object matrix, HtmlCells html) {
        int rows = Array.getLength(matrix);
        html.raw("<table>");
        for (int r = 0; r < rows; r++) {
            if (skips(r, rows)) {
                html.raw("<tr><td>⋮</td></tr>");
                r = rows - EDGE - 1;
                continue;
            }
            Object row = Array.get(matrix, r);
            int columns = row == null ? 0 : Array.getLength(row);
            html.raw("<tr>");
            for (int c = 0; c < columns; c++) {
                if (skips(c, columns)) {
                    html.raw("<td>⋯</td>");
                    c = columns - EDGE - 1;
                } else {
                    html.cell(Array.get(row, c));
                }
            }
            html.raw("</tr>");
        }
        html.raw("</table>");
        Object longest = rows == 0 ? null : Array.get(matrix, 0);
        html.note(matrix.getClass().getComponentType().getComponentType().getSimpleName() + "[" + rows + "]["
                + (longest == null ? "" : Array.getLength(longest)) + "]");
        return true;
    }

    private static boolean skips(int i, int length) {
        return length > 2 * EDGE + 1 && i == EDGE;
    }

    /** The components by name; nothing for a record that has written its own toString, or that is closed to us. */
    private static Optional<Map<String, Object>> components(Record each) {
        try {
            Map<String, Object> values = new LinkedHashMap<>();
            for (RecordComponent component : each.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                values.put(component.getName(), component.getAccessor().invoke(each));
            }
            boolean isPlain = each.toString().startsWith(each.getClass().getSimpleName() + "[");
            return isPlain && !values.isEmpty() ? Optional.of(values) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            // A module that is closed to us, or an accessor that throws: the plain form will do.
            return Optional.empty();
        }
    }
}
