package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** Numbers of classes as vectors: {@code categoryEncoding(10).outputMode("one_hot")}. */
public final class CategoryEncoding extends FluentLayer<CategoryEncoding> {
    private int numTokens;
    private String outputMode = "multi_hot";

    CategoryEncoding() {}

    /** @param numTokens the number of classes; numbers are from 0 to below this */
    public CategoryEncoding(int numTokens) {
        this.numTokens = Convolution.positive("CategoryEncoding", "numTokens", numTokens);
    }

    /** "multi_hot" (the default: one vector for all numbers of a sample), "one_hot" or "count". */
    public CategoryEncoding outputMode(String mode) {
        requireUnbuilt("outputMode");
        this.outputMode = check(mode);
        return this;
    }

    private static String check(String mode) {
        return Categories.check(mode, "one_hot", "multi_hot", "count");
    }

    @Override
    public Tensor call(Tensor x) {
        if (x.isConcrete()) {
            for (int value : x.toIntArray()) {
                if (value < 0 || value >= numTokens) {
                    throw new ArgumentException("Expected numbers from 0 to " + (numTokens - 1) + ". Received " + value
                            + ". Try a larger numTokens, or check the data.");
                }
            }
        }
        return Categories.encode(x.cast(DType.INT32), outputMode, numTokens, null);
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    protected void options(Options o) {
        o.integer("num_tokens", () -> numTokens, v -> numTokens = v)
                .text("output_mode", () -> outputMode, v -> outputMode = check(v));
    }
}
