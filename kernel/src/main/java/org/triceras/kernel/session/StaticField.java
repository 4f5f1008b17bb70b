package org.triceras.kernel.session;

import java.lang.reflect.Field;

/** The field that holds a variable of the session. It was made accessible before. */
final class StaticField {
    private StaticField() {}

    static Object get(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static void set(Field field, Object value) {
        try {
            field.set(null, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets go of the value: a class that is no longer used still holds its fields. */
    static void clear(Field field) {
        if (!field.getType().isPrimitive()) {
            set(field, null);
        }
    }
}
