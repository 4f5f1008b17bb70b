package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.keras.saving.Inference;

/**
 * The traces from which open lengths are told: one in which all are small, and for each open length one in which it alone is larger. The first
 * axis of all inputs is one length, the number of samples. Other axes may differ between inputs, unless the model then does not fit together.
 */
final class OpenAxes {
    private static final int FEW_SAMPLES = 2;
    private static final int MANY_SAMPLES = 3;
    // Enough for kernels and pools; one odd and one even, so that halves that are rounded up differ from such that are
    // rounded down.
    private static final int SHORT = 61;
    private static final int LONG = 68;

    private final Inference model;
    /** The number of the length that each open axis has, by input and axis. */
    private final Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();

    private OpenAxes(Inference model, boolean separate) {
        this.model = model;
        Map<List<Integer>, Integer> known = new LinkedHashMap<>();
        for (int input = 0; input < model.inputs().size(); input++) {
            int[] dims = model.inputs().get(input).shape().dims();
            for (int axis = 0; axis < dims.length; axis++) {
                if (dims[axis] == Shape.UNKNOWN) {
                    List<Integer> key = axis > 0 && separate ? List.of(axis, input) : List.of(axis);
                    numbers.put(List.of(input, axis), known.computeIfAbsent(key, k -> known.size()));
                }
            }
        }
    }

    static List<Graph> traces(Inference model) {
        OpenAxes separate = new OpenAxes(model, true);
        OpenAxes common = new OpenAxes(model, false);
        try {
            return separate.all();
        } catch (ShapeException e) {
            if (separate.numbers.equals(common.numbers)) {
                throw separate.doesNotFit(e);
            }
        }
        try {
            return common.all();
        } catch (ShapeException e) {
            throw common.doesNotFit(e);
        }
    }

    private RuntimeException doesNotFit(ShapeException e) {
        if (numbers.keySet().stream().allMatch(each -> each.get(1) == 0)) {
            return e;
        }
        return new ArgumentException(
                "export: model \"" + model.model() + "\" leaves axes of its samples open, and does not take samples of "
                        + SHORT + " and of " + LONG + " there. Try export(file, e -> e.inputShapes(new int[] {...})). "
                        + e.getMessage(),
                e);
    }

    private List<Graph> all() {
        List<Graph> traces = new ArrayList<>();
        long lengths = numbers.values().stream().distinct().count();
        for (int longer = -1; longer < lengths; longer++) {
            traces.add(model.trace().apply(specs(longer)));
        }
        return traces;
    }

    /** The inputs' specs. @param longer the number of the length that is larger than in the first trace */
    private List<Spec> specs(int longer) {
        List<Spec> specs = new ArrayList<>(model.inputs());
        numbers.forEach((place, number) -> {
            int input = place.get(0);
            int axis = place.get(1);
            int length = axis == 0 ? number == longer ? MANY_SAMPLES : FEW_SAMPLES : number == longer ? LONG : SHORT;
            Spec spec = specs.get(input);
            specs.set(input, spec.with(spec.shape().with(axis, length)));
        });
        return specs;
    }
}
