package org.triceras.keras.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.tensor.Operand;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.losses.LossFunction;
import org.triceras.keras.metrics.Metric;
import org.triceras.keras.optimizers.Optimizer;
import org.triceras.keras.saving.ModelFormat;
import org.triceras.keras.saving.Saveable;

/**
 * A layer that can be trained. {@link Sequential} and {@link Functional} models are made of layers; a subclass holds layers in
 * fields and computes in {@code call}. A subclass may also replace the training step, {@link #trainStep}.
 */
public abstract class Model extends Layer implements DataMethods, Displayable {
    private Compilation compilation;
    private Trainer trainer;
    private History history;

    // ---- structure ----

    /** The layers, in Keras's order. */
    public List<Layer> layers() {
        return super.parts(Layer.class);
    }

    @Override
    protected <T> List<T> parts(Class<T> type) {
        return type == Layer.class ? layers().stream().map(type::cast).toList() : super.parts(type);
    }

    /** The layer of that name. */
    public Layer getLayer(String name) {
        Map<String, Layer> byName = new LinkedHashMap<>();
        layers().forEach(layer -> byName.put(layer.name(), layer));
        if (!byName.containsKey(name)) {
            refuseInner(name, byName.keySet());
        }
        return org.triceras.keras.util.Names.find("layer", name, byName);
    }

    private void refuseInner(String name, Set<String> own) {
        for (Layer layer : layers()) {
            if (layer instanceof Model inner
                    && inner.layers().stream().anyMatch(each -> each.name().equals(name))) {
                throw new ArgumentException("Model \"" + name() + "\" itself has no layer \"" + name
                        + "\"; its inner model \"" + inner.name() + "\" has. Expected one of " + own
                        + ". Try ((Model) model.getLayer(\"" + inner.name() + "\")).getLayer(\"" + name + "\").");
            }
        }
    }

    /** The layer at a place, in Keras's order; -1 is the last one. */
    public Layer getLayer(int index) {
        List<Layer> layers = layers();
        int at = index < 0 ? index + layers.size() : index;
        if (at < 0 || at >= layers.size()) {
            throw new ArgumentException("Model \"" + name() + "\" has " + layers.size()
                    + " layers. Expected an index below that, or from -" + layers.size()
                    + " to -1, counted from the end. Received " + index + ".");
        }
        return layers.get(at);
    }

    /** The graph of a model that has one, else null. */
    ModelGraph graph() {
        return null;
    }

    /** The symbolic inputs of a model that has a graph; of another, what it was first applied to as a layer. */
    @Override
    public List<Tensor> inputs() {
        return graph() == null ? super.inputs() : tensors(graph().inputs());
    }

    /** The symbolic outputs of a model that has a graph; of another, what its first application as a layer gave. */
    @Override
    public List<Tensor> outputs() {
        return graph() == null ? super.outputs() : tensors(graph().outputs());
    }

    private static List<Tensor> tensors(List<Node> nodes) {
        return nodes.stream().map(Node::tensor).toList();
    }

    /** The names of the inputs, by which data can be given; empty when they have none. */
    List<String> namesOfInputs() {
        return graph() == null ? List.of() : graph().inputNames();
    }

    /** The names of the outputs, by which losses and metrics can be given. */
    public List<String> outputNames() {
        return List.of("output");
    }

    // ---- training set-up ----

    /** Sets optimizer, loss and metrics: {@code model.compile(c -> c.optimizer("adam").loss("mse").metrics("mae"))}. */
    public void compile(Consumer<CompileOptions> options) {
        CompileOptions chosen = new CompileOptions();
        options.accept(chosen);
        compilation = new Compilation(chosen);
        trainer = null;
        forgetCompiledCalls();
    }

    /** The short form: {@code model.compile("adam", "mse", "mae")}. */
    public void compile(String optimizer, String loss, String... metrics) {
        compile(c -> c.optimizer(optimizer).loss(loss).metrics(metrics));
    }

    public void compile(String optimizer, LossFunction loss, String... metrics) {
        compile(c -> c.optimizer(optimizer).loss(loss).metrics(metrics));
    }

    public void compile(Optimizer optimizer, String loss, String... metrics) {
        compile(c -> c.optimizer(optimizer).loss(loss).metrics(metrics));
    }

    public void compile(Optimizer optimizer, LossFunction loss, String... metrics) {
        compile(c -> c.optimizer(optimizer).loss(loss).metrics(metrics));
    }

    public boolean isCompiled() {
        return compilation != null;
    }

    Compilation compilation() {
        return compilation;
    }

    /** @throws StateException before compile */
    public Optimizer optimizer() {
        return compiled("optimizer").optimizer();
    }

    private Compilation compiled(String method) {
        if (compilation == null) {
            throw Compilation.notCompiled(name(), method);
        }
        return compilation;
    }

    private Trainer trainer() {
        if (trainer == null) {
            trainer = new Trainer(this);
        }
        return trainer;
    }

    /** Forgets compiled steps; for models that change. */
    protected void forgetTraining() {
        trainer = null;
    }

    /** Stops fit after the present epoch; for callbacks. */
    public void stopTraining() {
        trainer().stop();
    }

    /** Makes the fit that has just begun start with this epoch, counted from 0; for callbacks in {@code onTrainBegin}. */
    public void resumeFrom(int epoch) {
        trainer().resumeFrom(epoch);
    }

    /** Whether the model computes outputs from inputs; one with a training step of its own need not, such as two models that compete. */
    boolean hasCall() {
        for (Class<?> type = getClass(); type != Model.class; type = type.getSuperclass()) {
            if (Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("call"))) {
                return true;
            }
        }
        return false;
    }

    // ---- what a step does; part of the compiled program ----

    /**
     * One training step: forward, loss, gradients, update, metrics. Override to train in another way; the code is traced once per
     * batch shape and compiled. What it returns is shown beside the metrics; of a step that tracks no loss by
     * {@link #trackLoss} it is all, but for the metrics of compile.
     */
    protected Map<String, Tensor> trainStep(Batch batch) {
        List<Tensor> yPred = applyAll(batch.x());
        Tensor loss = computeLoss(batch, yPred);
        trackLoss(loss, batch);
        List<Variable> weights = trainer().trained();
        if (!weights.isEmpty()) {
            applyGradients(gradients(loss, weights), weights);
        }
        updateMetrics(batch, yPred);
        return Map.of();
    }

    /** One evaluation step: forward, loss and metrics. */
    protected Map<String, Tensor> testStep(Batch batch) {
        List<Tensor> yPred = applyAll(batch.x());
        trackLoss(computeLoss(batch, yPred), batch);
        updateMetrics(batch, yPred);
        return Map.of();
    }

    /** One prediction step. */
    protected List<Tensor> predictStep(List<Tensor> x) {
        return applyAll(x);
    }

    /** The compiled loss with everything that layers added to it. */
    protected Tensor computeLoss(Batch batch, List<Tensor> yPred) {
        Tensor loss = compilation.loss(batch, yPred);
        List<Tensor> more = new ArrayList<>(regularizationLosses());
        more.addAll(CallContext.current().losses());
        for (Tensor extra : more) {
            Tensor scalar = extra.rank() == 0 ? extra : extra.sum();
            loss = loss == null ? scalar : loss.add(scalar);
        }
        if (loss == null) {
            throw new StateException("fit: model \"" + name() + "\" has no loss. Expected one in compile, such as"
                    + " c.loss(\"categorical_crossentropy\"), or a layer that adds one.");
        }
        return loss;
    }

    protected void trackLoss(Tensor loss, Batch batch) {
        compilation.track(loss, batch.size());
    }

    protected List<Tensor> gradients(Tensor loss, List<? extends Operand> variables) {
        return Gradients.of(loss, variables);
    }

    /** Lets the optimizer update the weights, then the constraints correct them. */
    protected void applyGradients(List<Tensor> gradients, List<Variable> weights) {
        compilation.optimizer().apply(gradients, weights);
        applyConstraints();
    }

    protected void updateMetrics(Batch batch, List<Tensor> yPred) {
        compilation.updateMetrics(batch, yPred);
    }

    // ---- fit, evaluate, predict; DataMethods has more forms of them ----

    @Override
    public History fit(Batch data, Consumer<FitOptions> options) {
        compiled("fit");
        FitOptions chosen = chosen(options);
        return new FitLoop(this, trainer(), chosen).run(arrays("fit", chosen.weigh(data)));
    }

    @Override
    public History fit(Iterable<Batch> batches, Consumer<FitOptions> options) {
        return fitBatches(BatchSource.of(batches), options);
    }

    @Override
    public History fit(Iterator<Batch> batches, Consumer<FitOptions> options) {
        return fitBatches(BatchSource.of(batches), options);
    }

    @Override
    public History fit(Supplier<Batch> batches, Consumer<FitOptions> options) {
        return fitBatches(BatchSource.of(batches), options);
    }

    private History fitBatches(BatchSource source, Consumer<FitOptions> options) {
        compiled("fit");
        return new FitLoop(this, trainer(), chosen(options)).run(source);
    }

    private static FitOptions chosen(Consumer<FitOptions> options) {
        FitOptions chosen = new FitOptions();
        options.accept(chosen);
        return chosen;
    }

    private TrainingData arrays(String method, Batch data) {
        Batch ordered = NamedTensors.arrange(this, method, data);
        return new TrainingData(ordered.x(), ordered.y(), ordered.sampleWeight());
    }

    /**
     * What the latest fit has done so far: also while it runs, and after it was interrupted or failed.
     *
     * @throws StateException before the first fit
     */
    public History history() {
        if (history == null) {
            throw new StateException(
                    "history: model \"" + name() + "\" has not been trained yet. Expected a call of fit before.");
        }
        return history;
    }

    void setHistory(History running) {
        history = running;
    }

    @Override
    public Map<String, Double> evaluate(Batch data, Consumer<FitOptions> options) {
        compiled("evaluate");
        FitOptions chosen = chosen(options);
        TrainingData all = arrays("evaluate", chosen.weigh(data));
        return evaluate(ArrayFeed.once("evaluate", all, chosen.batchSize(), chosen.steps()), chosen);
    }

    @Override
    public Map<String, Double> evaluate(Iterable<Batch> batches, Consumer<FitOptions> options) {
        return evaluateBatches(BatchSource.of(batches), options);
    }

    @Override
    public Map<String, Double> evaluate(Iterator<Batch> batches, Consumer<FitOptions> options) {
        return evaluateBatches(BatchSource.of(batches), options);
    }

    @Override
    public Map<String, Double> evaluate(Supplier<Batch> batches, Consumer<FitOptions> options) {
        return evaluateBatches(BatchSource.of(batches), options);
    }

    private Map<String, Double> evaluateBatches(BatchSource source, Consumer<FitOptions> options) {
        compiled("evaluate");
        FitOptions chosen = chosen(options);
        return evaluate(stream("evaluate", source, chosen, true), chosen);
    }

    private Map<String, Double> evaluate(Feed feed, FitOptions chosen) {
        return new EvaluateLoop(this, trainer(), chosen, chosen.callbacks()).run(feed, chosen.verbose() == 1);
    }

    private StreamFeed stream(String method, BatchSource source, FitOptions chosen, boolean targets) {
        chosen.requireBatchesAsTheyAre(method);
        source.requireEnd(method, "steps", chosen.steps(), 1);
        return new StreamFeed(method, this, source, chosen.steps(), null, null, targets);
    }

    @Override
    public List<Tensor> predict(List<Tensor> x, Consumer<FitOptions> options) {
        return new PredictLoop(this, trainer(), chosen(options)).run(new TrainingData(x, List.of(), List.of()));
    }

    @Override
    public Map<String, Tensor> predict(Map<String, Tensor> x, Consumer<FitOptions> options) {
        return byName(predict(NamedTensors.inputs(this, "predict", x), options));
    }

    private Map<String, Tensor> byName(List<Tensor> outputs) {
        List<String> names = outputNames();
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            named.put(i < names.size() ? names.get(i) : "output_" + i, outputs.get(i));
        }
        return named;
    }

    @Override
    public List<Tensor> predictAll(Iterable<Batch> batches, Consumer<FitOptions> options) {
        return predictBatches(BatchSource.of(batches), options);
    }

    @Override
    public List<Tensor> predictAll(Iterator<Batch> batches, Consumer<FitOptions> options) {
        return predictBatches(BatchSource.of(batches), options);
    }

    @Override
    public List<Tensor> predictAll(Supplier<Batch> batches, Consumer<FitOptions> options) {
        return predictBatches(BatchSource.of(batches), options);
    }

    private List<Tensor> predictBatches(BatchSource source, Consumer<FitOptions> options) {
        FitOptions chosen = chosen(options);
        return new PredictLoop(this, trainer(), chosen).run(stream("predict", source, chosen, false));
    }

    /** The outputs by name, for inputs by name; as {@link #applyAll(List)}, also on symbolic tensors. */
    public Map<String, Tensor> apply(Map<String, Tensor> inputs) {
        return byName(applyAll(NamedTensors.inputs(this, "apply", inputs)));
    }

    // ---- single batches ----

    @Override
    public Map<String, Double> trainOnBatch(Batch batch, Consumer<FitOptions> options) {
        compiled("trainOnBatch");
        return onBatch(Trainer.Kind.TRAIN, "trainOnBatch", batch, options);
    }

    @Override
    public Map<String, Double> testOnBatch(Batch batch, Consumer<FitOptions> options) {
        compiled("testOnBatch");
        return onBatch(Trainer.Kind.TEST, "testOnBatch", batch, options);
    }

    private Map<String, Double> onBatch(Trainer.Kind kind, String method, Batch batch, Consumer<FitOptions> options) {
        FitOptions chosen = chosen(options);
        TrainingData given = arrays(method, chosen.weigh(batch));
        TrainingData data = chosen.classWeight() == null ? given : given.withClassWeight(chosen.classWeight());
        ArrayFeed feed = ArrayFeed.once(method, data, Integer.MAX_VALUE, 0);
        trainer().prepare(feed);
        resetMetrics();
        feed.beginEpoch();
        return trainer().logs(kind, trainer().step(kind, feed.next()));
    }

    @Override
    public void resetMetrics() {
        compiled("resetMetrics").resetMetrics();
        ownMetrics().forEach(Metric::resetState);
    }

    /** What fit and evaluate start anew at each pass, and show: loss and metrics of compile, then those that the model and its layers hold in fields. */
    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(compilation == null ? List.of() : compilation.metrics());
        all.addAll(ownMetrics());
        return all;
    }

    /** The metrics in fields that were not also given to compile. */
    List<Metric> ownMetrics() {
        List<Metric> compiled = compilation == null ? List.of() : compilation.metrics();
        return super.metrics().stream()
                .filter(metric -> !compiled.contains(metric))
                .toList();
    }

    // ---- shown ----

    /** Prints the table of layers. */
    public void summary() {
        System.out.print(summaryText());
    }

    /** The table of layers as Keras prints it, 80 columns wide. */
    public String summaryText() {
        return summaryText(80, false, false);
    }

    /**
     * The table of layers.
     *
     * @param columns the width of the terminal
     * @param expandNested whether the layers of inner models get rows
     * @param showTrainable whether a column says which layers are trained
     */
    public String summaryText(int columns, boolean expandNested, boolean showTrainable) {
        return new SummaryTable(this, columns, expandNested, showTrainable).text();
    }

    @Override
    public MimeBundle toMimeBundle() {
        String html = new SummaryTable(this, 80, false, false).html();
        return MimeBundle.html(summaryText(), html);
    }

    // ---- saved ----

    @Override
    public Map<String, Saveable> parts() {
        Map<String, Saveable> parts = new LinkedHashMap<>(super.parts());
        if (isCompiled()) {
            parts.put("optimizer", compilation.optimizer());
        }
        return parts;
    }

    /** With the list of all layers: Keras's models have that attribute beside those that hold the layers. */
    @Override
    public Map<String, List<? extends Saveable>> partLists() {
        Map<String, List<? extends Saveable>> lists = new LinkedHashMap<>(super.partLists());
        lists.put("layers", layers());
        return lists;
    }

    /** The whole model in Keras's serialized form, with what it was compiled with. */
    public Map<String, Object> toConfig() {
        return ModelConfigs.serializeWithCompile(this);
    }

    /** The model's structure as YAML; weights are apart, see {@link #saveWeights}. */
    public String toYaml() {
        return ModelFormat.get().toYaml(toConfig());
    }

    public String toJson() {
        return ModelFormat.get().toJson(toConfig());
    }

    /** Writes structure, weights and optimizer: ".keras" or ".h5". */
    public void save(String file) {
        save(Path.of(file));
    }

    public void save(Path file) {
        requireWeights("save");
        prepareOptimizer();
        ModelFormat.get().saveModel(this, toConfig(), file);
    }

    /** Writes the weights: ".weights.h5" or ".h5". */
    public void saveWeights(String file) {
        saveWeights(Path.of(file));
    }

    public void saveWeights(Path file) {
        requireWeights("saveWeights");
        ModelFormat.get().saveWeights(this, file);
    }

    public void loadWeights(String file) {
        loadWeights(Path.of(file));
    }

    public void loadWeights(Path file) {
        loadWeights(file, false, false);
    }

    /**
     * Reads weights.
     *
     * @param skipMismatch leave out what does not fit instead of failing
     * @param byName match layers by name; legacy files only
     */
    public void loadWeights(Path file, boolean skipMismatch, boolean byName) {
        requireWeights("loadWeights");
        ModelFormat.get().loadWeights(this, file, skipMismatch, byName);
    }

    /** As {@link #export(Path, Consumer)}, for any number of samples. */
    public void export(String file) {
        export(Path.of(file));
    }

    /** As {@link #export(Path, Consumer)}, for any number of samples. */
    public void export(Path file) {
        export(file, options -> {});
    }

    /** As {@link #export(Path, Consumer)}. */
    public void export(String file, Consumer<ExportOptions> options) {
        export(Path.of(file), options);
    }

    /**
     * Writes what {@code predict} computes as a file for programs that run models, in a browser, on a phone, in any language: ".onnx". Such a
     * file cannot be trained or loaded here; for that there is {@link #save(Path)}.
     *
     * @throws org.triceras.engine.error.ArgumentException when the model does something that the format cannot say
     */
    public void export(Path file, Consumer<ExportOptions> options) {
        requireWeights("export");
        ExportOptions chosen = new ExportOptions();
        options.accept(chosen);
        ModelFormat.get().export(chosen.inference(this), file);
    }

    /** Makes the optimizer's state, so that it can be saved or restored. */
    public void prepareOptimizer() {
        if (isCompiled() && isBuilt()) {
            compilation.optimizer().build(trainableWeights());
        }
    }

    private void requireWeights(String method) {
        if (!isBuilt()) {
            throw new StateException(
                    method + ": model \"" + name() + "\" is not built, so it has no weights yet. Give it"
                            + " an input, as in sequential(input(784), ...), or call it on data first.");
        }
    }

    @Override
    public String toString() {
        return "<" + className() + " name=" + name() + ", built=" + isBuilt() + ", layers="
                + layers().stream().map(Layer::name).collect(Collectors.joining(", ", "[", "]")) + ">";
    }

    /** A row of zeros for each input of a built model with known shapes; for warming up. */
    List<Tensor> zeroInputs(int samples) {
        return builtShapes().stream()
                .map(s -> Tensors.zeros(s.with(0, samples).dims()))
                .toList();
    }
}
