package org.triceras.keras.util;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/**
 * The options of an optimizer, a loss or a metric under Keras's names, in the order of Keras's config. An option keeps the Java type
 * of its default; one whose default is null takes any value.
 */
public final class Settings {
    private final String owner;
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param owner the class name, for messages */
    public Settings(String owner) {
        this.owner = owner;
    }

    /** Adds an option with its default. */
    public Settings with(String name, Object otherwise) {
        values.put(name, otherwise);
        return this;
    }

    /** Changes an option. */
    public void set(String name, Object value) {
        if (!values.containsKey(name)) {
            throw new ArgumentException(owner + ": "
                    + Names.unknown("option", name, values.keySet()).getMessage());
        }
        values.put(name, convert(name, values.get(name), value));
    }

    /** Changes the options that a config holds; an unknown one is an error unless its value is null. */
    public void setAll(Map<String, Object> config) {
        config.forEach((name, value) -> {
            if (value != null || values.containsKey(name)) {
                set(name, value);
            }
        });
    }

    private Object convert(String name, Object present, Object value) {
        if (present instanceof Double && value instanceof Number n) {
            return n.doubleValue();
        }
        if (present instanceof Integer && value instanceof Number n && n.doubleValue() == n.intValue()) {
            return n.intValue();
        }
        if (present == null || value == null || present.getClass() == value.getClass()) {
            return value;
        }
        if (present instanceof Double || present instanceof Integer || present instanceof Boolean) {
            throw new ArgumentException(
                    owner + ": expected " + name + " of the kind of " + present + ". Received " + value + ".");
        }
        return value;
    }

    /** The value, perhaps null. */
    public Object get(String name) {
        return values.get(name);
    }

    /** True when the option is not null. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    public double number(String name) {
        return ((Number) values.get(name)).doubleValue();
    }

    public int integer(String name) {
        return ((Number) values.get(name)).intValue();
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public String text(String name) {
        return (String) values.get(name);
    }

    /** Adds all options to a config. */
    public void writeTo(Map<String, Object> config) {
        config.putAll(values);
    }
}
