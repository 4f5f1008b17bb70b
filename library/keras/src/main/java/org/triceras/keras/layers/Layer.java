package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Scope;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Call;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Trace;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.config.DTypePolicy;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.constraints.Constraints;
import org.triceras.keras.initializers.Initializers;
import org.triceras.keras.metrics.Metric;
import org.triceras.keras.regularizers.Regularizer;
import org.triceras.keras.regularizers.Regularizers;
import org.triceras.keras.saving.Configurable;
import org.triceras.keras.saving.Reconfigurable;
import org.triceras.keras.saving.Saveable;
import org.triceras.keras.util.Names;
import org.triceras.keras.util.SeedGenerator;

/**
 * A computation with weights. Subclasses make their weights in {@code build} and compute in {@code call}:
 *
 * <pre>{@code
 * class Scale extends Layer {
 *     Variable k;
 *     @Override public void build(Shape in) { k = addWeight("k", Shape.of(in.last()), "ones"); }
 *     @Override public Tensor call(Tensor x) { return x.mul(k); }
 * }
 * }</pre>
 *
 * <p>{@code call} is ordinary code over tensors; it is traced, compiled and differentiated. Layers that a subclass holds in fields
 * (also in lists and arrays) are its parts: their weights are its weights.
 */
public abstract class Layer implements Saveable, Configurable, Reconfigurable {
    private final Map<Boolean, Map<List<Boolean>, EagerCall>> eager = new HashMap<>();
    private final List<Variable> trainableOwn = new ArrayList<>();
    private final List<Variable> otherOwn = new ArrayList<>();
    private final Map<Variable, Regularizer> regularizers = new IdentityHashMap<>();
    private final Map<Variable, Constraint> constraints = new IdentityHashMap<>();
    private String name;
    private boolean autoNamed = true;
    private boolean trainable = true;
    private DType dtype = org.triceras.keras.config.KerasConfig.get().floatx();
    private String policy;
    private Regularizer activityRegularizer;
    private boolean built;
    private List<Shape> builtShapes;
    private String path;
    private int calls;
    /** Of the first application to symbolic tensors; null before. */
    private List<Tensor> inputs;

    private List<Tensor> outputs;

    protected Layer() {
        this.name = Names.unique(namePrefix());
    }

    private String namePrefix() {
        return Names.snakeCase(pythonClassName());
    }

    // ---- what it is ----

    @Override
    public String className() {
        Class<?> type = getClass();
        while (type.isAnonymousClass()) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }

    @Override
    public String name() {
        return name;
    }

    /** The names of the models and layers around it with its own, as in "encoder/dense"; its name before it is built. */
    public String path() {
        return path == null ? name : path;
    }

    public void setName(String name) {
        if (autoNamed) {
            Names.release(namePrefix(), this.name);
        }
        this.autoNamed = false;
        this.name = name;
    }

    public boolean isTrainable() {
        return trainable;
    }

    /** Freezes or unfreezes all weights, the parts' included. A model that was trained before goes on as it was until it is compiled again. */
    public void setTrainable(boolean trainable) {
        this.trainable = trainable;
        trainableOwn.forEach(v -> v.setTrainable(trainable));
        parts(Layer.class).forEach(layer -> layer.setTrainable(trainable));
        eager.clear();
    }

    /** The type of its weights, and what floating-point inputs are converted to. */
    public DType dtype() {
        return dtype;
    }

    /** A type such as "float64", or one of Keras's policies such as "mixed_bfloat16", which is computed in float32 here. */
    public void setDtype(String dtype) {
        requireUnbuilt("dtype");
        this.dtype = DTypePolicy.typeOf(dtype);
        this.policy = dtype;
    }

    public Regularizer activityRegularizer() {
        return activityRegularizer;
    }

    /** A penalty on the layer's outputs. */
    public void setActivityRegularizer(Object regularizer) {
        this.activityRegularizer = Regularizers.get(regularizer);
    }

    public boolean isBuilt() {
        return built;
    }

    /** The shapes it was built for; null before. */
    public List<Shape> builtShapes() {
        return builtShapes;
    }

    /** @throws StateException when weights already exist, so that an option would have no effect */
    protected final void requireUnbuilt(String option) {
        if (built) {
            throw new StateException("Layer \"" + name + "\" (" + className() + "): " + option
                    + " cannot be changed any more, because the layer is built. Set it before the layer is used, or"
                    + " make a new layer.");
        }
    }

    // ---- what subclasses write ----

    /** Makes the weights for inputs of this shape; the batch axis is unknown. */
    public void build(Shape input) {}

    /** As {@link #build(Shape)} for a layer with several inputs. */
    public void build(List<Shape> inputs) {
        build(inputs.get(0));
    }

    /** Computes the output. */
    public Tensor call(Tensor x) {
        throw new StateException(
                "Layer \"" + name + "\" (" + className() + ") has no computation. Override call(Tensor x).");
    }

    /** Computes the output of several inputs. */
    public Tensor call(List<Tensor> xs) {
        throw new ShapeException("Layer \"" + name + "\" (" + className() + "): expected 1 input. Received " + xs.size()
                + ". A layer with several inputs overrides call(List<Tensor>).");
    }

    /** As {@link #call(Tensor)} for layers that ask for training or masks. */
    protected Tensor call(Tensor x, CallContext context) {
        return call(x);
    }

    /** The most general form: any number of inputs and outputs. */
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        return List.of(xs.size() == 1 ? call(xs.get(0), context) : call(xs));
    }

    /** True when masks of the inputs pass on to the outputs. */
    public boolean supportsMasking() {
        return false;
    }

    /** The masks that the outputs carry, null for none; by default the first input's. */
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        List<Tensor> result = new ArrayList<>(Collections.nCopies(outputs.size(), null));
        if (supportsMasking() && !masks.isEmpty()) {
            result.set(0, masks.get(0));
        }
        return result;
    }

    /** Throws when inputs do not fit the built layer, with a better message than an operation could give. */
    protected void checkInputs(List<Spec> inputs) {}

    /** Lists the options that make up the config; override in layers that have some. */
    protected void options(Options options) {}

    // ---- for use in subclasses ----

    protected Variable addWeight(String name, Shape shape, Object initializer) {
        return addWeight(name, shape, initializer, true, null, null);
    }

    protected Variable addWeight(String name, Shape shape, Object initializer, boolean trainable) {
        return addWeight(name, shape, initializer, trainable, null, null);
    }

    /** Makes a weight. The initializer, regularizer and constraint are names or objects. */
    protected Variable addWeight(
            String name, Shape shape, Object initializer, boolean trainable, Object regularizer, Object constraint) {
        String at = Scope.current().isEmpty() ? this.name : Scope.current();
        Tensor first = Trace.outside(() -> Initializers.get(initializer).call(shape, dtype));
        Variable variable = new Variable(first, at + "/" + name, trainable && this.trainable);
        (trainable ? trainableOwn : otherOwn).add(variable);
        if (regularizer != null) {
            regularizers.put(variable, Regularizers.get(regularizer));
        }
        if (constraint != null) {
            constraints.put(variable, Constraints.get(constraint));
        }
        return variable;
    }

    /** Makes a variable of any type that is saved with the layer but not trained. */
    protected Variable addState(String name, Tensor first) {
        String at = Scope.current().isEmpty() ? this.name : Scope.current();
        Variable variable = new Variable(first, at + "/" + name, false);
        otherOwn.add(variable);
        return variable;
    }

    /** Adds a scalar to what training minimizes; call it in {@code call}. */
    protected void addLoss(Tensor loss) {
        CallContext.current().addLoss(loss);
    }

    /** True while {@code call} is part of fit. */
    protected boolean isTraining() {
        return CallContext.current().training();
    }

    // ---- weights ----

    /** All weights, this layer's first, then its parts'. Random state is not among them. */
    public List<Variable> weights() {
        List<Variable> all = new ArrayList<>(ownVariables());
        parts(Layer.class).forEach(layer -> all.addAll(layer.weights()));
        return distinct(all);
    }

    public List<Variable> trainableWeights() {
        return trainable ? weights().stream().filter(Variable::isTrainable).toList() : List.of();
    }

    public List<Variable> nonTrainableWeights() {
        return trainable ? weights().stream().filter(v -> !v.isTrainable()).toList() : weights();
    }

    /** Copies of all weights. */
    public List<Tensor> getWeights() {
        return weights().stream().map(Variable::value).toList();
    }

    /**
     * Puts values into all weights, in the order of {@link #weights()}.
     *
     * @throws ShapeException when their number or a shape differs; all weights are as before then
     */
    public void setWeights(List<Tensor> values) {
        List<Variable> weights = weights();
        if (values.size() != weights.size()) {
            throw new ShapeException("Layer \"" + name + "\" (" + className() + "): expected " + weights.size()
                    + " weights. Received " + values.size() + "."
                    + (built
                            ? " Try getWeights() of a layer or model made in the same way; weights() lists what is expected."
                            : " The layer is not built yet; call it on data first."));
        }
        for (int i = 0; i < values.size(); i++) {
            Shape expected = weights.get(i).shape();
            Shape received = values.get(i).shape();
            if (!received.equals(expected)) {
                throw new ShapeException("Layer \"" + name + "\" (" + className() + "): expected shape " + expected
                        + " for weight " + i + " (" + weights.get(i).path() + "). Received " + received
                        + ". No weight was changed. Try getWeights() of a layer or model made in the same way, or reshape"
                        + " the value; weights() lists what is expected.");
            }
        }
        for (int i = 0; i < values.size(); i++) {
            weights.get(i).assign(values.get(i));
        }
    }

    /** The number of weight values. */
    public long countParams() {
        return weights().stream().mapToLong(v -> v.spec().size()).sum();
    }

    /** The penalties on weights at their present values (in a trace: as part of it), the parts' included. */
    public List<Tensor> regularizationLosses() {
        List<Tensor> losses = new ArrayList<>();
        for (Layer layer : tree()) {
            for (Variable variable : layer.ownVariables()) {
                Regularizer regularizer = layer.regularizers.get(variable);
                if (regularizer != null && variable.isTrainable()) {
                    losses.add(regularizer.call(variable.tensor()));
                }
            }
        }
        return losses;
    }

    /** Puts every constrained weight back to where its constraint allows. */
    public void applyConstraints() {
        for (Layer layer : tree()) {
            layer.constraints.forEach((variable, constraint) -> {
                if (variable.isTrainable()) {
                    variable.assign(constraint.call(variable.tensor()));
                }
            });
        }
    }

    /** This layer and all parts, each once. */
    public List<Layer> tree() {
        List<Layer> all = new ArrayList<>();
        collect(all, Collections.newSetFromMap(new IdentityHashMap<>()));
        return all;
    }

    private void collect(List<Layer> all, Set<Layer> seen) {
        if (seen.add(this)) {
            all.add(this);
            parts(Layer.class).forEach(layer -> layer.collect(all, seen));
        }
    }

    /** The metrics that this layer and its parts hold in fields; fit and evaluate of their model start them anew at each pass, and show them. */
    public List<Metric> metrics() {
        return tree().stream()
                .flatMap(layer -> PartFinder.of(layer, Metric.class).stream())
                .distinct()
                .toList();
    }

    private static List<Variable> distinct(List<Variable> all) {
        Set<Variable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return all.stream().filter(seen::add).toList();
    }

    /** Random state, the parts' included. */
    public List<Variable> randomState() {
        List<Variable> states = new ArrayList<>();
        for (Layer layer : tree()) {
            PartFinder.of(layer, SeedGenerator.class).forEach(generator -> states.add(generator.state()));
        }
        return states;
    }

    // ---- saving ----

    @Override
    public List<Variable> ownVariables() {
        List<Variable> own = new ArrayList<>(trainableOwn);
        own.addAll(otherOwn);
        return own;
    }

    @Override
    public List<Variable> legacyWeights() {
        List<Variable> all = new ArrayList<>(trainableWeights());
        all.addAll(nonTrainableWeights());
        return all;
    }

    @Override
    public Map<String, Saveable> parts() {
        return PartFinder.named(this);
    }

    @Override
    public Map<String, List<? extends Saveable>> partLists() {
        return PartFinder.namedLists(this);
    }

    /** The parts of a type, directly below this layer, in the order of the fields that hold them. */
    protected <T> List<T> parts(Class<T> type) {
        return PartFinder.of(this, type);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name);
        config.put("trainable", trainable);
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("module", "keras");
        policy.put("class_name", "DTypePolicy");
        policy.put("config", new LinkedHashMap<>(Map.of("name", this.policy == null ? dtype.id() : this.policy)));
        policy.put("registered_name", null);
        config.put("dtype", policy);
        if (activityRegularizer != null) {
            config.put("activity_regularizer", org.triceras.keras.saving.Serialization.serialize(activityRegularizer));
        }
        Options options = new Options();
        options(options);
        options.writeTo(config);
        return config;
    }

    /** Sets name, trainable, dtype and all options from a config; for factories that make layers from configs. */
    public void configure(Map<String, Object> config) {
        if (config.get("name") instanceof String given) {
            setName(given);
        }
        if (config.get("trainable") instanceof Boolean on) {
            setTrainable(on);
        }
        String type = dtypeName(config.get("dtype"));
        if (type != null) {
            setDtype(type);
        }
        if (config.get("activity_regularizer") != null) {
            setActivityRegularizer(config.get("activity_regularizer"));
        }
        Options options = new Options();
        options(options);
        options.readFrom(config, this, Set.of("name", "trainable", "dtype", "activity_regularizer"));
    }

    @Override
    public final void readConfig(Map<String, Object> config) {
        configure(config);
    }

    /** The type's name in a config: a string, or the name of a policy. */
    static String dtypeName(Object dtype) {
        if (dtype instanceof Map<?, ?> policy && policy.get("config") instanceof Map<?, ?> inner) {
            return (String) inner.get("name");
        }
        return dtype instanceof String text ? text : null;
    }

    /** The module in configs when it is not that of the package; else null. */
    public String kerasModule() {
        return null;
    }

    /** True for layers whose inputs after the first are initial states. */
    public boolean takesInitialState() {
        return false;
    }

    /** The names of the inputs, in order, for layers that take them one by one in Keras; empty for those that take a list. */
    public List<String> inputNames() {
        return List.of();
    }

    /** Arguments beside the inputs that Keras passes at each call, such as use_causal_mask; here they are settings of the layer. */
    public Map<String, Object> callOptions() {
        return Map.of();
    }

    /** Takes over an argument of a call; unknown ones have no effect. */
    public void setCallOption(String option, Object value) {}

    /** What build_config of a saved layer holds; null when there is nothing to build. */
    public Map<String, Object> getBuildConfig() {
        if (builtShapes == null || weights().isEmpty()) {
            return null;
        }
        List<List<Object>> shapes = builtShapes.stream().map(Layer::shapeList).toList();
        Map<String, Object> config = new LinkedHashMap<>();
        if (takesInitialState() && shapes.size() > 1) {
            Map<String, Object> byArgument = new LinkedHashMap<>();
            byArgument.put("sequences_shape", shapes.get(0));
            byArgument.put("initial_state_shape", shapes.subList(1, shapes.size()));
            config.put("shapes_dict", byArgument);
        } else {
            config.put("input_shape", shapes.size() == 1 ? shapes.get(0) : shapes);
        }
        return config;
    }

    /** A shape as configs have it, null for an unknown length. */
    public static List<Object> shapeList(Shape shape) {
        List<Object> list = new ArrayList<>();
        for (int dim : shape.dims()) {
            list.add(dim == Shape.UNKNOWN ? null : dim);
        }
        return list;
    }

    // ---- being applied ----

    /**
     * The (first) output. On symbolic tensors of a model under construction this adds the layer to the model; on tensors that hold
     * data it computes.
     */
    public Tensor apply(Tensor... inputs) {
        return applyAll(Arrays.asList(inputs)).get(0);
    }

    public Tensor apply(List<Tensor> inputs) {
        return applyAll(inputs).get(0);
    }

    public List<Tensor> applyAll(Tensor... inputs) {
        return applyAll(Arrays.asList(inputs));
    }

    /**
     * As {@link #apply(Tensor...)}, as in training or as in inference whatever surrounds the call: {@code model.apply(x, true)} predicts with
     * dropout, {@code teacher.apply(x, false)} without it within a training step.
     */
    public Tensor apply(Tensor input, boolean training) {
        return applyAll(List.of(input), training).get(0);
    }

    /** All outputs, as in training or as in inference. */
    public List<Tensor> applyAll(List<Tensor> inputs, boolean training) {
        if (Trace.current() == null && !inputs.stream().allMatch(Tensor::isConcrete)) {
            throw new StateException(
                    "Layer \"" + name + "\" (" + className() + "): a model of symbolic tensors is used for"
                            + " training and for inference, and keeps neither, as in Keras 3. Expected tensors that hold data,"
                            + " or a call within a step. For batch normalization that stays as it is in training, try"
                            + " setTrainable(false).");
        }
        return CallContext.current().forTraining(training).run(() -> applyAll(inputs));
    }

    /** All outputs. */
    public List<Tensor> applyAll(List<Tensor> inputs) {
        if (inputs.isEmpty()) {
            throw new ShapeException("Layer \"" + name + "\" (" + className() + "): expected a tensor. Received none.");
        }
        if (Trace.current() != null) {
            return inline(inputs);
        }
        ensureBuilt(inputs.stream().map(Tensor::shape).toList());
        if (inputs.stream().allMatch(Tensor::isConcrete)) {
            return callEagerly(inputs);
        }
        List<Tensor> outputs = Tensor.emitAll(new Call(new LayerCall(this, calls++)), inputs);
        if (this.outputs == null) {
            this.inputs = List.copyOf(inputs);
            this.outputs = List.copyOf(outputs);
        }
        return outputs;
    }

    /**
     * The symbolic tensors that the layer was first applied to.
     *
     * @throws StateException when it has not been applied to any
     */
    public List<Tensor> inputs() {
        return applied(inputs);
    }

    /**
     * The symbolic tensors that the layer's first application to such tensors gave: new models can begin or end there.
     *
     * @throws StateException when there was none
     */
    public List<Tensor> outputs() {
        return applied(outputs);
    }

    /** The first of the {@link #outputs}, to make a model that gives what a layer within another computes: {@code model(m.inputs(), m.getLayer("features").output())}. */
    public Tensor output() {
        return outputs().get(0);
    }

    private List<Tensor> applied(List<Tensor> tensors) {
        if (tensors == null) {
            throw new StateException("Layer \"" + name + "\" (" + className()
                    + ") has not been applied to symbolic tensors, so that it has no inputs and"
                    + " outputs yet. Apply it to what input(...) gives, or let its model begin with input(...).");
        }
        return tensors;
    }

    /** The index that the next symbolic application gets. */
    int nextCall() {
        return calls++;
    }

    private List<Tensor> callEagerly(List<Tensor> inputs) {
        checkInputs(inputs.stream().map(Tensor::spec).toList());
        List<Tensor> masks = inputs.stream().map(Masks::of).toList();
        List<Boolean> masked = masks.stream().map(m -> m != null).toList();
        boolean training = CallContext.current().training();
        EagerCall call;
        synchronized (eager) {
            call = eager.computeIfAbsent(training, t -> new HashMap<>())
                    .computeIfAbsent(masked, m -> new EagerCall(this, training, m));
        }
        return call.run(inputs, masks);
    }

    /** Computes as part of the present trace. */
    final List<Tensor> inline(List<Tensor> inputs) {
        ensureBuilt(inputs.stream().map(Tensor::shape).toList());
        List<Tensor> xs = convert(inputs);
        List<Tensor> masks = new ArrayList<>();
        for (int i = 0; i < xs.size(); i++) {
            Tensor mask = Masks.of(inputs.get(i));
            masks.add(mask);
            if (mask != null) {
                Masks.attach(xs.get(i), mask);
            }
        }
        CallContext context = CallContext.current().forMasks(masks);
        Scope.Handle scope = Scope.enter(name);
        try {
            checkInputs(xs.stream().map(Tensor::spec).toList());
            List<Tensor> outputs = context.run(() -> call(xs, context));
            if (activityRegularizer != null) {
                // By the batch size, so that the penalty does not grow with it.
                outputs.forEach(y -> context.addLoss(
                        activityRegularizer.call(y).div(Math.max(1, y.shape().dim(0)))));
            }
            if (masks.stream().anyMatch(m -> m != null) || makesMasks()) {
                outputs = attachMasks(xs, masks, outputs);
            }
            return outputs;
        } catch (org.triceras.engine.error.TricerasException e) {
            throw LayerErrors.in(this, inputs, e);
        } finally {
            scope.close();
        }
    }

    /** True for layers whose outputs carry masks although their inputs do not. */
    protected boolean makesMasks() {
        return false;
    }

    private List<Tensor> attachMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        List<Tensor> computed = computeMasks(inputs, masks, outputs);
        List<Tensor> result = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Tensor y = outputs.get(i);
            Tensor mask = computed.get(i);
            if (inputs.contains(y) && Masks.of(y) != mask) {
                // The same tensor with another mask needs an identity of its own.
                y = y.isConcrete() ? y.add(0) : y.node().tensor();
            }
            result.add(Masks.attach(y, mask));
        }
        return result;
    }

    private List<Tensor> convert(List<Tensor> inputs) {
        List<Tensor> converted = new ArrayList<>();
        for (Tensor x : inputs) {
            converted.add(x.dtype().isFloat() && castsInputs() ? x.cast(dtype) : x);
        }
        return converted;
    }

    /** False for layers that take any type as it is. */
    protected boolean castsInputs() {
        return true;
    }

    /** Builds for the given input shapes unless that has happened; the first axis counts as an unknown batch size. */
    public final void ensureBuilt(List<Shape> shapes) {
        if (built) {
            return;
        }
        List<Shape> batchless = shapes.stream()
                .map(s -> s.rank() == 0 || keepsBatchSize() ? s : s.with(0, Shape.UNKNOWN))
                .toList();
        Trace.outside(() -> {
            Scope.Handle scope = Scope.enter(name);
            try {
                path = Scope.current();
                build(batchless);
            } catch (org.triceras.engine.error.TricerasException e) {
                throw LayerErrors.in(this, batchless, e);
            } finally {
                scope.close();
            }
            return null;
        });
        builtShapes = batchless;
        built = true;
    }

    /** True for layers whose state depends on the batch size. */
    protected boolean keepsBatchSize() {
        return false;
    }

    /** For layers that exist without being built, such as inputs. */
    final void markBuilt(List<Shape> shapes) {
        built = true;
        builtShapes = shapes;
    }

    /** Forgets compiled calls; for layers whose computation has changed. */
    protected final void forgetCompiledCalls() {
        synchronized (eager) {
            eager.clear();
        }
    }

    /** Forgets that the layer was built, so that it builds again; for models that get another layer. */
    protected final void unbuild() {
        built = false;
        builtShapes = null;
        forgetCompiledCalls();
    }

    /** The shape of the (first) output for an input shape, whose batch size may be unknown. */
    public Shape computeOutputShape(Shape input) {
        return computeOutputSpecs(List.of(new Spec(input, dtype))).get(0).shape();
    }

    /** The shapes of all outputs. */
    public List<Shape> computeOutputShapes(List<Shape> inputs) {
        return computeOutputSpecs(inputs.stream().map(s -> new Spec(s, dtype)).toList()).stream()
                .map(Spec::shape)
                .toList();
    }

    /** The specs of all outputs, found by tracing the call. */
    public List<Spec> computeOutputSpecs(List<Spec> inputs) {
        ensureBuilt(inputs.stream().map(Spec::shape).toList());
        return OutputInference.infer(
                inputs,
                specs -> Trace.record(specs, this::inline).outputs().stream()
                        .map(n -> n.spec())
                        .toList());
    }

    @Override
    public String toString() {
        return "<" + className() + " name=" + name + ", built=" + built + ">";
    }

    /** The compiled form of a call on data. */
    private static final class EagerCall {
        private final TensorFunction function;
        private final int inputs;
        private final List<Boolean> masked;
        private List<Boolean> maskedOutputs;

        EagerCall(Layer layer, boolean training, List<Boolean> masked) {
            this.inputs = masked.size();
            this.masked = masked;
            this.function = TensorFunction.of(all -> {
                List<Tensor> xs = new ArrayList<>(all.subList(0, inputs));
                int next = inputs;
                for (int i = 0; i < inputs; i++) {
                    if (masked.get(i)) {
                        Masks.attach(xs.get(i), all.get(next++));
                    }
                }
                List<Tensor> outputs = CallContext.with(training, () -> layer.inline(xs));
                List<Tensor> results = new ArrayList<>(outputs);
                List<Boolean> flags = new ArrayList<>();
                for (Tensor y : outputs) {
                    Tensor mask = Masks.of(y);
                    flags.add(mask != null);
                    if (mask != null) {
                        results.add(mask);
                    }
                }
                maskedOutputs = flags;
                return results;
            });
        }

        List<Tensor> run(List<Tensor> xs, List<Tensor> masks) {
            List<Tensor> all = new ArrayList<>(xs);
            for (int i = 0; i < inputs; i++) {
                if (masked.get(i)) {
                    all.add(masks.get(i));
                }
            }
            List<Tensor> results = function.callAll(all);
            int outputs = maskedOutputs.size();
            int next = outputs;
            for (int i = 0; i < outputs; i++) {
                if (maskedOutputs.get(i)) {
                    Masks.attach(results.get(i), results.get(next++));
                }
            }
            return results.subList(0, outputs);
        }
    }
}
