package org.triceras.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.MaxPool2dGrad;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.ir.op.Softmax;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Loops;
import org.triceras.engine.tensor.Loops.LoopResult;
import org.triceras.engine.tensor.Loops.StepResult;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;

class PassesTest {
    private static final Spec MATRIX = new Spec(Shape.of(3, 3), DType.FLOAT32);

    private static Graph optimized(TensorFunction.Body body, Spec... inputs) {
        return Passes.optimize(TensorFunction.of(body).trace(List.of(inputs)), op -> false);
    }

    private static long count(Graph graph, Class<? extends Op> op) {
        return graph.order().stream().filter(n -> op.isInstance(n.op())).count();
    }

    @Test
    void operationsThatDoNothingDisappear() {
        Graph graph = optimized(
                in -> List.of(in.get(0)
                        .add(0)
                        .mul(1)
                        .div(1)
                        .reshape(9)
                        .reshape(3, 3)
                        .transpose(0, 1)
                        .stopGradient()
                        .neg()
                        .neg()),
                MATRIX);
        assertThat(graph.outputs()).isEqualTo(graph.inputs());
    }

    @Test
    void additionOfAZeroThatBroadcastsStays() {
        // (1, 3) + zeros (3, 3) is a broadcast and not the operand itself.
        Graph graph =
                optimized(in -> List.of(in.get(0).add(Tensors.zeros(3, 3))), new Spec(Shape.of(1, 3), DType.FLOAT32));
        assertThat(graph.outputs().get(0).spec()).isEqualTo(MATRIX);
        assertThat(graph.outputs()).isNotEqualTo(graph.inputs());
    }

    @Test
    void constantsAreFolded() {
        Graph graph = optimized(in -> List.of(in.get(0).add(constant().exp().mul(2))), MATRIX);
        assertThat(graph.order()).hasSize(3);
        assertThat(count(graph, Constant.class)).isEqualTo(1);
    }

    /** A constant that is a node: concrete tensors would compute while tracing. */
    private static Tensor constant() {
        return org.triceras.engine.ir.Node.of(new Constant(Tensors.ones(3, 3))).tensor();
    }

    @Test
    void transposesMoveIntoMatrixProducts() {
        Graph graph =
                optimized(in -> List.of(in.get(0).transpose().matmul(in.get(1).transpose())), MATRIX, MATRIX);
        assertThat(graph.outputs().get(0).op()).isEqualTo(new MatMul(true, true));
        assertThat(graph.order()).hasSize(3);
    }

    @Test
    void equalSubexpressionsAreComputedOnce() {
        Graph graph = optimized(
                in -> List.of(in.get(0).exp().add(1).mul(in.get(0).exp().add(1))), MATRIX);
        assertThat(graph.order().stream().filter(n -> n.op().equals(new Binary(BinaryKind.ADD))))
                .hasSize(1);
        assertThat(graph.order()).hasSize(5);
    }

    @Test
    void compositesAreKeptOnlyWhereTheBackendHasThem() {
        Graph traced = TensorFunction.of(in -> List.of(in.get(0).softmax())).trace(List.of(MATRIX));
        assertThat(count(Passes.optimize(traced, op -> false), Softmax.class)).isZero();
        assertThat(count(Passes.optimize(traced, op -> op instanceof Softmax), Softmax.class))
                .isEqualTo(1);
    }

    @Test
    void aLoopAndItsGradientAreTwoLoops() {
        Graph graph = optimized(
                in -> {
                    Tensor y = loop(in).states().get(0).sum();
                    return List.of(y, Gradients.of(y, List.of(in.get(1))).get(0));
                },
                MATRIX,
                new Spec(Shape.of(3), DType.FLOAT32));
        assertThat(count(graph, Scan.class)).isEqualTo(2);
    }

    @Test
    void loopOutputsThatNobodyReadsAreNotStacked() {
        Graph graph = optimized(in -> List.of(loop(in).states().get(0)), MATRIX, new Spec(Shape.of(3), DType.FLOAT32));
        assertThat(graph.order().stream()
                        .filter(n -> n.op() instanceof Scan)
                        .findFirst()
                        .orElseThrow()
                        .specs())
                .hasSize(1);
    }

    @Test
    void aProductForAllStepsMovesIntoTheLoopThatReadsIt() {
        Tensor x = Tensors.of(numbers(3 * 64 * 5), 3, 64, 5);
        Tensor w = Tensors.of(numbers(5 * 8), 5, 8);
        Tensor bias = Tensors.of(numbers(8), 8);
        TensorFunction.Body body = in -> {
            Tensor projected = in.get(0).matmul(in.get(1)).add(in.get(2));
            LoopResult result = Loops.scan(
                    List.of(Tensors.zeros(in.get(0).shape().dim(1), 8)),
                    List.of(projected),
                    3,
                    true,
                    (states, slices) -> {
                        Tensor next = slices.get(0).add(states.get(0).mul(0.5)).tanh();
                        return new StepResult(List.of(next), List.of(next));
                    });
            Tensor loss = result.outputs().get(0).square().sum();
            return List.of(loss, Gradients.of(loss, List.of(in.get(1))).get(0));
        };
        Graph forward = optimized(in -> List.of(body.apply(in).get(0)), x.spec(), w.spec(), bias.spec());
        assertThat(count(forward, MatMul.class)).isZero();
        Graph fewRows = optimized(
                in -> List.of(body.apply(in).get(0)),
                new Spec(Shape.of(3, 63, 5), DType.FLOAT32),
                w.spec(),
                bias.spec());
        assertThat(count(fewRows, MatMul.class)).isEqualTo(1);

        Tensor state = Tensors.zeros(64, 8);
        Tensor loss = Tensors.scalar(0f);
        for (int t = 2; t >= 0; t--) {
            state = x.at(t).matmul(w).add(bias).add(state.mul(0.5)).tanh();
            loss = loss.add(state.square().sum());
        }
        List<Tensor> got = TensorFunction.of(body).callAll(List.of(x, w, bias));
        assertThat(got.get(0).item()).isCloseTo(loss.item(), within(1e-3));
        double step = 1e-2;
        Tensor moved =
                TensorFunction.of(body).callAll(List.of(x, w.add(step), bias)).get(0);
        Tensor back =
                TensorFunction.of(body).callAll(List.of(x, w.sub(step), bias)).get(0);
        assertThat(got.get(1).sum().item())
                .isCloseTo(moved.sub(back).div(2 * step).item(), withinPercentage(2));
    }

    @Test
    void theMaskOfARectifierUnderMaxPoolingMovesToThePooledImages() {
        // Windows overlap, so that some elements get several gradients.
        MaxPool2d pool = new MaxPool2d(new PoolGeometry(3, 3, 2, 2, 1, 0, 0, 1));
        Tensor x = Tensors.of(numbers(2 * 7 * 6 * 3), 2, 7, 6, 3);
        Tensor weights = Tensors.of(numbers(2 * 3 * 3 * 3), 2, 3, 3, 3);
        TensorFunction gradient = TensorFunction.of(in -> {
            Tensor pooled = Tensor.emit(pool, in.get(0).relu());
            return Gradients.of(pooled.mul(in.get(1)).sum(), List.of(in.get(0)));
        });
        Graph graph = Passes.optimize(gradient.trace(List.of(x.spec(), weights.spec())), op -> false);
        assertThat(graph.outputs().get(0).op()).isInstanceOf(MaxPool2dGrad.class);

        // The same one by one.
        Tensor relu = x.relu();
        Tensor expected = Tensor.emit(new MaxPool2dGrad(pool.geometry()), relu, weights)
                .mul(relu.gt(0).cast(DType.FLOAT32));
        assertThat(gradient.call(x, weights).toFloatArray()).containsExactly(expected.toFloatArray());
    }

    @Test
    void maxPoolingGoesBeforeBiasAndRectifier() {
        MaxPool2d pool = new MaxPool2d(new PoolGeometry(2, 2, 2, 2, 0, 1, 0, 0));
        Tensor x = Tensors.of(numbers(2 * 7 * 6 * 3), 2, 7, 6, 3);
        Tensor bias = Tensors.of(numbers(3), 3);
        TensorFunction pooled = TensorFunction.of(
                in -> List.of(Tensor.emit(pool, in.get(0).add(in.get(1)).relu())));
        Graph graph = Passes.optimize(pooled.trace(List.of(x.spec(), bias.spec())), op -> false);
        assertThat(graph.order().stream().filter(n -> n.op() instanceof MaxPool2d))
                .singleElement()
                .satisfies(n -> assertThat(n.input(0).op()).isInstanceOf(Input.class));
        assertThat(pooled.call(x, bias).toFloatArray())
                .containsExactly(Tensor.emit(pool, x.add(bias).relu()).toFloatArray());

        TensorFunction gradients = TensorFunction.of(in -> Gradients.of(
                Tensor.emit(pool, in.get(0).add(in.get(1)).relu()).square().sum(), in));
        Graph backward = Passes.optimize(gradients.trace(List.of(x.spec(), bias.spec())), op -> false);
        assertThat(backward.order().stream()
                        .filter(n -> n.op() instanceof MaxPool2d || n.op() instanceof MaxPool2dGrad))
                .allSatisfy(n -> assertThat(n.input(0).op()).isInstanceOf(Input.class));
        List<Tensor> got = gradients.callAll(List.of(x, bias));
        Tensor relu = x.add(bias).relu();
        Tensor dx = Tensor.emit(
                new MaxPool2dGrad(pool.geometry()),
                relu,
                Tensor.emit(pool, relu).mul(2));
        assertThat(got.get(0).toFloatArray()).containsExactly(dx.toFloatArray());
        assertThat(got.get(1).toFloatArray())
                .containsExactly(dx.sum(0, 1, 2).toFloatArray(), org.assertj.core.data.Offset.offset(1e-5f));
    }

    @Test
    void poolingStaysBehindWhatOthersRead() {
        MaxPool2d pool = new MaxPool2d(new PoolGeometry(2, 2, 2, 2, 0, 0, 0, 0));
        Graph graph = optimized(
                in -> {
                    Tensor relu = in.get(0).relu();
                    return List.of(Tensor.emit(pool, relu), relu);
                },
                new Spec(Shape.of(1, 4, 4, 2), DType.FLOAT32));
        assertThat(graph.outputs().get(0).op()).isInstanceOf(MaxPool2d.class);
    }

    private static float[] numbers(int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) Math.sin(i * i + 0.5);
        }
        return numbers;
    }

    private static LoopResult loop(List<Tensor> in) {
        return Loops.scan(List.of(in.get(1)), List.of(in.get(0)), 3, false, (s, x) -> {
            Tensor next = s.get(0).mul(x.get(0)).tanh();
            return new StepResult(List.of(next), List.of(next.square(), x.get(0).exp()));
        });
    }
}
