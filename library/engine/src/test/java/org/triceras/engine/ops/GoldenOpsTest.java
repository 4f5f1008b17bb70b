package org.triceras.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.backend.Philox;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.SoftmaxCrossEntropy;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Tensor methods against what NumPy gives for the same inputs, see golden_ops.py. */
class GoldenOpsTest {
    private static final Map<String, Tensor> GOLDEN = read();
    private static final Map<String, Function<List<Tensor>, Tensor>> CASES = new LinkedHashMap<>();

    static {
        for (String type : List.of("f32", "int32", "int64", "byZero")) {
            CASES.put("floorDiv." + type, in -> in.get(0).floorDiv(in.get(1)));
            CASES.put("mod." + type, in -> in.get(0).mod(in.get(1)));
        }
        CASES.put("div.byZero", in -> in.get(0).div(in.get(1)));
        CASES.put("int32.wraps", in -> in.get(0).add(in.get(1)));
        CASES.put("uint8.wraps", in -> in.get(0).add(in.get(1)));
        unary("log.special", Tensor::log);
        unary("sqrt.special", Tensor::sqrt);
        unary("exp.special", Tensor::exp);
        unary("tanh.special", Tensor::tanh);
        unary("sign.special", Tensor::sign);
        unary("isNaN.special", Tensor::isNaN);
        unary("isInf.special", Tensor::isInf);
        unary("isFinite.special", Tensor::isFinite);
        unary("relu.special", Tensor::relu);
        unary("log1p.special", Tensor::log1p);
        unary("reciprocal.special", Tensor::reciprocal);
        unary("round.half", Tensor::round);
        unary("floor.half", Tensor::floor);
        unary("ceil.half", Tensor::ceil);
        unary("int64.add", x -> x.add(1));
        unary("int64.mul", x -> x.mul(3));
        unary("int64.max", Tensor::max);
        unary("int64.cumsum", x -> x.cumsum(0));
        CASES.put("maximum.nan", in -> in.get(0).maximum(in.get(1)));
        CASES.put("minimum.nan", in -> in.get(0).minimum(in.get(1)));
        CASES.put("eq.nan", in -> in.get(0).eq(in.get(1)));
        CASES.put("ne.nan", in -> in.get(0).ne(in.get(1)));
        CASES.put("lt.nan", in -> in.get(0).lt(in.get(1)));
        CASES.put("le.nan", in -> in.get(0).le(in.get(1)));
        CASES.put("gt.nan", in -> in.get(0).gt(in.get(1)));
        CASES.put("ge.nan", in -> in.get(0).ge(in.get(1)));
        CASES.put("pow.f32", in -> in.get(0).pow(in.get(1)));
        CASES.put("pow.int32", in -> in.get(0).pow(in.get(1)));
        CASES.put("atan2.quadrants", in -> in.get(0).atan2(in.get(1)));
        unary("expm1.small", Tensor::expm1);
        unary("log1p.small", Tensor::log1p);
        unary("erf.f64", Tensor::erf);
        unary("sigmoid.far", Tensor::sigmoid);
        unary("softplus.far", Tensor::softplus);
        unary("cast.int32", x -> x.cast("int32"));
        unary("cast.bool", x -> x.cast("bool"));
        CASES.put("where.broadcast", in -> in.get(0).reshape(4, 1).gt(2).where(1, in.get(1)));
        unary("argsort.nan", x -> x.argsort(1));
        unary("argsort.descending", x -> x.argsort(-1, true));
        unary("sort.nan", x -> x.sort(1));
        unary("sort.axis0", x -> x.sort(0));
        unary("argmax.nan", x -> x.argmax(1));
        unary("argmin.nan", x -> x.argmin(1));
        unary("argmax.ties", x -> x.argmax(-1));
        unary("max.nan", x -> x.max(1));
        unary("min.nan", x -> x.min(1));
        unary("sum.axes", x -> x.sum(0, -1));
        unary("mean.axis", x -> x.mean(1));
        unary("var.axes", x -> x.var(0, 1));
        unary("std.all", x -> x.std());
        unary("prod.axes", x -> x.prod(0, 1));
        unary("any.axis", x -> x.any(2));
        unary("all.axis", x -> x.all(0));
        unary("sum.empty", x -> x.sum(0));
        unary("prod.empty", x -> x.prod(0));
        unary("cumsum.axis", x -> x.cumsum(1));
        unary("cumprod.axis", x -> x.cumprod(-1));
        unary("softmax", Tensor::softmax);
        unary("logSoftmax", Tensor::logSoftmax);
        unary("logSumExp", x -> x.logSumExp(1, false));
        CASES.put("crossEntropy", in -> Tensor.emit(new SoftmaxCrossEntropy(), in.get(0), in.get(1)));
        unary("oneHot", x -> x.oneHot(4));
        CASES.put("gather.negative", in -> in.get(0).gather(in.get(1), 1));
        CASES.put("gatherAlong.negative", in -> in.get(0).gatherAlong(in.get(1), 2));
        unary("slice.step", x -> x.slice(-1, 1, 4, 2));
        unary("slice.negative", x -> x.slice(1, -2, -1));
        unary("slice.empty", x -> x.slice(1, 1));
        unary("transpose.default", x -> x.transpose());
        unary("transpose.given", x -> x.transpose(1, 2, 0));
        unary("flip", x -> x.flip(0, -1));
        unary("repeat", x -> x.repeat(2, 1));
        unary("tile", x -> x.tile(2, 1));
        unary("pad", x -> x.pad(new int[] {1, 0, 1}, new int[] {0, 2, 1}, 9));
        CASES.put("concat", in -> Tensors.concat(1, in.get(0), in.get(1)));
        CASES.put("stack", in -> Tensors.stack(-1, in.get(0), in.get(1)));
        unary("broadcast", x -> x.broadcastTo(Shape.of(5, 2, 3, 4)));
        CASES.put("matmul.batch", in -> in.get(0).matmul(in.get(1)));
        CASES.put("matmul.vectors", in -> in.get(0).matmul(in.get(1)));
        CASES.put("matmul.row", in -> in.get(0).matmul(in.get(1)));
        CASES.put("arange", in -> Tensors.arange(0.5, -2, -0.5));
        CASES.put("linspace", in -> Tensors.linspace(-1, 2, 7));
        CASES.put("eye", in -> Tensors.eye(2, 4));
        unary("philox.zero", GoldenOpsTest::philox);
        unary("philox.any", GoldenOpsTest::philox);
    }

    private static void unary(String name, Function<Tensor, Tensor> function) {
        CASES.put(name, in -> function.apply(in.get(0)));
    }

    /** Ten numbers of the stream that (key, counter, first index) names. */
    private static Tensor philox(Tensor stream) {
        long[] s = stream.toLongArray();
        int[] bits = new int[10];
        Arrays.setAll(bits, i -> Philox.bits(s[0], s[1], s[2] + i));
        return Tensors.of(bits);
    }

    private static Map<String, Tensor> read() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (InputStream in = GoldenOpsTest.class.getResourceAsStream("/golden/ops.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split("\t", -1);
                int[] dims = ints(parts[2]);
                DType type = DType.of(parts[1]);
                HostBuffer buffer = HostBuffer.allocate(type, Shape.of(dims).size());
                String[] values = parts[3].isEmpty() ? new String[0] : parts[3].split(",");
                for (int i = 0; i < values.length; i++) {
                    if (type.isFloat()) {
                        buffer.setDouble(i, Double.parseDouble(values[i]));
                    } else {
                        buffer.setLong(i, Long.parseLong(values[i]));
                    }
                }
                tensors.put(parts[0], Tensor.concrete(new Spec(Shape.of(dims), type), buffer));
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return tensors;
    }

    private static int[] ints(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    static Stream<String> names() {
        return CASES.keySet().stream();
    }

    @AfterEach
    void backToTheDefault() {
        Backends.use("jvm");
    }

    @Test
    void everyGoldenResultIsCompared() {
        assertThat(new TreeSet<>(CASES.keySet()))
                .isEqualTo(new TreeSet<>(GOLDEN.keySet().stream()
                        .filter(name -> !name.matches(".*\\.\\d"))
                        .toList()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void agreesWithNumPy(String name) {
        List<Tensor> inputs = new ArrayList<>();
        while (GOLDEN.containsKey(name + "." + inputs.size())) {
            inputs.add(GOLDEN.get(name + "." + inputs.size()));
        }
        Tensor expected = GOLDEN.get(name);
        for (String backend : List.of("reference", "jvm")) {
            Backends.use(backend);
            Tensor actual = CASES.get(name).apply(inputs);
            assertThat(actual.spec()).as(backend).isEqualTo(expected.spec());
            if (expected.dtype().isFloat()) {
                assertFloats(backend, actual, expected);
            } else {
                assertThat(actual.toLongArray()).as(backend).isEqualTo(expected.toLongArray());
            }
        }
    }

    private static void assertFloats(String backend, Tensor actual, Tensor expected) {
        double[] a = actual.toDoubleArray();
        double[] e = expected.toDoubleArray();
        for (int i = 0; i < e.length; i++) {
            if (Double.isFinite(e[i])) {
                double scale = Math.max(Math.abs(e[i]), 1e-30);
                double relative = expected.dtype() == DType.FLOAT64 ? 1e-12 : 2e-6;
                assertThat(a[i]).as("%s, element %d", backend, i).isCloseTo(e[i], within(scale * relative));
            } else {
                assertThat((Double) a[i]).as("%s, element %d", backend, i).isEqualTo((Double) e[i]);
            }
        }
    }
}
