package org.triceras.kernel.debug;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/**
 * Values in a tree, opened level by level. Runs no code of cells: no toString, and no collection that is not Java's own, since a cell that stands still must
 * not be changed by being looked at.
 */
public final class Variables {
    private static final int MOST_PARTS = 100;
    private static final int LONGEST_TEXT = 200;

    private final Map<Integer, Container> containers = new HashMap<>();

    /** Something with parts, and where those are kept. */
    private record Container(Supplier<List<Variable>> parts, Function<String, Slot> slots) {}

    /** Forgets all references. */
    public synchronized void clear() {
        containers.clear();
    }

    /** What stands under a reference; empty for one that is no longer known. */
    public synchronized List<Variable> get(int reference) {
        Container found = containers.get(reference);
        return found == null ? List.of() : found.parts().get();
    }

    /** Where a part of what stands under a reference is kept. @throws ArgumentException when it cannot be changed */
    synchronized Slot slot(int reference, String name) {
        Container found = containers.get(reference);
        if (found == null) {
            throw new ArgumentException("nothing is known any more under the reference " + reference
                    + ". Ask for the variables anew: a cell has gone on since.");
        }
        return found.slots().apply(name);
    }

    /** A reference for a list that is made when it is asked for. */
    synchronized int refer(Supplier<List<Variable>> list, Function<String, Slot> slots) {
        int reference = containers.size() + 1;
        containers.put(reference, new Container(list, slots));
        return reference;
    }

    /** One value under a name. */
    public Variable of(String name, Object value) {
        int reference = hasParts(value) ? refer(() -> partsOf(value), part -> Slot.of(value, part)) : 0;
        return new Variable(name, text(value), value == null ? "" : TypeText.simple(value.getClass()), reference);
    }

    static boolean isPlain(Object value) {
        return value == null
                || value instanceof CharSequence
                || value instanceof Character
                || value instanceof Boolean
                || value instanceof Number && isJavas(value)
                || value instanceof Enum
                || value instanceof Class;
    }

    /** Whether the message is what the exception was made with, and not computed by code of a cell. */
    private static boolean hasPlainMessage(Throwable thrown) {
        try {
            return thrown.getClass().getMethod("getMessage").getDeclaringClass() == Throwable.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    static boolean isJavas(Object value) {
        return value.getClass().getClassLoader() == null;
    }

    private static boolean hasParts(Object value) {
        if (isPlain(value)) {
            return false;
        }
        if (value.getClass().isArray()) {
            return Array.getLength(value) > 0;
        }
        return true;
    }

    static String text(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String s) {
            return '"' + (s.length() > LONGEST_TEXT ? s.substring(0, LONGEST_TEXT) + "…" : s) + '"';
        }
        if (value instanceof Character c) {
            return "'" + c + "'";
        }
        if (value instanceof Enum<?> e) {
            return e.name();
        }
        if (isPlain(value) && !(value instanceof CharSequence && !isJavas(value))) {
            return value.toString();
        }
        if (value instanceof Throwable thrown && (isJavas(value) || hasPlainMessage(thrown))) {
            return StopReason.text(thrown);
        }
        if (value instanceof Tensor tensor) {
            return tensor.shape() + " " + tensor.dtype();
        }
        if (value.getClass().isArray()) {
            String type = TypeText.simple(value.getClass());
            int at = type.indexOf('[');
            return type.substring(0, at + 1) + Array.getLength(value) + type.substring(at + 1);
        }
        if (value instanceof Collection<?> all && isJavas(value)) {
            return TypeText.simple(value.getClass()) + " of " + all.size();
        }
        if (value instanceof Map<?, ?> map && isJavas(value)) {
            return TypeText.simple(value.getClass()) + " of " + map.size();
        }
        return TypeText.simple(value.getClass());
    }

    private List<Variable> partsOf(Object value) {
        List<Variable> list = new ArrayList<>();
        if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            for (int i = 0; i < Math.min(length, MOST_PARTS); i++) {
                list.add(of("[" + i + "]", Array.get(value, i)));
            }
            more(list, length);
        } else if (value instanceof Collection<?> all && isJavas(value)) {
            int i = 0;
            for (Object element : all) {
                if (i == MOST_PARTS) {
                    break;
                }
                list.add(of("[" + i++ + "]", element));
            }
            more(list, all.size());
        } else if (value instanceof Map<?, ?> map && isJavas(value)) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (list.size() == MOST_PARTS) {
                    break;
                }
                list.add(of("[" + text(entry.getKey()) + "]", entry.getValue()));
            }
            more(list, map.size());
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(v -> list.add(of("value", v)));
        } else {
            fields(value, list);
        }
        return list;
    }

    private static void more(List<Variable> list, int all) {
        if (all > MOST_PARTS) {
            list.add(new Variable("…", all - MOST_PARTS + " more", "", 0));
        }
    }

    /** Those of superclasses first; what the JDK hides stays hidden. */
    private void fields(Object value, List<Variable> list) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            classes.add(0, type);
        }
        for (Class<?> type : classes) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    try {
                        field.setAccessible(true);
                        list.add(of(field.getName(), field.get(value)));
                    } catch (InaccessibleObjectException | IllegalAccessException e) {
                        // Then there is one field less to see.
                    }
                }
            }
        }
    }
}
