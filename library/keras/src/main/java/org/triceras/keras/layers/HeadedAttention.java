package org.triceras.keras.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.initializers.GlorotUniform;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.initializers.Initializers;
import org.triceras.keras.initializers.Zeros;
import org.triceras.keras.regularizers.Regularizer;
import org.triceras.keras.saving.Saveable;

/**
 * What attention with several heads shares. Query, key and value are projected, a head at a time; each head attends by itself; what they
 * find is projected back. Inputs are query, value, perhaps key (the value otherwise) and perhaps a mask (batch, queries, keys).
 */
public abstract class HeadedAttention<L extends HeadedAttention<L>> extends Attending<L> {
    private static final double MASKED = -1e9;

    private double dropout;
    private boolean useBias = true;
    private boolean useGate;
    private Integer slidingWindow;
    private Initializer kernelInitializer = new GlorotUniform();
    private Initializer biasInitializer = new Zeros();
    private Regularizer kernelRegularizer;
    private Regularizer biasRegularizer;
    private Constraint kernelConstraint;
    private Constraint biasConstraint;
    private Long seed;
    // The order is that of the weights.
    private EinsumDense queryDense;
    private EinsumDense keyDense;
    private EinsumDense gateDense;
    private EinsumDense valueDense;
    private EinsumDense outputDense;
    private Dropout dropoutLayer;

    /** The part of the attention weights to drop in training, from 0 to below 1. */
    public L dropout(double rate) {
        requireUnbuilt("dropout");
        if (!(rate >= 0 && rate < 1)) {
            throw new ArgumentException(className() + ": expected dropout from 0 to below 1. Received " + rate + ".");
        }
        this.dropout = rate;
        return self();
    }

    /** Whether projections have a bias; true by default. */
    public L useBias(boolean useBias) {
        requireUnbuilt("useBias");
        this.useBias = useBias;
        return self();
    }

    /** Whether what the heads find is multiplied by a learned gate of the query; false by default. */
    public L useGate(boolean useGate) {
        requireUnbuilt("useGate");
        this.useGate = useGate;
        return self();
    }

    /** How far apart query and key may be: by less than this; null, the default, for any distance. */
    public L slidingWindow(Integer window) {
        requireUnbuilt("slidingWindow");
        this.slidingWindow = window == null ? null : Convolution.positive(className(), "slidingWindow", window);
        return self();
    }

    public L kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    public L kernelInitializer(Initializer initializer) {
        requireUnbuilt("kernelInitializer");
        this.kernelInitializer = initializer;
        return self();
    }

    public L biasInitializer(Initializer initializer) {
        requireUnbuilt("biasInitializer");
        this.biasInitializer = initializer;
        return self();
    }

    public L kernelRegularizer(Regularizer regularizer) {
        requireUnbuilt("kernelRegularizer");
        this.kernelRegularizer = regularizer;
        return self();
    }

    public L biasRegularizer(Regularizer regularizer) {
        requireUnbuilt("biasRegularizer");
        this.biasRegularizer = regularizer;
        return self();
    }

    public L kernelConstraint(Constraint constraint) {
        requireUnbuilt("kernelConstraint");
        this.kernelConstraint = constraint;
        return self();
    }

    public L biasConstraint(Constraint constraint) {
        requireUnbuilt("biasConstraint");
        this.biasConstraint = constraint;
        return self();
    }

    public L seed(long seed) {
        requireUnbuilt("seed");
        this.seed = seed;
        return self();
    }

    abstract int queryHeads();

    abstract int keyHeads();

    /** The features of a head's queries and keys. */
    abstract int keySize();

    abstract int valueSize();

    /** The output's features: null for those of the query. */
    abstract int[] outputSize();

    /** The axes that attention is over, for inputs of that rank. */
    abstract int[] axes(int rank);

    @Override
    public List<String> inputNames() {
        return List.of("query", "value", "key", "attention_mask");
    }

    @Override
    public final void build(List<Shape> inputs) {
        requireInputs(inputs.size(), 4);
        Shape query = inputs.get(0);
        Shape value = inputs.get(1);
        Shape key = inputs.size() > 2 ? inputs.get(2) : value;
        queryDense = projection("query", query, queryHeads(), keySize());
        keyDense = projection("key", key, keyHeads(), keySize());
        if (useGate) {
            gateDense = projection("gate", query, queryHeads(), valueSize());
        }
        valueDense = projection("value", value, keyHeads(), valueSize());
        int rank = query.rank();
        int[] size = outputSize() == null ? new int[] {query.last()} : outputSize();
        String kept = letters(0, rank - 1);
        String heads = letters(rank - 1, rank + 1);
        String made = letters(rank + 1, rank + 1 + size.length);
        int[] outputs = new int[rank - 2 + size.length];
        Arrays.fill(outputs, -1);
        System.arraycopy(size, 0, outputs, rank - 2, size.length);
        outputDense = dense("attention_output", kept + heads + "," + heads + made + "->" + kept + made, made, outputs);
        outputDense.ensureBuilt(List.of(query.range(0, rank - 1).concat(Shape.of(queryHeads(), valueSize()))));
        dropoutLayer = new Dropout(dropout);
        if (seed != null) {
            dropoutLayer.seed(seed);
        }
        dropoutLayer.ensureBuilt(List.of(query));
    }

    private EinsumDense projection(String name, Shape input, int heads, int size) {
        int rank = input.rank();
        String kept = letters(0, rank - 1);
        String summed = letters(rank - 1, rank);
        String made = letters(rank, rank + 2);
        int[] outputs = new int[rank];
        Arrays.fill(outputs, -1);
        outputs[rank - 2] = heads;
        outputs[rank - 1] = size;
        EinsumDense dense = dense(name, kept + summed + "," + summed + made + "->" + kept + made, made, outputs);
        if (name.equals("gate")) {
            dense.activation("sigmoid");
        }
        dense.ensureBuilt(List.of(input));
        return dense;
    }

    private EinsumDense dense(String name, String equation, String biasAxes, int[] outputs) {
        EinsumDense dense = new EinsumDense(equation, outputs)
                .biasAxes(useBias ? biasAxes : null)
                .name(name)
                .dtype(dtype().id())
                .kernelInitializer(kernelInitializer)
                .biasInitializer(biasInitializer)
                .kernelRegularizer(kernelRegularizer)
                .biasRegularizer(biasRegularizer)
                .kernelConstraint(kernelConstraint)
                .biasConstraint(biasConstraint);
        dense.setActivityRegularizer(activityRegularizer());
        return dense;
    }

    private static String letters(int from, int to) {
        StringBuilder letters = new StringBuilder();
        for (int i = from; i < to; i++) {
            letters.append((char) ('a' + i));
        }
        return letters.toString();
    }

    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        requireInputs(xs.size(), 4);
        Tensor allowed = allowed(xs, context);
        Tensor query = queryDense.apply(xs.get(0)).mul(1 / Math.sqrt(keySize()));
        Tensor key = repeated(keyDense.apply(xs.size() > 2 ? xs.get(2) : xs.get(1)));
        Tensor value = repeated(valueDense.apply(xs.get(1)));
        int rank = query.rank();
        int[] axes = axes(xs.get(0).rank());
        String target = letters(0, rank);
        StringBuilder source = new StringBuilder(target);
        StringBuilder product = new StringBuilder();
        for (int i = 0, next = rank; i < axes.length; i++) {
            source.setCharAt(axes[i], (char) ('a' + next++));
        }
        for (int i = 0; i < rank - 1; i++) {
            product.append(target.charAt(i) == source.charAt(i) ? String.valueOf(target.charAt(i)) : "");
        }
        for (int axis : axes) {
            product.append(target.charAt(axis));
        }
        for (int axis : axes) {
            product.append(source.charAt(axis));
        }
        Tensor scores = Einsum.of(target + "," + source + "->" + product, query, key);
        // As in Keras, whose fused computation gives queries that may see nothing the mean of all values.
        boolean fused = dropout == 0 && !returnsScores() && rank == 4;
        Tensor weights = softmax(scores, allowed, axes.length, fused);
        Tensor found = Einsum.of(product + "," + source + "->" + target, dropoutLayer.apply(weights), value);
        if (gateDense != null) {
            found = found.mul(gateDense.apply(xs.get(0)));
        }
        Tensor y = outputDense.apply(found);
        return returnsScores() ? List.of(y, weights) : List.of(y);
    }

    private Tensor repeated(Tensor heads) {
        int times = queryHeads() / keyHeads();
        return times == 1 ? heads : heads.repeat(times, heads.rank() - 2);
    }

    /** Where queries may see keys, (batch, queries, keys) or so; null for everywhere. */
    private Tensor allowed(List<Tensor> xs, CallContext context) {
        Tensor allowed = null;
        if (context.mask(0) != null) {
            allowed = context.mask(0).expandDims(-1);
        }
        if (context.mask(1) != null) {
            allowed = and(allowed, context.mask(1).expandDims(-2));
        }
        if (xs.size() > 2 && context.mask(2) != null) {
            allowed = and(allowed, context.mask(2).expandDims(-2));
        }
        int queries = xs.get(0).shape().dim(1);
        int keys = xs.get(1).shape().dim(1);
        if (isCausal()) {
            allowed = and(allowed, causalMask(queries, keys));
        }
        if (slidingWindow != null) {
            Shape shape = Shape.of(1, queries, keys);
            Tensor distance = Tensors.iota(shape, 1, DType.INT32).sub(Tensors.iota(shape, 2, DType.INT32));
            allowed = and(allowed, distance.abs().lt(slidingWindow));
        }
        return xs.size() > 3 ? and(allowed, xs.get(3).cast(DType.BOOL)) : allowed;
    }

    /** Over the last {@code count} axes; zero where nothing is allowed, unless fused. */
    private static Tensor softmax(Tensor scores, Tensor allowed, int count, boolean fused) {
        Tensor wide = allowed;
        while (wide != null && wide.rank() < scores.rank()) {
            wide = wide.expandDims(wide.rank() - 2 * count);
        }
        Tensor mask = wide == null ? null : wide.broadcastTo(scores.shape());
        Tensor open = mask == null ? scores : mask.where(scores, MASKED);
        Shape flat = open.shape().range(0, open.rank() - count).concat(Shape.of(-1));
        Tensor weights =
                count == 1 ? open.softmax() : open.reshape(flat).softmax().reshape(open.shape());
        return mask == null || fused ? weights : mask.where(weights, 0);
    }

    /** Keras's names of the projections in files; a prefix for those layers whose fields are private there. */
    abstract String partPrefix();

    @Override
    public Map<String, Saveable> parts() {
        Map<String, Saveable> parts = new LinkedHashMap<>();
        super.parts()
                .forEach((name, part) -> parts.put(
                        name.equals("dropout_layer") || name.equals("gate_dense") ? "_" + name : partPrefix() + name,
                        part));
        return parts;
    }

    @Override
    public Map<String, Object> getBuildConfig() {
        if (builtShapes() == null) {
            return null;
        }
        Map<String, Object> shapes = new LinkedHashMap<>();
        List<String> names = List.of("query_shape", "value_shape", "key_shape");
        for (int i = 0; i < Math.min(3, builtShapes().size()); i++) {
            shapes.put(names.get(i), Layer.shapeList(builtShapes().get(i)));
        }
        return new LinkedHashMap<>(Map.of("shapes_dict", shapes));
    }

    final void headOptions(Options o) {
        o.number("dropout", () -> dropout, v -> dropout = v)
                .flag("use_bias", () -> useBias, v -> useBias = v)
                .flag("use_gate", () -> useGate, v -> useGate = v)
                .integerOrNull("sliding_window", () -> slidingWindow, v -> slidingWindow = v)
                .initializer("kernel_initializer", () -> kernelInitializer, v -> kernelInitializer = v)
                .initializer("bias_initializer", () -> biasInitializer, v -> biasInitializer = v)
                .regularizer("kernel_regularizer", () -> kernelRegularizer, v -> kernelRegularizer = v)
                .regularizer("bias_regularizer", () -> biasRegularizer, v -> biasRegularizer = v)
                .regularizer("activity_regularizer", this::activityRegularizer, this::setActivityRegularizer)
                .constraint("kernel_constraint", () -> kernelConstraint, v -> kernelConstraint = v)
                .constraint("bias_constraint", () -> biasConstraint, v -> biasConstraint = v)
                .seed("seed", () -> seed, v -> seed = v);
    }
}
