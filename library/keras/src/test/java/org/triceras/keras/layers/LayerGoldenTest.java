package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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

/** Every layer against real Keras: config, shapes, outputs, masks, losses, gradients, and the same in training. */
class LayerGoldenTest {
    private static final double TOLERANCE = 1e-5;

    static List<GoldenCase> cases() {
        return Golden.layers();
    }

    private record Run(List<Tensor> outputs, List<Tensor> masks, List<Tensor> losses, List<Tensor> gradients) {}

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        Layer layer = layer(c);
        List<Tensor> inputs = tensors(c.arrays("inputs"));
        layer.ensureBuilt(inputs.stream().map(Tensor::shape).toList());
        checkWeights(c, layer);
        assertThat(Configs.plain(layer.getConfig())).as("config").isEqualTo(Configs.plain(c.config()));
        checkShapes(c, layer, inputs);

        Run run = run(c, layer, inputs, false, true);
        checkMask(c, run.masks());
        if (inputs.size() > 1 && !c.has("masked_call")) {
            // The recorded calls of these layers were made without masks.
            run = run(c, layer, inputs, false, false);
        }
        check("output", c.arrays("output"), run.outputs());
        check("gradient", expectedGradients(c.object("gradient")), run.gradients());
        double[] losses = c.numbers("losses");
        List<Tensor> ours = new ArrayList<>(run.losses());
        assertThat(ours).hasSize(losses.length);
        for (int i = 0; i < losses.length; i++) {
            assertThat(ours.stream().mapToDouble(Tensor::item).sorted().toArray()[i])
                    .as("loss " + i)
                    .isCloseTo(
                            java.util.Arrays.stream(losses).sorted().toArray()[i],
                            org.assertj.core.data.Offset.offset(1e-5));
        }
        if (c.has("output_of_second_call")) {
            check(
                    "output of second call",
                    c.arrays("output_of_second_call"),
                    run(c, layer, inputs, false, true).outputs());
        }
        if (c.has("training")) {
            setWeights(c, layer);
            GoldenCase training = c.object("training");
            Run trained = run(c, layer, inputs, true, true);
            check("output in training", training.arrays("output"), trained.outputs());
            check("gradient in training", expectedGradients(training.object("gradient")), trained.gradients());
            check("weights after training", training.arrays("weights_after"), layer.getWeights());
        }
    }

    private static Layer layer(GoldenCase c) {
        Layer layer = LayerRegistry.deserialize(Map.of("class_name", c.className(), "config", c.config()));
        if (c.has("call_options")) {
            c.map("call_options").forEach(layer::setCallOption);
        }
        return layer;
    }

    private static void checkWeights(GoldenCase c, Layer layer) {
        List<GoldenCase> weights = c.objects("weights");
        assertThat(layer.weights().stream().map(Variable::path).toList())
                .isEqualTo(weights.stream().map(w -> w.text("path")).toList());
        assertThat(layer.weights().stream().map(Variable::isTrainable).toList())
                .isEqualTo(weights.stream().map(w -> w.flag("trainable")).toList());
        setWeights(c, layer);
    }

    private static void setWeights(GoldenCase c, Layer layer) {
        layer.setWeights(
                c.objects("weights").stream().map(w -> w.asArray().tensor()).toList());
    }

    private static void checkShapes(GoldenCase c, Layer layer, List<Tensor> inputs) {
        List<Shape> batchless = inputs.stream()
                .map(x -> layer.keepsBatchSize() ? x.shape() : x.shape().with(0, Shape.UNKNOWN))
                .toList();
        List<Shape> expected = c.shapes("output_shape").stream().map(Shape::of).toList();
        List<Shape> actual = layer.computeOutputShapes(arguments(c, batchless));
        if (layer.keepsBatchSize()) {
            actual = actual.stream().map(s -> s.with(0, expected.get(0).dim(0))).toList();
        }
        assertThat(actual).as("output shapes").isEqualTo(expected);
    }

    /** A reverse call of an embedding has its input twice. */
    private static <T> List<T> arguments(GoldenCase c, List<T> inputs) {
        boolean reverse = c.has("call_options")
                && Boolean.TRUE.equals(c.map("call_options").get("reverse"));
        return reverse ? List.of(inputs.get(0), inputs.get(0)) : inputs;
    }

    /** Outputs, and gradients of the sum of output * upstream by inputs, initial states and trainable weights. */
    private static Run run(GoldenCase c, Layer layer, List<Tensor> inputs, boolean training, boolean withMasks) {
        List<Tensor> all = new ArrayList<>(inputs);
        if (c.has("initial_state")) {
            all.addAll(tensors(c.arrays("initial_state")));
        }
        List<Tensor> masks = withMasks && c.has("masks") ? tensors(c.arrays("masks")) : List.of();
        List<Tensor> upstream = tensors(c.arrays("upstream"));
        int[] counts = new int[4];
        List<Boolean> masked = new ArrayList<>();
        TensorFunction function = TensorFunction.of(xs -> CallContext.with(training, () -> {
            List<Tensor> fed = new ArrayList<>(xs);
            for (int i = 0; i < masks.size(); i++) {
                Masks.attach(fed.get(i), masks.get(i).cast("bool"));
            }
            List<Tensor> outputs = layer.applyAll(arguments(c, fed));
            Tensor sum = null;
            for (int i = 0; i < outputs.size(); i++) {
                Tensor part = outputs.get(i).mul(upstream.get(i)).sum();
                sum = sum == null ? part : sum.add(part);
            }
            List<org.triceras.engine.tensor.Operand> wrt = new ArrayList<>();
            fed.stream().filter(x -> x.dtype().isFloat()).forEach(wrt::add);
            wrt.addAll(layer.trainableWeights());
            List<Tensor> result = new ArrayList<>(outputs);
            for (Tensor y : outputs) {
                Tensor mask = Masks.of(y);
                masked.add(mask != null);
                if (mask != null) {
                    result.add(mask);
                    counts[1]++;
                }
            }
            List<Tensor> losses = new ArrayList<>(layer.regularizationLosses());
            losses.addAll(CallContext.current().losses());
            result.addAll(losses);
            counts[0] = outputs.size();
            counts[2] = losses.size();
            result.addAll(Gradients.of(sum, wrt));
            return result;
        }));
        List<Tensor> values = function.callAll(all);
        int a = counts[0];
        int b = a + counts[1];
        int d = b + counts[2];
        return new Run(
                values.subList(0, a), values.subList(a, b), values.subList(b, d), values.subList(d, values.size()));
    }

    private static List<GoldenArray> expectedGradients(GoldenCase gradient) {
        List<GoldenArray> all = new ArrayList<>();
        gradient.arrays("inputs").stream().filter(g -> g != null).forEach(all::add);
        if (gradient.arrays("initial_state") != null) {
            all.addAll(gradient.arrays("initial_state"));
        }
        gradient.arrays("weights").stream().filter(g -> g != null).forEach(all::add);
        return all;
    }

    private static void checkMask(GoldenCase c, List<Tensor> masks) {
        List<GoldenArray> expected = c.has("output_mask")
                ? c.arrays("output_mask").stream().filter(m -> m != null).toList()
                : List.of();
        assertThat(masks).as("masks").hasSameSizeAs(expected);
        for (int i = 0; i < masks.size(); i++) {
            expected.get(i).check("mask", masks.get(i), 0);
        }
    }

    private static void check(String what, List<GoldenArray> expected, List<Tensor> actual) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            expected.get(i).check(what + " " + i, actual.get(i), TOLERANCE);
        }
    }

    private static List<Tensor> tensors(List<GoldenArray> arrays) {
        return arrays.stream().map(GoldenArray::tensor).toList();
    }
}
