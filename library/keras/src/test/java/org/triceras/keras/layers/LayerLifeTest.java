package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenArray;
import org.triceras.keras.testing.GoldenCase;
import org.triceras.keras.util.Rng;

/** The life of every layer: made from a config and again from its own, weights taken out and put in, a training step, seeds. */
class LayerLifeTest {
    static List<GoldenCase> cases() {
        // One case of each class is enough here; LayerGoldenTest goes through all.
        return Golden.layerClasses().stream()
                .map(name -> Golden.cases("layers/" + name).get(0))
                .toList();
    }

    private static Layer layer(Map<String, Object> config, GoldenCase c) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("class_name", c.className());
        map.put("config", config);
        return LayerRegistry.deserialize(map);
    }

    private static List<Tensor> inputs(GoldenCase c) {
        return c.arrays("inputs").stream().map(GoldenArray::tensor).toList();
    }

    private static Layer built(GoldenCase c) {
        Rng.setRandomSeed(3);
        Layer layer = layer(c.config(), c);
        layer.ensureBuilt(inputs(c).stream().map(Tensor::shape).toList());
        return layer;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void configAndWeightsRoundTrip(GoldenCase c) {
        Layer first = built(c);
        Layer second = layer(first.getConfig(), c);
        assertThat(Configs.plain(second.getConfig())).isEqualTo(Configs.plain(first.getConfig()));
        List<Tensor> expected = first.applyAll(inputs(c));
        List<Shape> saved = LayerRegistry.builtShapes(LayerRegistry.serialize(first));
        if (!saved.isEmpty()) {
            second.ensureBuilt(saved);
        }
        second.ensureBuilt(inputs(c).stream().map(Tensor::shape).toList());
        second.setWeights(first.getWeights());
        List<Tensor> actual = second.applyAll(inputs(c));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).toFloatArray()).isEqualTo(expected.get(i).toFloatArray());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSameSeedGivesTheSameStep(GoldenCase c) {
        assertThat(step(c)).usingRecursiveComparison().isEqualTo(step(c));
    }

    /** The outputs in training and the weights after one step of gradient descent. */
    private static List<float[]> step(GoldenCase c) {
        Layer layer = built(c);
        TensorFunction step = TensorFunction.of(xs -> CallContext.with(true, () -> {
            List<Tensor> outputs = layer.applyAll(xs);
            Tensor loss = outputs.get(0).square().sum();
            List<Variable> weights = layer.trainableWeights();
            List<Tensor> gradients = Gradients.of(loss, weights);
            for (int i = 0; i < weights.size(); i++) {
                weights.get(i).assignSub(gradients.get(i).mul(0.01));
            }
            return outputs;
        }));
        List<float[]> results = new ArrayList<>();
        step.callAll(inputs(c)).forEach(y -> results.add(y.toFloatArray()));
        List<Tensor> after = layer.getWeights();
        after.forEach(w -> results.add(w.toFloatArray()));
        for (float[] values : results) {
            for (float value : values) {
                assertThat(value).isFinite();
            }
        }
        return results;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void dropsInTrainingOnly(GoldenCase c) {
        if (!c.flag("stochastic")) {
            return;
        }
        Layer layer = built(c);
        List<Tensor> inputs = inputs(c);
        float[] inference = layer.apply(inputs).toFloatArray();
        assertThat(layer.apply(inputs).toFloatArray()).isEqualTo(inference);
        float[] once = CallContext.with(true, () -> layer.apply(inputs)).toFloatArray();
        float[] twice = CallContext.with(true, () -> layer.apply(inputs)).toFloatArray();
        assertThat(once).isNotEqualTo(twice);
    }
}
