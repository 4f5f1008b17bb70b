package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.Names;

/** Whole numbers as numbers, one-hot vectors, or one vector for all numbers of a sample. */
final class Categories {
    static final List<String> MODES = List.of("int", "one_hot", "multi_hot", "count", "tf_idf");

    private Categories() {}

    static String check(String mode, String... known) {
        if (!List.of(known).contains(mode)) {
            throw Names.unknown("outputMode", mode, List.of(known));
        }
        return mode;
    }

    /** @param idf a weight for each number with "tf_idf", else null */
    static Tensor encode(Tensor indices, String mode, int depth, Tensor idf) {
        if (mode.equals("int")) {
            return indices;
        }
        Tensor numbers = indices.rank() == 0 ? indices.expandDims(0) : indices;
        if (mode.equals("one_hot")) {
            numbers = numbers.rank() > 1 && numbers.shape().last() == 1 ? numbers.squeeze(-1) : numbers;
            return numbers.oneHot(depth).cast("float32");
        }
        Tensor each = numbers.oneHot(depth).cast("float32");
        switch (mode) {
            case "multi_hot":
                return each.max(-2);
            case "count":
                return each.sum(-2);
            default:
                return each.sum(-2).mul(idf);
        }
    }
}
