package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Trace;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.saving.Inference;

/** What {@link Model#export} may be told. */
public final class ExportOptions {
    private int batchSize = Shape.UNKNOWN;
    private List<int[]> inputShapes;

    ExportOptions() {}

    /** The number of samples that always come together; any number without it. */
    public ExportOptions batchSize(int size) {
        if (size < 1) {
            throw new ArgumentException("export: expected a batchSize of at least 1. Received " + size
                    + ". Leave it out for any number of samples.");
        }
        batchSize = size;
        return this;
    }

    /**
     * The shapes of the inputs without the axis of the samples, for models that leave axes open, such as the length of a text; -1 leaves an axis
     * open in the file, too, as all are without this.
     */
    public ExportOptions inputShapes(int[]... shapes) {
        inputShapes = Arrays.stream(shapes).map(int[]::clone).toList();
        return this;
    }

    Inference inference(Model model) {
        List<Spec> inputs = inputs(model);
        List<String> names = model.namesOfInputs();
        return new Inference(
                model.name(),
                names.size() == inputs.size() ? names : numbered("input", inputs.size()),
                inputs,
                outputNames(model, inputs),
                specs -> trace(model, specs));
    }

    private static Graph trace(Model model, List<Spec> specs) {
        return Trace.record(specs, x -> CallContext.with(false, () -> model.predictStep(x)));
    }

    private static List<String> outputNames(Model model, List<Spec> inputs) {
        int count = model.computeOutputSpecs(inputs).size();
        List<String> names = model.outputNames();
        return names.size() == count ? names : numbered("output", count);
    }

    private static List<String> numbered(String name, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(count == 1 ? name : name + "_" + i);
        }
        return names;
    }

    private List<Spec> inputs(Model model) {
        List<Spec> known = model.graph() == null
                ? model.builtShapes().stream()
                        .map(shape -> new Spec(shape, DType.FLOAT32))
                        .toList()
                : model.inputs().stream().map(Tensor::spec).toList();
        if (inputShapes != null && inputShapes.size() != known.size()) {
            throw new ArgumentException("export: model \"" + model.name() + "\" has " + known.size()
                    + " inputs. Expected as many inputShapes. Received " + inputShapes.size() + ".");
        }
        List<Spec> inputs = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            inputs.add(input(model, known.get(i), inputShapes == null ? null : inputShapes.get(i)));
        }
        return inputs;
    }

    private Spec input(Model model, Spec known, int[] given) {
        Shape sample = known.shape().range(1, known.shape().rank());
        if (given != null) {
            Shape wanted = Shape.of(given);
            if (!fits(wanted, sample)) {
                throw new ArgumentException("export: model \"" + model.name() + "\" takes samples of shape " + sample
                        + ". Expected inputShapes that fit it. Received " + wanted + ".");
            }
            sample = wanted;
        }
        return known.with(Shape.of(batchSize).concat(sample));
    }

    private static boolean fits(Shape wanted, Shape sample) {
        if (wanted.rank() != sample.rank()) {
            return false;
        }
        for (int i = 0; i < wanted.rank(); i++) {
            if (sample.dim(i) != Shape.UNKNOWN && sample.dim(i) != wanted.dim(i)) {
                return false;
            }
        }
        return true;
    }
}
