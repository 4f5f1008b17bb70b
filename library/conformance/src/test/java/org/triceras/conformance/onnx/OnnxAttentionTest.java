package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.layerOfInts;
import static org.triceras.conformance.onnx.ModelCase.model;
import static org.triceras.keras.layers.Layers.*;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.EinsumDense;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.ReversibleEmbedding;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

class OnnxAttentionTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                layerOfInts("embedding", () -> embedding(5, 3), 6),
                model("reversible embedding", OnnxAttentionTest::tied),
                ModelCase.layer("einsum dense", () -> new EinsumDense("abc,cde->abde", -1, 2, 4).biasAxes("de"), 5, 3),
                pair("attention", () -> attention()),
                pair("attention with scale", () -> attention().useScale(true).useCausalMask(true)),
                pair("attention concat", () -> attention().scoreMode("concat")),
                pair("additive attention", () -> additiveAttention()),
                pair("attention scores", () -> attention().returnAttentionScores(true)),
                pair("multi-head", () -> multiHeadAttention(2, 3)),
                pair(
                        "multi-head causal",
                        () -> multiHeadAttention(2, 3).valueDim(5).useCausalMask(true)),
                pair("multi-head scores", () -> multiHeadAttention(2, 3).returnAttentionScores(true)),
                pair("grouped query", () -> groupQueryAttention(3, 4, 2)),
                pair("grouped query causal", () -> groupQueryAttention(3, 4, 1).useCausalMask(true)),
                model("multi-head with masks", OnnxAttentionTest::masked),
                model("transformer block", OnnxAttentionTest::transformer));
    }

    /** Queries of 4 steps, values of 6. */
    private static ModelCase pair(String name, Supplier<Layer> layer) {
        return model(name, () -> {
            List<Tensor> inputs = List.of(input(4, 8), input(6, 8));
            return Models.model(inputs, layer.get().applyAll(inputs));
        });
    }

    private static Model tied() {
        Tensor x = input("int32", 6);
        ReversibleEmbedding embedding = reversibleEmbedding(5, 3);
        return Models.model(x, embedding.reverse(dense(3).apply(embedding.apply(x))));
    }

    private static Model masked() {
        Tensor x = input("int32", 6);
        Tensor words = embedding(5, 4).maskZero(true).apply(x);
        return Models.model(x, multiHeadAttention(2, 3).apply(words, words));
    }

    private static Model transformer() {
        Tensor x = input("int32", 6);
        Tensor h = embedding(5, 8).maskZero(true).apply(x);
        Tensor normal = layerNormalization().apply(h);
        h = add().apply(h, multiHeadAttention(2, 4).useCausalMask(true).apply(normal, normal));
        Tensor wide = dense(16).activation("gelu").apply(layerNormalization().apply(h));
        h = add().apply(h, dropout(0.1).apply(dense(8).apply(wide)));
        return Models.model(x, dense(5).activation("softmax").apply(h));
    }
}
