package org.triceras.keras.util;

import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/**
 * Reads options that every config must have, as Keras's constructor must be given them: with a default in their place, a metric or schedule
 * would silently be another one.
 */
public final class RequiredOptions {
    private RequiredOptions() {}

    /**
     * The number under a key.
     *
     * @param owner what the config is of, for messages
     * @param what what the option should be, such as "a number of classes above 0"
     * @throws ArgumentException when there is none, or something else
     */
    public static double number(String owner, Map<String, Object> config, String key, String what) {
        Object value = present(owner, config, key, what);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw unfit(owner, key, what, value);
    }

    /** The numbers under a key. */
    public static double[] numbers(String owner, Map<String, Object> config, String key, String what) {
        Object value = present(owner, config, key, what);
        if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        }
        throw unfit(owner, key, what, value);
    }

    private static Object present(String owner, Map<String, Object> config, String key, String what) {
        Object value = config.get(key);
        if (value == null) {
            throw missing(owner, key, what, config);
        }
        return value;
    }

    private static ArgumentException unfit(String owner, String key, String what, Object value) {
        return new ArgumentException(owner + ": option \"" + key + "\" of the config does not fit. Expected " + what
                + ". Received " + value + ".");
    }

    /** What to throw for a config that lacks an option. */
    public static ArgumentException missing(String owner, String key, String what, Map<String, Object> config) {
        return new ArgumentException(owner + ": the config lacks the option \"" + key + "\". Expected " + what
                + ". Received "
                + (config.isEmpty() ? "no options" : "only " + String.join(", ", config.keySet())) + ".");
    }
}
