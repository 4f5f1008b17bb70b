package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.keras.layers.CallContext;

/** The compiled steps of a model: each is one program that holds forward, loss, metrics and, in training, gradients and update. */
final class Trainer {
    /** The kinds of step. */
    enum Kind {
        TRAIN,
        TEST,
        PREDICT
    }

    /** How many tensors of each role a step is fed. */
    private record Roles(int x, int y, int weights) {}

    private final Model model;
    private final Map<Kind, Map<Roles, TensorFunction>> steps = new EnumMap<>(Kind.class);
    private TensorFunction results;
    private List<String> resultNames = List.of();
    private List<String> extraNames = List.of();
    private boolean prepared;
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
        stopped = false;
        resumeEpoch = 0;
    }

    void resumeFrom(int epoch) {
        resumeEpoch = epoch;
    }

    int resumeEpoch() {
        return resumeEpoch;
    }

    /** Builds the model, its metrics and the optimizer for data of this kind. */
    void prepare(TrainingData data, int batchSize) {
        if (!prepared) {
            build(data, batchSize);
        }
        checkTargets(data);
    }

    /** Throws when targets cannot be right; after the first {@link #prepare}. */
    void checkTargets(TrainingData data) {
        if (prepared && !data.y().isEmpty()) {
            model.compilation().checkTargets(data.y());
        }
    }

    private void build(TrainingData data, int batchSize) {
        List<Spec> xs = data.x().stream()
                .map(t -> t.spec().with(t.shape().with(0, batchSize)))
                .toList();
        List<Spec> outputs = model.computeOutputSpecs(xs);
        Compilation compilation = model.compilation();
        if (compilation != null && !data.y().isEmpty()) {
            if (!compilation.isResolved()) {
                List<String> names = new ArrayList<>(model.outputNames());
                for (int i = names.size(); i < outputs.size(); i++) {
                    names.add("output_" + i);
                }
                compilation.resolve(names, data.y().stream().map(Tensor::spec).toList(), outputs);
            }
            compilation.optimizer().build(model.trainableWeights());
            prepared = true;
        }
    }

    /** Runs one step on rows of the data; returns what the step itself returned. */
    List<Tensor> step(Kind kind, TrainingData data, BatchFeeder feeder, int[] order, int from, int count) {
        List<Buffer> buffers = feeder.gather(order, from, count);
        Roles roles =
                new Roles(data.x().size(), data.y().size(), data.sampleWeight().size());
        TensorFunction function =
                steps.computeIfAbsent(kind, k -> new java.util.HashMap<>()).computeIfAbsent(roles, r -> make(kind, r));
        return function.callBuffers(feeder.specs(), buffers);
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
            if (batch.y().isEmpty()) {
                throw new ArgumentException("fit: expected targets y. Received none.");
            }
            Map<String, Tensor> extra = kind == Kind.TRAIN ? model.trainStep(batch) : model.testStep(batch);
            extraNames = List.copyOf(extra.keySet());
            return List.copyOf(extra.values());
        }));
    }

    /** The present values of all metrics, and what the last step returned. */
    Map<String, Double> logs(List<Tensor> extra) {
        if (results == null) {
            results = TensorFunction.of(none -> {
                Map<String, Tensor> all = model.compilation().results();
                resultNames = List.copyOf(all.keySet());
                return List.copyOf(all.values());
            });
        }
        List<Tensor> values = results.callAll(List.of());
        Map<String, Double> logs = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            logs.put(resultNames.get(i), figure(values.get(i)));
        }
        for (int i = 0; i < extra.size(); i++) {
            logs.put(extraNames.get(i), figure(extra.get(i)));
        }
        return logs;
    }

    /** One number: the mean of a result with one per class, which is also what Keras's progress bar shows. */
    private static double figure(Tensor value) {
        return value.rank() == 0 ? value.item() : value.cast("float32").mean().item();
    }
}
