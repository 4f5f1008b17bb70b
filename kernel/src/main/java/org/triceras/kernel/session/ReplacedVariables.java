package org.triceras.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that a later cell has declared anew. Each declaration is a class of its own with a static field, and classes stay: without this,
 * a cell that loads data would keep the data of each time it was run. Fields of old classes, which lambdas and threads of earlier
 * cells may still read, get the value that the variable has now.
 */
final class ReplacedVariables {
    /** JShell's name for a declaration: its number, and letters for how many times it has been made anew. */
    private static final Pattern NAME = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Za-z]*");

    private final Map<String, List<Field>> latest = new HashMap<>();
    private final Map<String, List<Field>> before = new HashMap<>();
    /** What was the latest when the running evaluation began, of those that it has replaced. */
    private final Map<String, List<Field>> replacedNow = new HashMap<>();

    /** JShell begins to evaluate a snippet. */
    synchronized void begin() {
        replacedNow.clear();
    }

    /** The field that held a variable when the running evaluation began. @param id JShell's number for its declaration */
    synchronized Optional<Field> holder(String id, String name) {
        return replacedNow.getOrDefault(id, latest.getOrDefault(id, List.of())).stream()
                .filter(field -> field.getName().equals(name))
                .findFirst();
    }

    /** A class was loaded. */
    synchronized void add(Class<?> type) {
        Matcher name = NAME.matcher(type.getName());
        if (!name.matches()) {
            return;
        }
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            boolean isVariable = Modifier.isStatic(field.getModifiers())
                    && !Modifier.isFinal(field.getModifiers())
                    && !field.isSynthetic();
            if (isVariable) {
                field.setAccessible(true);
                fields.add(field);
            }
        }
        List<Field> old = fields.isEmpty() ? latest.remove(name.group(1)) : latest.put(name.group(1), fields);
        if (old != null) {
            replacedNow.putIfAbsent(name.group(1), old);
            before.computeIfAbsent(name.group(1), n -> new ArrayList<>()).addAll(old);
        }
    }

    /**
     * Gives fields of old classes their variables' values. Where the type is another now they keep the one they have, as there is one for
     * each type at most; but not one whose class a cell has declared, since each run of that cell makes another.
     */
    synchronized void update() {
        for (Map.Entry<String, List<Field>> each : before.entrySet()) {
            List<Field> now = latest.getOrDefault(each.getKey(), List.of());
            for (Field old : each.getValue()) {
                Object value = isOfCell(old.getType()) ? null : StaticField.get(old);
                for (Field field : now) {
                    boolean fits = field.getName().equals(old.getName()) && field.getType() == old.getType();
                    value = fits ? StaticField.get(field) : value;
                }
                StaticField.set(old, value);
            }
        }
    }

    /** Sets them to null. */
    synchronized void clear() {
        before.values().forEach(fields -> fields.forEach(StaticField::clear));
        before.clear();
    }

    private static boolean isOfCell(Class<?> type) {
        return type.getName().contains("REPL.$JShell$");
    }
}
