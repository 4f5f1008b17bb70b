package org.triceras.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.Call;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Cumulative;
import org.triceras.engine.ir.op.CumulativeKind;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.ReadVariable;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.ReduceKind;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;

/**
 * Every operation on the jvm backend against its definition, and its gradient against differences. Run once per vector width, see the
 * module's pom.
 */
class OpsTest {
    @AfterEach
    void backToTheDefault() {
        Backends.use("jvm");
    }

    static Stream<OpSample> samples() {
        return OpSamples.all().stream();
    }

    /** Loops have fixed types inside, so they are checked in float32 only. */
    static Stream<OpSample> differentiable() {
        return OpSamples.all().stream().filter(OpSample::differentiable);
    }

    @Test
    void everyOperationAndKindHasASample() {
        // These carry data or structure and compute nothing of their own.
        Set<Class<?>> exempt = Set.of(Input.class, Constant.class, ReadVariable.class, Call.class, Result.class);
        Set<Class<?>> sampled =
                OpSamples.all().stream().map(s -> s.op().getClass()).collect(Collectors.toSet());
        assertThat(Arrays.stream(Op.class.getPermittedSubclasses())
                        .filter(c -> !exempt.contains(c))
                        .toList())
                .allMatch(sampled::contains);
        List<Op> ops = OpSamples.all().stream().map(OpSample::op).toList();
        assertThat(UnaryKind.values()).allMatch(k -> ops.contains(new Unary(k)));
        assertThat(BinaryKind.values()).allMatch(k -> ops.contains(new Binary(k)));
        assertThat(CompareKind.values()).allMatch(k -> ops.contains(new Compare(k)));
        assertThat(ReduceKind.values())
                .allMatch(k -> ops.stream().anyMatch(o -> o instanceof Reduce r && r.kind() == k));
        assertThat(CumulativeKind.values())
                .allMatch(k -> ops.stream().anyMatch(o -> o instanceof Cumulative c && c.kind() == k));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void jvmAgreesWithTheDefinition(OpSample sample) {
        compare(sample, DType.FLOAT32, 2e-5);
        if (!(sample.op() instanceof Scan)) {
            compare(sample, DType.FLOAT64, 1e-12);
        }
    }

    private static void compare(OpSample sample, DType floats, double tolerance) {
        boolean hasFloats =
                sample.inputs().stream().anyMatch(in -> in.spec().dtype().isFloat());
        if (floats == DType.FLOAT64 && !hasFloats) {
            return;
        }
        List<Tensor> inputs = sample.tensors(floats);
        Backends.use("reference");
        List<Tensor> expected = Tensor.emitAll(sample.op(), inputs);
        Backends.use("jvm");
        List<Tensor> actual = Tensor.emitAll(sample.op(), inputs);
        ThreadTeam.setThreads(1);
        List<Tensor> alone = Tensor.emitAll(sample.op(), inputs);
        ThreadTeam.setThreads(Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).spec()).isEqualTo(expected.get(i).spec());
            double[] e = expected.get(i).toDoubleArray();
            double[] a = actual.get(i).toDoubleArray();
            double scale = Arrays.stream(e)
                    .map(Math::abs)
                    .filter(Double::isFinite)
                    .max()
                    .orElse(0);
            for (int k = 0; k < e.length; k++) {
                if (Double.isFinite(e[k])) {
                    assertThat(a[k]).as("element %d", k).isCloseTo(e[k], within(tolerance * Math.max(1, scale)));
                } else {
                    assertThat(a[k]).as("element %d", k).isEqualTo(e[k]);
                }
            }
            assertThat(alone.get(i).toDoubleArray()).as("on one thread").isEqualTo(a);
        }
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void gradientAgreesWithDifferences(OpSample sample) {
        boolean isLoop = sample.op() instanceof Scan;
        DType floats = isLoop ? DType.FLOAT32 : DType.FLOAT64;
        Backends.use("reference");
        List<Tensor> inputs = sample.tensors(floats);
        List<Integer> active = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).dtype().isFloat()) {
                active.add(i);
            }
        }
        TensorFunction value = TensorFunction.of(xs -> List.of(weighted(sample, xs)));
        TensorFunction gradient = TensorFunction.of(xs ->
                Gradients.of(weighted(sample, xs), active.stream().map(xs::get).toList()));
        List<Tensor> analytic = gradient.callAll(inputs);
        // One random direction: its slope is the sum over all partial derivatives.
        double h = isLoop ? 1e-2 : 1e-5;
        double slope = 0;
        List<Tensor> up = new ArrayList<>(inputs);
        List<Tensor> down = new ArrayList<>(inputs);
        for (int k = 0; k < active.size(); k++) {
            int i = active.get(k);
            Tensor direction = RandomTensors.uniform(
                            RandomTensors.seed(5 + i, 3), inputs.get(i).shape(), -1, 1)
                    .cast(floats);
            slope += analytic.get(k).mul(direction).sum().item();
            up.set(i, inputs.get(i).add(direction.mul(h)));
            down.set(i, inputs.get(i).sub(direction.mul(h)));
        }
        double difference =
                (value.callAll(up).get(0).item() - value.callAll(down).get(0).item()) / (2 * h);
        assertThat(slope).isCloseTo(difference, within((isLoop ? 2e-2 : 1e-5) * Math.max(1, Math.abs(difference))));
    }

    /** A scalar that every element of every result has its own share in. */
    private static Tensor weighted(OpSample sample, List<Tensor> inputs) {
        Tensor sum = null;
        int n = 0;
        for (Tensor result : Tensor.emitAll(sample.op(), inputs)) {
            Tensor weights = RandomTensors.uniform(RandomTensors.seed(77, n++), result.shape(), 0.5, 1.5)
                    .cast(result.dtype());
            Tensor part = result.mul(weights).sum();
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void graphsArePrinted(OpSample sample) {
        TensorFunction function = TensorFunction.of(xs -> Tensor.emitAll(sample.op(), xs));
        if (!sample.inputs().isEmpty()) {
            String text = function.trace(
                            sample.inputs().stream().map(OpSample.In::spec).toList())
                    .dump();
            assertThat(text).contains(sample.op().getClass().getSimpleName()).contains("return %");
        }
    }
}
