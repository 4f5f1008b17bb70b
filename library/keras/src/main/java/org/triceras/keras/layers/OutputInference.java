package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;

/**
 * Output shapes of code that works on known sizes only: it is traced with two sizes in place of the unknown ones, and what comes out
 * different is unknown.
 */
final class OutputInference {
    // Small, because a trace may hold constants of these sizes; and no size that a model is likely to have.
    static final int FIRST = 67;
    private static final int SECOND = 131;

    private OutputInference() {}

    static List<Spec> infer(List<Spec> inputs, Function<List<Spec>, List<Spec>> trace) {
        if (inputs.stream().allMatch(s -> s.shape().isKnown())) {
            return trace.apply(inputs);
        }
        List<Spec> a = trace.apply(replace(inputs, FIRST));
        List<Spec> b = trace.apply(replace(inputs, SECOND));
        List<Spec> merged = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            int[] dims = a.get(i).shape().dims();
            for (int k = 0; k < dims.length; k++) {
                dims[k] = dims[k] == b.get(i).shape().dim(k) ? dims[k] : Shape.UNKNOWN;
            }
            merged.add(a.get(i).with(Shape.of(dims)));
        }
        return merged;
    }

    private static List<Spec> replace(List<Spec> specs, int size) {
        return specs.stream()
                .map(spec -> {
                    int[] dims = spec.shape().dims();
                    for (int i = 0; i < dims.length; i++) {
                        dims[i] = dims[i] == Shape.UNKNOWN ? size : dims[i];
                    }
                    return spec.with(Shape.of(dims));
                })
                .toList();
    }
}
