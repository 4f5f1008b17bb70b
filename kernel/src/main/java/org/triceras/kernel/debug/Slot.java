package org.triceras.kernel.debug;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/**
 * A place that keeps a value and can be given another one.
 *
 * @param type what it can keep
 */
record Slot(Class<?> type, Setter setter) {
    /** Gives it another value. */
    @FunctionalInterface
    interface Setter {
        void set(Object value) throws ReflectiveOperationException;
    }

    /** @throws ArgumentException when it refuses the value */
    void set(String name, Object value) {
        try {
            setter.set(value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new ArgumentException(name + " cannot be changed: " + StopReason.text(e), e);
        }
    }

    /** Where a part of a value is kept, under the name that {@link Variables} gives it. */
    static Slot of(Object value, String name) {
        if (value.getClass().isArray()) {
            int at = index(name);
            return new Slot(value.getClass().getComponentType(), newValue -> Array.set(value, at, newValue));
        }
        if (value instanceof List<?> list && Variables.isJavas(value)) {
            @SuppressWarnings("unchecked")
            List<Object> objects = (List<Object>) list;
            int at = index(name);
            return new Slot(Object.class, newValue -> objects.set(at, newValue));
        }
        if (value instanceof Map<?, ?> map && Variables.isJavas(value)) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (name.equals("[" + Variables.text(entry.getKey()) + "]")) {
                    @SuppressWarnings("unchecked")
                    Map.Entry<?, Object> place = (Map.Entry<?, Object>) entry;
                    return new Slot(Object.class, place::setValue);
                }
            }
            throw unknown(name, value);
        }
        return field(value, name);
    }

    private static int index(String name) {
        try {
            return Integer.parseInt(name.substring(1, name.length() - 1));
        } catch (RuntimeException e) {
            throw new ArgumentException("expected an element such as [0]. Received " + name, e);
        }
    }

    private static Slot field(Object value, String name) {
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
                    if (Modifier.isFinal(field.getModifiers())) {
                        throw new ArgumentException(name + " is final, and cannot be changed.");
                    }
                    try {
                        field.setAccessible(true);
                    } catch (InaccessibleObjectException e) {
                        throw new ArgumentException(name + " is hidden by the JDK, and cannot be changed.", e);
                    }
                    return new Slot(field.getType(), newValue -> field.set(value, newValue));
                }
            }
        }
        throw unknown(name, value);
    }

    private static ArgumentException unknown(String name, Object value) {
        return new ArgumentException(
                "a " + TypeText.simple(value.getClass()) + " has no part " + name + " that could be changed.");
    }
}
