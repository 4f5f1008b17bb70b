package org.triceras.keras.layers;

import java.util.Arrays;

/** Attention with several heads: {@code multiHeadAttention(8, 64).apply(query, value)}. Vaswani et al. 2017. */
public final class MultiHeadAttention extends HeadedAttention<MultiHeadAttention> {
    private int numHeads;
    private int keyDim;
    private Integer valueDim;
    private int[] outputShape;
    private int[] attentionAxes;

    MultiHeadAttention() {}

    /** @param keyDim the features of queries and keys in each head */
    public MultiHeadAttention(int numHeads, int keyDim) {
        this.numHeads = Convolution.positive("MultiHeadAttention", "numHeads", numHeads);
        this.keyDim = Convolution.positive("MultiHeadAttention", "keyDim", keyDim);
    }

    /** The features of values in each head; keyDim by default. */
    public MultiHeadAttention valueDim(int valueDim) {
        requireUnbuilt("valueDim");
        this.valueDim = Convolution.positive("MultiHeadAttention", "valueDim", valueDim);
        return this;
    }

    /** The features of the output; the query's by default. */
    public MultiHeadAttention outputShape(int... outputShape) {
        requireUnbuilt("outputShape");
        this.outputShape = outputShape.clone();
        return this;
    }

    /** The axes that attention is over; all between batch and features by default. */
    public MultiHeadAttention attentionAxes(int... axes) {
        requireUnbuilt("attentionAxes");
        this.attentionAxes = axes.clone();
        return this;
    }

    @Override
    int queryHeads() {
        return numHeads;
    }

    @Override
    int keyHeads() {
        return numHeads;
    }

    @Override
    int keySize() {
        return keyDim;
    }

    @Override
    int valueSize() {
        return valueDim == null ? keyDim : valueDim;
    }

    @Override
    int[] outputSize() {
        return outputShape;
    }

    @Override
    int[] axes(int rank) {
        if (attentionAxes == null) {
            int[] axes = new int[rank - 2];
            Arrays.setAll(axes, i -> i + 1);
            return axes;
        }
        return Arrays.stream(attentionAxes).map(a -> a < 0 ? a + rank : a).toArray();
    }

    @Override
    String partPrefix() {
        return "";
    }

    @Override
    protected void options(Options o) {
        o.integer("num_heads", () -> numHeads, v -> numHeads = v)
                .required("a number of heads above 0")
                .integer("key_dim", () -> keyDim, v -> keyDim = v)
                .required("the length of the queries and keys of each head")
                .integer("value_dim", this::valueSize, v -> valueDim = v)
                .ints("output_shape", 1, () -> outputShape, v -> outputShape = v)
                // Keras writes down the axes that it found when the layer was built.
                .ints(
                        "attention_axes",
                        1,
                        () -> attentionAxes == null && builtShapes() != null
                                ? axes(builtShapes().get(0).rank())
                                : attentionAxes,
                        v -> attentionAxes = v);
        headOptions(o);
    }
}
