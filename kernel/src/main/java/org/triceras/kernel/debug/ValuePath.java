package org.triceras.kernel.debug;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.ArgumentException;

/** A variable with fields, elements and methods without arguments behind it, such as {@code point.x}, {@code rows[2].size()}. */
public final class ValuePath {
    private static final Pattern PART = Pattern.compile(
            "\\G\\s*(?:\\.?\\s*([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*(\\(\\s*\\))?|\\[\\s*(?:(\\d+)|\"([^\"]*)\")\\s*\\])\\s*");

    private ValuePath() {}

    /**
     * The value of a path.
     *
     * @param variable gives the first name's value, or throws
     * @throws ArgumentException when it is no such path, or when there is no such part
     */
    public static Object evaluate(String path, Function<String, Object> variable) {
        Matcher matcher = PART.matcher(path);
        Object value = null;
        int end = 0;
        while (end < path.length() && matcher.find()) {
            String name = matcher.group(1);
            boolean first = end == 0;
            boolean call = matcher.group(2) != null;
            if (first && (name == null || call)) {
                throw notAPath(path);
            }
            value = first ? variable.apply(name) : part(value, path.substring(0, end), matcher, name, call);
            end = matcher.end();
        }
        if (end < path.length() || end == 0) {
            throw notAPath(path);
        }
        return value;
    }

    private static ArgumentException notAPath(String path) {
        return new ArgumentException(
                "cannot evaluate " + path + " here. Expected a variable, with fields, elements or methods"
                        + " without arguments behind it: point.x, rows[2].size(). Try a cell for other expressions, once this one is through.");
    }

    private static Object part(Object value, String before, Matcher matcher, String name, boolean call) {
        if (value == null) {
            throw new ArgumentException(before.strip() + " is null.");
        }
        try {
            if (name != null) {
                return call ? method(value, name).invoke(value) : field(value, name);
            }
            return element(value, matcher.group(3), matcher.group(4));
        } catch (ReflectiveOperationException | RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ArgumentException(before.strip() + ": " + cause, e);
        }
    }

    private static Object element(Object value, String index, String key) {
        if (value instanceof Map<?, ?> map) {
            return map.get(key != null ? key : (Object) Integer.valueOf(index));
        }
        if (key != null) {
            throw new ArgumentException("expected an index. Received \"" + key + "\".");
        }
        int i = Integer.parseInt(index);
        return value instanceof List<?> list ? list.get(i) : Array.get(value, i);
    }

    private static Object field(Object value, String name) throws ReflectiveOperationException {
        if (value.getClass().isArray() && name.equals("length")) {
            return Array.getLength(value);
        }
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(value);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    /** Declared where it can be called: the class itself may not be public. */
    private static Method method(Object value, String name) throws ReflectiveOperationException {
        Method method = value.getClass().getMethod(name);
        if (!method.trySetAccessible()) {
            for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
                for (Class<?> each : type.getInterfaces()) {
                    try {
                        return each.getMethod(name);
                    } catch (NoSuchMethodException e) {
                        // Perhaps the next one has it.
                    }
                }
            }
        }
        return method;
    }
}
