package org.triceras.engine.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.tensor.Shape;

/**
 * Infers result specs, also for a batch size that is not known yet: the operation is asked twice with two different sizes in
 * place of the unknown ones, and the axes that come out different are the unknown axes of the result. So no operation needs to
 * know about unknown sizes.
 */
final class SpecInference {
    // Primes that no model uses as a feature size, so that coincidences with real sizes do not occur.
    private static final int FIRST = 9973;
    private static final int SECOND = 10007;

    private static final Pattern NUMBER = Pattern.compile("\\d{4,18}");

    private SpecInference() {}

    static List<Spec> infer(Op op, List<Spec> inputs) {
        boolean known =
                op.allowsUnknown() || inputs.stream().allMatch(s -> s.shape().isKnown());
        if (known) {
            return op.inferAll(inputs);
        }
        List<Spec> a;
        try {
            a = op.inferAll(replace(inputs, FIRST));
        } catch (ShapeException e) {
            throw new ShapeException(withoutStandIn(e.getMessage()), e);
        }
        List<Spec> b = op.inferAll(replace(inputs, SECOND));
        List<Spec> merged = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            merged.add(merge(a.get(i), b.get(i)));
        }
        return List.copyOf(merged);
    }

    /** The stand-in and its multiples mean nothing to the reader. */
    private static String withoutStandIn(String message) {
        return NUMBER.matcher(message).replaceAll(found -> {
            long number = Long.parseLong(found.group());
            boolean isMultiple = number > 0 && number % FIRST == 0;
            return !isMultiple ? found.group() : number == FIRST ? "None" : "None*" + number / FIRST;
        });
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

    private static Spec merge(Spec a, Spec b) {
        int[] dims = a.shape().dims();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] == b.shape().dim(i) ? dims[i] : Shape.UNKNOWN;
        }
        return a.with(Shape.of(dims));
    }
}
