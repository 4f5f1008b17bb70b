package org.triceras.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Loops.LoopResult;
import org.triceras.engine.tensor.Loops.Step;
import org.triceras.engine.tensor.Loops.StepResult;

/** Loops against the same steps written out one after the other: values, gradients, gradients of gradients. */
class LoopsTest {
    /** Runs the steps: as one loop operation, or written out. */
    private interface Looper {
        LoopResult run(List<Tensor> states, List<Tensor> sequences, int length, boolean reverse, Step step);
    }

    private static LoopResult unrolled(
            List<Tensor> states, List<Tensor> sequences, int length, boolean reverse, Step step) {
        List<Tensor> current = states;
        List<List<Tensor>> outputs = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int t = reverse ? length - 1 - i : i;
            StepResult result =
                    step.apply(current, sequences.stream().map(s -> s.at(t)).toList());
            current = result.states();
            outputs.add(reverse ? 0 : outputs.size(), result.outputs());
        }
        List<Tensor> stacked = new ArrayList<>();
        for (int k = 0; k < outputs.get(0).size(); k++) {
            int at = k;
            stacked.add(Tensors.stack(0, outputs.stream().map(o -> o.get(at)).toList()));
        }
        return new LoopResult(current, stacked);
    }

    @AfterEach
    void backToTheDefault() {
        Backends.use("jvm");
    }

    private static List<Tensor> random(Shape... shapes) {
        List<Tensor> made = new ArrayList<>();
        for (Shape shape : shapes) {
            made.add(RandomTensors.uniform(RandomTensors.seed(11, made.size()), shape, -1, 1)
                    .cast(DType.FLOAT64));
        }
        return made;
    }

    /** All results of the loop, weighted so that each element counts differently. */
    private static Tensor total(LoopResult result) {
        Tensor sum = Tensors.scalar(0, DType.FLOAT64);
        List<Tensor> all = new ArrayList<>(result.states());
        all.addAll(result.outputs());
        int n = 0;
        for (Tensor part : all) {
            Tensor weights = RandomTensors.uniform(RandomTensors.seed(5, n++), part.shape(), 0.5, 1.5);
            sum = sum.add(part.mul(weights).sum());
        }
        return sum;
    }

    private static void check(List<Tensor> inputs, BiFunction<Looper, List<Tensor>, LoopResult> computation) {
        TensorFunction loop = TensorFunction.of(xs -> List.of(total(computation.apply(Loops::scan, xs))));
        TensorFunction written = TensorFunction.of(xs -> List.of(total(computation.apply(LoopsTest::unrolled, xs))));
        Backends.use("reference");
        double expected = written.callAll(inputs).get(0).item();
        List<Tensor> slopes = written.gradient(inputs.toArray(new Tensor[0]));
        List<Tensor> curvatures = curvature(written, inputs);
        for (String backend : List.of("reference", "jvm")) {
            Backends.use(backend);
            assertThat(loop.callAll(inputs).get(0).item()).as(backend).isCloseTo(expected, within(1e-10));
            assertClose(backend + " gradient", loop.gradient(inputs.toArray(new Tensor[0])), slopes, 1e-9);
            assertClose(backend + " second gradient", curvature(loop, inputs), curvatures, 1e-8);
        }
    }

    private static List<Tensor> curvature(TensorFunction function, List<Tensor> inputs) {
        return TensorFunction.of(xs -> {
                    List<Tensor> first = Gradients.of(function.callAll(xs).get(0), xs);
                    Tensor sum = Tensors.scalar(0, DType.FLOAT64);
                    for (Tensor g : first) {
                        sum = sum.add(g.square().sum());
                    }
                    return Gradients.of(sum, xs);
                })
                .callAll(inputs);
    }

    private static void assertClose(String what, List<Tensor> actual, List<Tensor> expected, double tolerance) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).shape()).isEqualTo(expected.get(i).shape());
            assertThat(actual.get(i).toDoubleArray())
                    .as("%s %d", what, i)
                    .containsExactly(expected.get(i).toDoubleArray(), within(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void simpleRecurrence(boolean reverse) {
        check(
                random(Shape.of(4, 3, 2), Shape.of(3, 5), Shape.of(2, 5), Shape.of(5, 5), Shape.of(5)),
                (looper, in) -> looper.run(List.of(in.get(1)), List.of(in.get(0)), 4, reverse, (h, x) -> {
                    Tensor next = x.get(0)
                            .matmul(in.get(2))
                            .add(h.get(0).matmul(in.get(3)))
                            .add(in.get(4))
                            .tanh();
                    return new StepResult(List.of(next), List.of(next));
                }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalStatesSequencesOutputsAndAMask(boolean reverse) {
        // An LSTM in miniature; where the mask is 0 the states stay as they are.
        check(
                random(
                        Shape.of(5, 2, 3),
                        Shape.of(5, 2, 1),
                        Shape.of(2, 4),
                        Shape.of(2, 4),
                        Shape.of(3, 16),
                        Shape.of(4, 16)),
                (looper, in) ->
                        looper.run(List.of(in.get(2), in.get(3)), List.of(in.get(0), in.get(1)), 5, reverse, (s, x) -> {
                            Tensor z = x.get(0).matmul(in.get(4)).add(s.get(0).matmul(in.get(5)));
                            List<Tensor> gates = z.split(4, -1);
                            Tensor c = s.get(1)
                                    .mul(gates.get(0).sigmoid())
                                    .add(gates.get(1).sigmoid().mul(gates.get(2).tanh()));
                            Tensor h = c.tanh().mul(gates.get(3).sigmoid());
                            Tensor keep = x.get(1).gt(0);
                            Tensor nextH = keep.where(h, s.get(0));
                            Tensor nextC = keep.where(c, s.get(1));
                            return new StepResult(List.of(nextH, nextC), List.of(nextH, c.square()));
                        }));
    }

    @Test
    void aLoopWithoutStatesIsAMap() {
        check(
                random(Shape.of(3, 2, 2), Shape.of(2, 2)),
                (looper, in) -> looper.run(List.of(), List.of(in.get(0)), 3, false, (s, x) -> {
                    Tensor y = x.get(0).matmul(in.get(1)).tanh();
                    return new StepResult(List.of(), List.of(y.exp()));
                }));
    }

    @Test
    void aLoopWithoutSequencesRepeats() {
        check(
                random(Shape.of(3), Shape.of(3)),
                (looper, in) -> looper.run(
                        List.of(in.get(0)),
                        List.of(),
                        6,
                        false,
                        (s, x) -> new StepResult(
                                List.of(s.get(0).mul(in.get(1)).sin()),
                                List.of(s.get(0).sum(), s.get(0).mul(2)))));
    }

    @Test
    void statesMayPassThroughSwapAndCount() {
        check(random(Shape.of(2), Shape.of(2), Shape.of(4, 2)), (looper, in) -> {
            LoopResult result = looper.run(
                    List.of(in.get(0), in.get(1), Tensors.scalar(0, DType.INT32)),
                    List.of(in.get(2)),
                    4,
                    false,
                    (s, x) -> new StepResult(
                            List.of(s.get(1), s.get(0).mul(x.get(0)), s.get(2).add(1)),
                            List.of(s.get(0).mul(s.get(2)))));
            assertThat(result.states().get(2).dtype()).isEqualTo(DType.INT32);
            return new LoopResult(result.states().subList(0, 2), result.outputs());
        });
    }

    @Test
    void loopsNest() {
        check(
                random(Shape.of(3, 4, 2), Shape.of(2), Shape.of(2, 2)),
                (looper, in) -> looper.run(List.of(in.get(1)), List.of(in.get(0)), 3, false, (outer, rows) -> {
                    LoopResult inner = looper.run(
                            List.of(outer.get(0)),
                            List.of(rows.get(0)),
                            4,
                            true,
                            (s, x) -> new StepResult(
                                    List.of(s.get(0)
                                            .matmul(in.get(2))
                                            .add(x.get(0))
                                            .tanh()),
                                    List.of()));
                    return new StepResult(
                            inner.states(), List.of(inner.states().get(0).square()));
                }));
    }

    @Test
    void oneStepAndUnusedSlices() {
        check(
                random(Shape.of(1, 2), Shape.of(2)),
                (looper, in) -> looper.run(
                        List.of(in.get(1)),
                        List.of(in.get(0)),
                        1,
                        false,
                        (s, x) -> new StepResult(List.of(s.get(0).square()), List.of(in.get(1)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void computesAtOnceOnConcreteTensors(String backend) {
        Backends.use(backend);
        Tensor x = Tensors.of(new float[] {1, 2, 3, 4});
        LoopResult sums = Loops.scan(List.of(Tensors.scalar(0)), List.of(x), 4, false, (s, slices) -> {
            Tensor next = s.get(0).add(slices.get(0));
            return new StepResult(List.of(next), List.of(next));
        });
        assertThat(sums.states().get(0).item()).isEqualTo(10);
        assertThat(sums.outputs().get(0).toFloatArray()).containsExactly(1, 3, 6, 10);
        LoopResult back = Loops.scan(List.of(Tensors.scalar(0)), List.of(x), 4, true, (s, slices) -> {
            Tensor next = s.get(0).add(slices.get(0));
            return new StepResult(List.of(next), List.of(next));
        });
        assertThat(back.outputs().get(0).toFloatArray()).containsExactly(10, 9, 7, 4);
    }

    @Test
    void aStateMustKeepItsShape() {
        assertThatThrownBy(() -> Loops.scan(
                        List.of(Tensors.zeros(2)),
                        List.of(Tensors.zeros(3, 1)),
                        3,
                        false,
                        (s, x) -> new StepResult(List.of(Tensors.concat(0, s.get(0), x.get(0))), List.of())))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("keep its shape")
                .hasMessageContaining("(2,)")
                .hasMessageContaining("(3,)");
    }

    @Test
    void sequencesMustHaveTheLoopsLength() {
        assertThatThrownBy(() -> Loops.scan(
                        List.of(Tensors.zeros(2)),
                        List.of(Tensors.zeros(3, 2)),
                        4,
                        false,
                        (s, x) -> new StepResult(List.of(s.get(0).add(x.get(0))), List.of())))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("float32(4, 2)")
                .hasMessageContaining("float32(3, 2)");
    }
}
