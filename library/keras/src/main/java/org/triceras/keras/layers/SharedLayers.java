package org.triceras.keras.layers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Layers that a config has more than once, such as one that sits in a model and in a wrapper or an inner model: Keras's key
 * shared_object_id says that they are one layer, which then is trained as one after loading, too.
 *
 * <p>Within one model both places bear the number. From another model on only the later place does, and Keras, which looks a number up
 * and finds nothing, makes a layer of its own there: sharing across models it cannot read, since it counts the calls of an inner
 * model among the outer one's. Here such a place is the earlier layer with the same config. Keras writes these files so, too.
 */
public final class SharedLayers {
    private static final String ID = "shared_object_id";

    private static final ThreadLocal<Writing> WRITING = new ThreadLocal<>();
    private static final ThreadLocal<Reading> READING = new ThreadLocal<>();

    private SharedLayers() {}

    /** Writes a whole config, in which shared layers get numbers; part of a larger one when there is one under way. */
    public static <T> T whileWriting(Supplier<T> write) {
        return WRITING.get() != null ? write.get() : ThreadScope.within(WRITING, new Writing(), write);
    }

    /** Reads a whole config, in which numbers stand for layers. */
    public static <T> T whileReading(Supplier<T> read) {
        return ThreadScope.within(READING, new Reading(), read);
    }

    /** Writes the config of one model, be it the whole or an inner one. */
    public static <T> T inModel(Supplier<T> write) {
        Writing writing = WRITING.get();
        if (writing == null) {
            return write.get();
        }
        writing.models.push(new IdentityHashMap<>());
        try {
            return write.get();
        } finally {
            writing.models.pop();
        }
    }

    /** Takes note of a layer's map, which may get a number then or later. */
    static void written(Layer layer, Map<String, Object> map) {
        if (WRITING.get() != null) {
            WRITING.get().add(layer, map);
        }
    }

    /** The layer that a map stands for: an earlier one, or else a new one. */
    static Layer read(Map<String, Object> map, Supplier<Layer> make) {
        return READING.get() == null ? make.get() : READING.get().find(map, make);
    }

    private static final class Writing {
        final Set<Layer> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        /** For each model under way, innermost first, the maps of its layers. */
        final Deque<Map<Layer, Map<String, Object>>> models = new ArrayDeque<>();

        int ids;

        void add(Layer layer, Map<String, Object> map) {
            boolean isNew = seen.add(layer);
            Map<String, Object> first = models.isEmpty() ? null : models.peek().putIfAbsent(layer, map);
            if (first != null) {
                map.put(ID, first.computeIfAbsent(ID, key -> ++ids));
            } else if (!isNew) {
                map.put(ID, ++ids);
            }
        }
    }

    private static final class Reading {
        private record Made(Map<String, Object> map, Layer layer) {}

        private final Map<Object, Layer> byId = new HashMap<>();
        private final List<Made> all = new ArrayList<>();

        Layer find(Map<String, Object> map, Supplier<Layer> make) {
            Object id = map.get(ID);
            Layer layer = id == null ? null : byId.get(id);
            if (id != null && layer == null) {
                layer = all.stream()
                        .filter(made -> isSame(made.map, map))
                        .map(Made::layer)
                        .findFirst()
                        .orElse(null);
            }
            if (layer == null) {
                layer = make.get();
                all.add(new Made(map, layer));
            }
            if (id != null) {
                byId.put(id, layer);
            }
            return layer;
        }

        private static boolean isSame(Map<String, Object> a, Map<String, Object> b) {
            return Objects.equals(a.get("class_name"), b.get("class_name"))
                    && Objects.equals(withoutIds(a.get("config")), withoutIds(b.get("config")));
        }

        private static Object withoutIds(Object config) {
            if (config instanceof Map<?, ?> map) {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    if (!ID.equals(key)) {
                        copy.put(key, withoutIds(value));
                    }
                });
                return copy;
            }
            return config instanceof Collection<?> list
                    ? list.stream().map(Reading::withoutIds).collect(ArrayList::new, ArrayList::add, ArrayList::addAll)
                    : config;
        }
    }
}
