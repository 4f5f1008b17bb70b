package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.activations.Activation;
import org.triceras.keras.activations.Activations;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.constraints.Constraints;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.initializers.Initializers;
import org.triceras.keras.regularizers.Regularizer;
import org.triceras.keras.regularizers.Regularizers;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.RequiredOptions;

/**
 * A layer's options under Keras's names, each with how it is read and how it is set. One list serves both directions of the
 * config, so they cannot drift apart.
 */
public final class Options {
    // What older or newer files say that has no meaning here.
    private static final Set<String> IGNORED = Set.of(
            "batch_input_shape",
            "batch_shape",
            "implementation",
            "time_major",
            "quantization_config",
            "synchronized",
            "renorm",
            "renorm_clipping",
            "renorm_momentum",
            "input_length",
            "virtual_batch_size",
            "fused",
            "adjustment");

    private final Map<String, Supplier<Object>> getters = new LinkedHashMap<>();
    private final Map<String, Consumer<Object>> setters = new LinkedHashMap<>();
    private final Map<String, String> required = new LinkedHashMap<>();
    private final Set<String> activations = new HashSet<>();
    private String last;

    Options() {}

    /** An option of any type. */
    public Options value(String name, Supplier<Object> get, Consumer<Object> set) {
        getters.put(name, get);
        setters.put(name, set);
        last = name;
        return this;
    }

    /**
     * Makes the option that was added last one that every config must have, as Keras's constructor must be given it: without it the
     * layer would be one of no size, or fail far from here.
     *
     * @param what what it should be, for the message, such as "a number of units above 0"
     */
    public Options required(String what) {
        required.put(last, what);
        return this;
    }

    public Options integer(String name, IntSupplier get, IntConsumer set) {
        return value(name, get::getAsInt, v -> set.accept(((Number) v).intValue()));
    }

    public Options number(String name, DoubleSupplier get, DoubleConsumer set) {
        return value(name, get::getAsDouble, v -> set.accept(((Number) v).doubleValue()));
    }

    public Options flag(String name, BooleanSupplier get, Consumer<Boolean> set) {
        return value(name, get::getAsBoolean, v -> set.accept((Boolean) v));
    }

    public Options text(String name, Supplier<String> get, Consumer<String> set) {
        return value(name, get::get, v -> set.accept((String) v));
    }

    /** An int that may be null. */
    public Options integerOrNull(String name, Supplier<Integer> get, Consumer<Integer> set) {
        return value(name, get::get, v -> set.accept(v == null ? null : ((Number) v).intValue()));
    }

    /** A number that may be null. */
    public Options numberOrNull(String name, Supplier<Double> get, Consumer<Double> set) {
        return value(name, get::get, v -> set.accept(v == null ? null : ((Number) v).doubleValue()));
    }

    /** A whole number that may be null. */
    public Options seed(String name, Supplier<Long> get, Consumer<Long> set) {
        return value(name, get::get, v -> set.accept(v instanceof Number n ? n.longValue() : null));
    }

    /** A list of whole numbers; a single one stands for {@code count} equal ones. */
    public Options ints(String name, int count, Supplier<int[]> get, Consumer<int[]> set) {
        return value(name, () -> list(get.get()), v -> set.accept(ints(v, count)));
    }

    public Options activation(String name, Supplier<Activation> get, Consumer<Activation> set) {
        activations.add(name);
        return value(name, () -> Activations.serialize(get.get()), v -> set.accept(Activations.get(v)));
    }

    public Options initializer(String name, Supplier<Initializer> get, Consumer<Initializer> set) {
        return value(name, () -> Serialization.serialize(get.get()), v -> set.accept(Initializers.get(v)));
    }

    public Options regularizer(String name, Supplier<Regularizer> get, Consumer<Regularizer> set) {
        return value(name, () -> Serialization.serialize(get.get()), v -> set.accept(Regularizers.get(v)));
    }

    public Options constraint(String name, Supplier<Constraint> get, Consumer<Constraint> set) {
        return value(name, () -> Serialization.serialize(get.get()), v -> set.accept(Constraints.get(v)));
    }

    /** A list of ints as configs have it; null stays null. */
    public static List<Integer> list(int[] values) {
        if (values == null) {
            return null;
        }
        List<Integer> list = new ArrayList<>();
        for (int value : values) {
            list.add(value);
        }
        return list;
    }

    /** The reverse of {@link #list}; null lengths become -1. */
    public static int[] ints(Object value, int count) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number n) {
            int[] same = new int[Math.max(1, count)];
            java.util.Arrays.fill(same, n.intValue());
            return same;
        }
        return ((List<?>) value)
                .stream()
                        .mapToInt(v -> v == null ? -1 : ((Number) v).intValue())
                        .toArray();
    }

    void writeTo(Map<String, Object> config) {
        getters.forEach((name, get) -> config.put(name, get.get()));
    }

    void readFrom(Map<String, Object> config, Layer layer, Set<String> handled) {
        // First, since a misspelt option is unknown as well as missing, and the unknown one says more.
        refuseUnknown(config, layer, handled);
        refuseMissing(config, layer);
        config.forEach((name, value) -> {
            try {
                if (setters.containsKey(name)) {
                    setters.get(name).accept(value);
                }
            } catch (ClassCastException | NullPointerException e) {
                throw new ArgumentException(layer.className() + " \"" + layer.name() + "\": option \"" + name
                        + "\" of the config does not fit." + expected(name) + " Received " + value + ".");
            }
        });
    }

    private void refuseUnknown(Map<String, Object> config, Layer layer, Set<String> handled) {
        config.forEach((name, value) -> {
            if (!setters.containsKey(name) && value != null && !handled.contains(name) && !IGNORED.contains(name)) {
                throw new ArgumentException(layer.className() + " \"" + layer.name()
                        + "\": the config has an unknown option \"" + name + "\". Expected only "
                        + String.join(", ", setters.keySet()) + ".");
            }
        });
    }

    private void refuseMissing(Map<String, Object> config, Layer layer) {
        for (String name : required.keySet()) {
            // No activation is one, too.
            boolean given = config.get(name) != null || (config.containsKey(name) && activations.contains(name));
            if (!given) {
                throw missing(layer, name, required.get(name), config);
            }
        }
    }

    private String expected(String name) {
        return required.containsKey(name) ? " Expected " + required.get(name) + "." : "";
    }

    /** What to throw for a config that lacks an option. */
    static ArgumentException missing(Layer layer, String name, String what, Map<String, Object> config) {
        return RequiredOptions.missing(layer.className() + " \"" + layer.name() + "\"", name, what, config);
    }
}
