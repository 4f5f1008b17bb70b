package org.triceras.keras.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Configs made comparable: numbers as doubles, and without what Keras adds for features that change nothing here. */
public final class Configs {
    // Batch renormalization is not supported; build_config depends on how the layer was first called.
    private static final Set<String> LEFT_OUT =
            Set.of("synchronized", "renorm", "renorm_clipping", "renorm_momentum", "build_config");

    private Configs() {}

    public static Object plain(Object value) {
        if (value instanceof Number n) {
            return n.doubleValue();
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(v -> java.util.Optional.ofNullable(plain(v)))
                    .toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((key, entry) -> {
                if (!LEFT_OUT.contains((String) key)) {
                    result.put((String) key, plain(entry));
                }
            });
            return result;
        }
        return value;
    }
}
