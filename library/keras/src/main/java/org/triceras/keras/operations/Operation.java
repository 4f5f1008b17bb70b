package org.triceras.keras.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.activations.Activations;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.util.Names;

/**
 * A tensor operation of Keras's that stands between the layers of a functional model, such as the {@code Add} of {@code x + y} in
 * Python. It has no weights, and masks end at it, as in Keras.
 */
public final class Operation extends Layer {
    /** Stands for a tensor in the arguments of a call. */
    private record Place(int index) {}

    /** Marks an operation of a file that names no modules. */
    public static final String UNNAMED_MODULE = "keras.ops";

    private static final Set<String> NN = Set.of("LeakyRelu", "Normalize", "OneHot");
    private static final Set<String> CORE = Set.of("Cast", "ConvertToTensor", "StopGradient", "Unstack");
    private static final Set<String> MATH = Set.of("Erf", "Erfinv", "Rsqrt", "Logsumexp");

    private final String module;
    private final String className;
    private final Map<String, Object> config;
    private final Operations.Body body;
    private List<?> positional;
    private Map<?, ?> named;

    private Operation(String module, String className, Map<String, Object> config, Operations.Body body) {
        this.module = module;
        this.className = className;
        this.config = config;
        this.body = body;
    }

    /** Whether an operation of that class name exists here. */
    public static boolean isKnown(String className) {
        return Operations.known().containsKey(className);
    }

    /** The module that Keras's files name for a class, for files that leave it out. */
    private static String moduleOf(String className) {
        String file = "numpy";
        if (CORE.contains(className)) {
            file = "core";
        } else if (MATH.contains(className)) {
            file = "math";
        } else if (className.equals("Norm")) {
            file = "linalg";
        } else if (NN.contains(className)
                || Activations.known().containsKey(Names.snakeCase(className)) && !className.equals("Tanh")) {
            file = "nn";
        }
        return "keras.src.ops." + file;
    }

    /** True for the map of an operation rather than of a layer; classes of both kinds bear the same names. */
    public static boolean isIn(Map<?, ?> serialized) {
        return serialized.get("module") instanceof String module
                && (module.startsWith("keras.src.ops.") || module.startsWith(UNNAMED_MODULE));
    }

    /**
     * The operation that a functional model's config holds.
     *
     * @throws DataException when it is none that exists here
     */
    public static Operation of(Map<String, Object> serialized) {
        String className = String.valueOf(serialized.get("class_name"));
        Operations.Body body = Operations.known().get(className);
        if (body == null) {
            throw new DataException(
                    Names.unknown("operation", className, Operations.known().keySet())
                                    .getMessage()
                            + " The model was saved with keras.ops calls between its layers. Try to put the call into a layer of its"
                            + " own in Python, and the same layer here.");
        }
        Map<String, Object> config = new LinkedHashMap<>();
        if (serialized.get("config") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> config.put((String) key, plain(value)));
        }
        String module = (String) serialized.get("module");
        Operation operation =
                new Operation(module.equals(UNNAMED_MODULE) ? moduleOf(className) : module, className, config, body);
        Object name = serialized.get("name") instanceof String given ? given : config.get("name");
        if (name instanceof String text) {
            operation.setName(text);
        }
        if (serialized.get("inbound_nodes") instanceof List<?> nodes) {
            operation.readArguments(nodes);
        }
        return operation;
    }

    private void readArguments(List<?> nodes) {
        for (Object node : nodes) {
            if (!(node instanceof Map<?, ?> map)) {
                throw new DataException("The config of the model is damaged: operation \"" + name()
                        + "\" has an inbound node without arguments.");
            }
            int[] next = {0};
            List<?> args = map.get("args") instanceof List<?> list ? (List<?>) template(list, next) : List.of();
            Map<?, ?> kwargs =
                    map.get("kwargs") instanceof Map<?, ?> given ? (Map<?, ?>) template(given, next) : Map.of();
            if (positional != null && !(positional.equals(args) && named.equals(kwargs))) {
                throw new DataException(
                        "Operation \"" + name() + "\" (" + className
                                + ") is called in two ways. Expected one; use an operation of its own for each call in Python.");
            }
            positional = args;
            named = kwargs;
        }
    }

    /** The arguments with places for the tensors, numbered in the order in which a model's config is searched for them. */
    private static Object template(Object value, int[] next) {
        if (value instanceof Map<?, ?> map) {
            if ("__keras_tensor__".equals(map.get("class_name"))) {
                return new Place(next[0]++);
            }
            Object plain = plain(map);
            if (plain != map) {
                return plain instanceof List<?> list ? template(list, next) : plain;
            }
            Map<Object, Object> result = new LinkedHashMap<>();
            map.forEach((key, inner) -> result.put(key, template(inner, next)));
            return result;
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(inner -> result.add(template(inner, next)));
            return result;
        }
        return value;
    }

    /** Python's tuples and arrays, which configs mark, as lists and tensors. */
    private static Object plain(Object value) {
        if (!(value instanceof Map<?, ?> map) || !(map.get("config") instanceof Map<?, ?> inner)) {
            return value;
        }
        if ("__tuple__".equals(map.get("class_name"))) {
            return inner.get("value");
        }
        if ("__numpy__".equals(map.get("class_name")) || "__tensor__".equals(map.get("class_name"))) {
            Tensor tensor = array(inner.get("value"));
            return inner.get("dtype") instanceof String dtype ? tensor.cast(dtype) : tensor;
        }
        return value;
    }

    private static Tensor array(Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return Tensors.stack(0, list.stream().map(Operation::array).toList());
        }
        if (value instanceof Boolean on) {
            return Tensors.scalar(on ? 1 : 0);
        }
        if (value instanceof Number number) {
            return Tensors.scalar(number.doubleValue(), org.triceras.engine.tensor.DType.FLOAT64);
        }
        throw new DataException("The config of the model holds an array that cannot be read: " + value + ".");
    }

    private static Object filled(Object value, List<Tensor> tensors) {
        if (value instanceof Place place) {
            return tensors.get(place.index());
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(inner -> result.add(filled(inner, tensors)));
            return result;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> result = new LinkedHashMap<>();
            map.forEach((key, inner) -> result.put(key, filled(inner, tensors)));
            return result;
        }
        return value;
    }

    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        return body.apply(
                new Arguments(className, (List<?>) filled(positional, xs), (Map<?, ?>) filled(named, xs), config));
    }

    /**
     * The arguments as a config holds them.
     *
     * @param tensors what stands for each tensor
     */
    public Map<String, Object> arguments(List<?> tensors) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("args", written(positional, tensors));
        map.put("kwargs", written(named, tensors));
        return map;
    }

    private static Object written(Object value, List<?> tensors) {
        if (value instanceof Place place) {
            return tensors.get(place.index());
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(inner -> result.add(written(inner, tensors)));
            return result;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> result = new LinkedHashMap<>();
            map.forEach((key, inner) -> result.put(key, written(inner, tensors)));
            return result;
        }
        if (value instanceof Tensor tensor) {
            Map<String, Object> inner = new LinkedHashMap<>();
            inner.put("value", nested(tensor));
            inner.put("dtype", tensor.dtype().id());
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("class_name", "__numpy__");
            map.put("config", inner);
            return map;
        }
        return value;
    }

    private static Object nested(Tensor tensor) {
        if (tensor.rank() == 0) {
            return tensor.item();
        }
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < tensor.shape().dim(0); i++) {
            rows.add(nested(tensor.at(i)));
        }
        return rows;
    }

    @Override
    public String className() {
        // The constructor of Layer asks for it before the field is set.
        return className == null ? "Operation" : className;
    }

    @Override
    public String kerasModule() {
        return module;
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name());
        config.forEach((key, value) -> result.put(key, key.equals("name") ? name() : value));
        return result;
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }
}
