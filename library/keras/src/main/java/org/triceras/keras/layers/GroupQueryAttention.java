package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;

/** Attention whose heads share keys and values in groups: {@code groupQueryAttention(64, 8, 2)}. Ainslie et al. 2023. */
public final class GroupQueryAttention extends HeadedAttention<GroupQueryAttention> {
    private int headDim;
    private int numQueryHeads;
    private int numKeyValueHeads = 1;

    GroupQueryAttention() {}

    /**
     * @param headDim the features of a head
     * @param numKeyValueHeads a divisor of numQueryHeads
     */
    public GroupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
        this.headDim = Convolution.positive("GroupQueryAttention", "headDim", headDim);
        this.numQueryHeads = Convolution.positive("GroupQueryAttention", "numQueryHeads", numQueryHeads);
        this.numKeyValueHeads = Convolution.positive("GroupQueryAttention", "numKeyValueHeads", numKeyValueHeads);
        if (numQueryHeads % numKeyValueHeads != 0) {
            throw new ArgumentException("GroupQueryAttention: expected numKeyValueHeads that divides numQueryHeads, "
                    + numQueryHeads + ". Received " + numKeyValueHeads + ".");
        }
    }

    @Override
    public String pythonClassName() {
        return "GroupedQueryAttention";
    }

    @Override
    int queryHeads() {
        return numQueryHeads;
    }

    @Override
    int keyHeads() {
        return numKeyValueHeads;
    }

    @Override
    int keySize() {
        return headDim;
    }

    @Override
    int valueSize() {
        return headDim;
    }

    @Override
    int[] outputSize() {
        return null;
    }

    @Override
    int[] axes(int rank) {
        return new int[] {1};
    }

    @Override
    String partPrefix() {
        return "_";
    }

    @Override
    protected void options(Options o) {
        o.integer("head_dim", () -> headDim, v -> headDim = v)
                .required("the length of the vectors of each head")
                .integer("num_query_heads", () -> numQueryHeads, v -> numQueryHeads = v)
                .required("a number of heads")
                .integer("num_key_value_heads", () -> numKeyValueHeads, v -> numKeyValueHeads = v)
                .required("a number of heads that divides num_query_heads");
        headOptions(o);
    }
}
