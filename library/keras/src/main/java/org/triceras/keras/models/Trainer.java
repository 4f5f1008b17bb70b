package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.triceras.engine.backend.WarmUp;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.Layer;

/** The compiled steps of a model: each is one program that holds forward, loss, metrics and, in training, gradients and update. */
final class Trainer {
    /** The kinds of step. */
    enum Kind {
        TRAIN,
        TEST,
        PREDICT
    }

    private static final System.Logger LOG = System.getLogger(Model.class.getName());

    /** How many tensors of each role a step is fed. */
    private record Roles(int x, int y, int weights) {}

    /** What is shown of a kind of step: the figures that it names itself, and whether it tracks the compiled loss. */
    private record Shown(List<String> figures, boolean loss) {}

    private final Model model;
    private final Map<Kind, Shown> shown = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<Roles, TensorFunction>> steps = new EnumMap<>(Kind.class);
    private TensorFunction results;
    private List<String> resultNames = List.of();
    /** The names of the metrics that the model and its layers hold. */
    private Set<String> ownNames = Set.of();

    private boolean prepared;
    /** What was trainable when training was prepared, as the optimizer has state for it: of no step it matters what is frozen later. */
    private List<Variable> trained;
    /** The inputs for which the model was last built without {@link #prepared}. */
    private List<Spec> predicted;
    /** The data whose weights were last found to fit. */
    private List<Spec> weighted;

    private volatile boolean stopped;
    private int resumeEpoch;

    Trainer(Model model) {
        this.model = model;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    void start() {
        if (trained != null && !trained.equals(model.trainableWeights())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Model \"" + model.name()
                            + "\": layers were frozen or unfrozen since it was compiled, which has no effect"
                            + " on training. Call model.compile(...) again.");
        }
        stopped = false;
        resumeEpoch = 0;
    }

    void resumeFrom(int epoch) {
        resumeEpoch = epoch;
    }

    int resumeEpoch() {
        return resumeEpoch;
    }

    /** Builds the model, its metrics and the optimizer for data of this kind; throws when targets cannot be right. */
    void prepare(Feed feed) {
        Batch sample = feed.sample();
        if (!prepared) {
            build(sample, feed.batchSize());
        }
        checkTargets(sample.y());
        checkWeights(sample, feed.batchSize());
    }

    /** Throws when weights of samples have a shape that the loss cannot use; a step of one's own may use others. */
    void checkWeights(Batch sample, int batchSize) {
        boolean plain = model instanceof Functional || model.getClass() == Sequential.class;
        if (!plain || !prepared || sample.sampleWeight().isEmpty() || sample.y().isEmpty()) {
            return;
        }
        List<Spec> specs = Stream.of(sample.x(), sample.y(), sample.sampleWeight())
                .flatMap(List::stream)
                .map(Tensor::spec)
                .toList();
        if (!specs.equals(weighted)) {
            model.compilation().checkWeights(sample, model.computeOutputSpecs(inputs(sample, batchSize)));
            weighted = specs;
        }
    }

    /** Builds the model for predictions; its metrics wait for targets. */
    void prepareInputs(Feed feed) {
        if (!prepared) {
            List<Spec> inputs = inputs(feed.sample(), feed.batchSize());
            // Inference traces the model, which takes longer than one sample's prediction.
            if (!inputs.equals(predicted)) {
                model.computeOutputSpecs(inputs);
                predicted = inputs;
            }
        }
    }

    /** Throws when targets cannot be right; after the first {@link #prepare}. */
    void checkTargets(List<Tensor> y) {
        if (prepared && !y.isEmpty()) {
            model.compilation().checkTargets(y);
        }
    }

    private static List<Spec> inputs(Batch sample, int batchSize) {
        return sample.x().stream()
                .map(t -> t.spec().with(t.shape().with(0, batchSize)))
                .toList();
    }

    private void build(Batch data, int batchSize) {
        Compilation compilation = model.compilation();
        boolean computes = compilation == null || model.hasCall();
        if (!computes) {
            requireParts(compilation);
            model.ensureBuilt(data.x().stream().map(Tensor::shape).toList());
        }
        List<Spec> outputs = computes ? model.computeOutputSpecs(inputs(data, batchSize)) : List.of();
        if (compilation != null) {
            if (!compilation.isResolved()) {
                List<String> names = new ArrayList<>(computes ? model.outputNames() : List.of());
                for (int i = names.size(); i < outputs.size(); i++) {
                    names.add("output_" + i);
                }
                List<Tensor> targets = computes ? data.y() : List.of();
                compilation.resolve(names, targets.stream().map(Tensor::spec).toList(), outputs);
            }
            trained = model.trainableWeights();
            compilation.optimizer().build(trained);
            prepared = true;
        }
    }

    /** A model without a call of its own, which trains its parts in its step, can only be prepared if these are there. */
    private void requireParts(Compilation compilation) {
        for (Layer layer : model.layers()) {
            if (!layer.isBuilt()) {
                throw new StateException("fit: model \"" + model.name() + "\" overrides no call, and its layer \""
                        + layer.name() + "\" is not built. Expected built layers, whose weights the training step can"
                        + " change. Begin inner models with input(...), or override call.");
            }
        }
        if (compilation.measuresOutputs()) {
            throw new StateException("fit: model \"" + model.name() + "\" overrides no call, so it has no outputs for"
                    + " the loss and metrics given to compile. Compute losses in trainStep, hold metrics in fields,"
                    + " or override call.");
        }
    }

    /** The weights that training changes. */
    List<Variable> trained() {
        return trained != null ? trained : model.trainableWeights();
    }

    /** Runs one step; returns what the step itself returned. */
    List<Tensor> step(Kind kind, StepInput input) {
        try {
            checkTargets(input.unchecked());
            return run(kind, input);
        } catch (ShapeException e) {
            if (input.place() == null) {
                throw e;
            }
            throw new ShapeException(input.place() + ": " + e.getMessage(), e);
        }
    }

    private List<Tensor> run(Kind kind, StepInput input) {
        Roles roles =
                new Roles(input.inputs(), input.targets(), input.specs().size() - input.inputs() - input.targets());
        boolean isFirstTraining = kind == Kind.TRAIN && !steps.containsKey(kind);
        TensorFunction function =
                steps.computeIfAbsent(kind, k -> new java.util.HashMap<>()).computeIfAbsent(roles, r -> make(kind, r));
        if (isFirstTraining) {
            function.prepare(input.specs());
            WarmUp.await();
        }
        return function.callBuffers(input.specs(), input.buffers());
    }

    private TensorFunction make(Kind kind, Roles roles) {
        return TensorFunction.of(feeds -> CallContext.with(kind == Kind.TRAIN, () -> {
            Batch batch = new Batch(
                    feeds.subList(0, roles.x()),
                    feeds.subList(roles.x(), roles.x() + roles.y()),
                    feeds.subList(roles.x() + roles.y(), feeds.size()));
            if (kind == Kind.PREDICT) {
                return model.predictStep(batch.x());
            }
            model.compilation().takeTracked();
            // Sorted, so that traces for other shapes, or other maps, have the same order.
            Map<String, Tensor> figures =
                    new TreeMap<>(kind == Kind.TRAIN ? model.trainStep(batch) : model.testStep(batch));
            shown.put(
                    kind,
                    new Shown(List.copyOf(figures.keySet()), model.compilation().takeTracked()));
            return List.copyOf(figures.values());
        }));
    }

    /**
     * The present values of all metrics, and what the last step of the kind returned. A step that tracks no loss and names figures of its own
     * has said all that there is.
     */
    Map<String, Double> logs(Kind kind, List<Tensor> figures) {
        if (results == null) {
            results = TensorFunction.of(none -> {
                Map<String, Tensor> all = model.compilation().results();
                Map<String, Tensor> own = new TreeMap<>();
                model.ownMetrics().forEach(metric -> own.put(metric.name(), metric.result()));
                ownNames = own.keySet();
                all.putAll(own);
                resultNames = List.copyOf(all.keySet());
                return List.copyOf(all.values());
            });
        }
        List<Tensor> values = results.callAll(List.of());
        Map<String, Double> logs = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            logs.put(resultNames.get(i), figure(values.get(i)));
        }
        Shown step = shown.getOrDefault(kind, new Shown(List.of(), true));
        if (!step.loss() && !step.figures().isEmpty()) {
            logs.keySet().removeAll(ownNames);
        }
        if (!step.loss() && !ownNames.contains("loss")) {
            logs.remove("loss");
        }
        for (int i = 0; i < figures.size(); i++) {
            logs.put(step.figures().get(i), figure(figures.get(i)));
        }
        return logs;
    }

    /** One number: the mean of a result with one per class, which is also what Keras's progress bar shows. */
    private static double figure(Tensor value) {
        return value.rank() == 0 ? value.item() : value.cast("float32").mean().item();
    }
}
