package org.triceras.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.Verifier;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.pass.Passes;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;

/** What holds of every operation whatever computes it: second derivatives, rewriting, unknown batch sizes. */
class OpRulesTest {
    @AfterEach
    void backToTheDefault() {
        Backends.use("jvm");
    }

    static Stream<OpSample> samples() {
        return OpSamples.all().stream();
    }

    static Stream<OpSample> differentiable() {
        return samples().filter(OpSample::differentiable);
    }

    /** Loops hold float32 bodies here and are checked elsewhere; the gradient of max pooling has no gradient in turn. */
    static Stream<OpSample> twiceDifferentiable() {
        return differentiable()
                .filter(s -> !(s.op() instanceof Scan) && !(s.op() instanceof MaxPool2d))
                .filter(s -> s.inputs().stream().allMatch(in -> in.spec().size() < 1000));
    }

    /** The scalar whose gradient is taken: every element of every result has its own share in it. */
    private static Tensor weighted(OpSample sample, List<Tensor> inputs) {
        Tensor sum = null;
        int n = 0;
        for (Tensor result : Tensor.emitAll(sample.op(), inputs)) {
            Tensor weights = RandomTensors.uniform(RandomTensors.seed(31, n++), result.shape(), 0.5, 1.5)
                    .cast(result.dtype());
            Tensor part = result.mul(weights).sum();
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }

    private static List<Tensor> floats(List<Tensor> tensors) {
        return tensors.stream().filter(t -> t.dtype().isFloat()).toList();
    }

    /** The slope of the value in one direction: differentiable again. */
    private static Tensor slope(OpSample sample, List<Tensor> inputs, List<Tensor> directions) {
        List<Tensor> gradients = Gradients.of(weighted(sample, inputs), floats(inputs));
        Tensor sum = null;
        for (int i = 0; i < gradients.size(); i++) {
            Tensor part = gradients.get(i).mul(directions.get(i)).sum();
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("twiceDifferentiable")
    void secondDerivativeAgreesWithDifferences(OpSample sample) {
        Backends.use("reference");
        List<Tensor> inputs = sample.tensors(DType.FLOAT64);
        List<Tensor> directions = new ArrayList<>();
        for (Tensor input : floats(inputs)) {
            directions.add(RandomTensors.uniform(RandomTensors.seed(3, directions.size()), input.shape(), -1, 1)
                    .cast(DType.FLOAT64));
        }
        TensorFunction value = TensorFunction.of(xs -> List.of(slope(sample, xs, directions)));
        TensorFunction second = TensorFunction.of(xs -> Gradients.of(slope(sample, xs, directions), floats(xs)));
        List<Tensor> found = second.callAll(inputs);
        double h = 1e-5;
        double expected = (value.callAll(moved(inputs, directions, h)).get(0).item()
                        - value.callAll(moved(inputs, directions, -h)).get(0).item())
                / (2 * h);
        double actual = 0;
        for (int i = 0; i < found.size(); i++) {
            actual += found.get(i).mul(directions.get(i)).sum().item();
        }
        assertThat(actual).isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }

    private static List<Tensor> moved(List<Tensor> inputs, List<Tensor> directions, double by) {
        List<Tensor> moved = new ArrayList<>();
        int k = 0;
        for (Tensor input : inputs) {
            moved.add(input.dtype().isFloat() ? input.add(directions.get(k++).mul(by)) : input);
        }
        return moved;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void passesKeepTheValueAndTheGradient(OpSample sample) {
        Backends.use("reference");
        List<Tensor> inputs = sample.tensors(DType.FLOAT32);
        Graph traced = TensorFunction.of(xs -> {
                    List<Tensor> results = new ArrayList<>(Tensor.emitAll(sample.op(), xs));
                    if (sample.differentiable()) {
                        results.addAll(Gradients.of(weighted(sample, xs), floats(xs)));
                    }
                    return results;
                })
                .trace(inputs.stream().map(Tensor::spec).toList());
        Verifier.check(traced, "tracing");
        Graph optimized = Passes.optimize(traced, op -> false);
        Verifier.check(optimized, traced, "all passes");
        assertThat(optimized.order()).hasSizeLessThanOrEqualTo(expanded(traced));
        List<Buffer> feeds = inputs.stream().map(Tensor::buffer).toList();
        List<Buffer> expected = Backends.active().compile(traced).run(feeds);
        List<Buffer> actual = Backends.active().compile(optimized).run(feeds);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).dtype()).isEqualTo(expected.get(i).dtype());
            for (int k = 0; k < expected.get(i).size(); k++) {
                double e = expected.get(i).host().getDouble(k);
                assertThat((Double) (actual.get(i).host().getDouble(k) + 0.0))
                        .as("result %d, element %d", i, k)
                        .isEqualTo((Double) (e + 0.0));
            }
        }
    }

    private static int expanded(Graph graph) {
        return new org.triceras.engine.pass.ExpandComposites(op -> false)
                .apply(graph)
                .order()
                .size();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anUnknownFirstAxisStaysUnknownOrIsRefused(OpSample sample) {
        List<Node> inputs = new ArrayList<>();
        for (OpSample.In in : sample.inputs()) {
            Shape shape = in.spec().shape();
            Spec open = shape.rank() == 0 ? in.spec() : in.spec().with(shape.with(0, Shape.UNKNOWN));
            inputs.add(Node.of(new Input("x" + inputs.size(), open)));
        }
        Node node;
        try {
            node = Node.of(sample.op(), inputs);
        } catch (org.triceras.engine.error.TricerasException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        // Where it is accepted, the axes that are known must be those that real sizes give.
        List<Spec> real = Node.of(
                        sample.op(),
                        sample.inputs().stream()
                                .map(in -> Node.of(new Input("x", in.spec())))
                                .toList())
                .specs();
        for (int i = 0; i < real.size(); i++) {
            Spec open = node.specs().get(i);
            assertThat(open.dtype()).isEqualTo(real.get(i).dtype());
            assertThat(open.shape().rank()).isEqualTo(real.get(i).shape().rank());
            for (int axis = 0; axis < open.shape().rank(); axis++) {
                assertThat(open.shape().dim(axis))
                        .isIn(Shape.UNKNOWN, real.get(i).shape().dim(axis));
            }
        }
    }
}
