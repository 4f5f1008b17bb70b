package org.triceras.keras.saving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.util.Names;

/** Objects as Keras's maps of module, class_name, config and registered_name, and back. */
public final class Serialization {
    private static final String OURS = "org.triceras.keras.";

    private Serialization() {}

    /** The map for an object; null for null. */
    public static Map<String, Object> serialize(Configurable object) {
        if (object == null) {
            return null;
        }
        String packageName = object.getClass().getPackageName();
        boolean ours = packageName.startsWith(OURS);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("module", ours ? "keras." + packageName.substring(OURS.length()) : packageName);
        map.put("class_name", object.className());
        map.put("config", object.getConfig());
        map.put("registered_name", ours ? null : object.className());
        return map;
    }

    /**
     * The object that a map from {@link #serialize} stands for, or that a plain class name stands for.
     *
     * @param kind for the message, such as "layer"
     * @param known factories by class name; {@link CustomObjects} are asked first
     */
    @SuppressWarnings("unchecked")
    public static <T> T deserialize(
            String kind, Map<String, Object> serialized, Map<String, Function<Map<String, Object>, T>> known) {
        String name = (String) serialized.get("class_name");
        Map<String, Object> config =
                serialized.get("config") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        Function<Map<String, Object>, Object> custom = CustomObjects.find(name);
        if (custom != null) {
            return (T) custom.apply(config);
        }
        if (!known.containsKey(name)) {
            throw new ArgumentException(
                    Names.unknown(kind, String.valueOf(name), known.keySet()).getMessage()
                            + " If it is a class of your own, call registerCustomObject(" + name + ".class) first.");
        }
        return known.get(name).apply(config);
    }
}
