package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Loops;
import org.triceras.engine.tensor.Loops.StepResult;
import org.triceras.engine.tensor.Operand;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;

/**
 * Programs made of operations at random, with variables, loops and gradients: the jvm backend must give what the definitions
 * give. This looks for mistakes in fusion, storage that is shared too early, and updates in place, which no single operation shows.
 * More of them: {@code -Dtriceras.test.graphs=10000}.
 */
class RandomGraphsTest {
    private static final int GRAPHS = Integer.getInteger("triceras.test.graphs", 150);
    private static final int[] SIZES = {1, 2, 3, 5, 17};

    @AfterEach
    void backToTheDefault() {
        Backends.use("jvm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64"})
    void jvmAgreesWithTheDefinition(String type) {
        for (int seed = 0; seed < GRAPHS; seed++) {
            new Trial(seed, DType.of(type)).run();
        }
    }

    /** One graph, made again from its seed for each backend. */
    private static final class Trial {
        private final int seed;
        private final DType type;
        private Random random;

        Trial(int seed, DType type) {
            this.seed = seed;
            this.type = type;
        }

        void run() {
            List<List<Tensor>> expected = results("reference");
            List<List<Tensor>> actual = results("jvm");
            for (int call = 0; call < expected.size(); call++) {
                for (int i = 0; i < expected.get(call).size(); i++) {
                    compare(
                            expected.get(call).get(i),
                            actual.get(call).get(i),
                            type + " graph " + seed + ", call " + call + ", result " + i);
                }
            }
        }

        private void compare(Tensor expected, Tensor actual, String what) {
            assertThat(actual.spec()).as(what).isEqualTo(expected.spec());
            double[] e = expected.toDoubleArray();
            double[] a = actual.toDoubleArray();
            double scale = 1;
            for (double value : e) {
                scale = Double.isFinite(value) ? Math.max(scale, Math.abs(value)) : scale;
            }
            double tolerance = scale * (type == DType.FLOAT32 ? 2e-3 : 1e-9);
            for (int k = 0; k < e.length; k++) {
                boolean close = Double.compare(a[k], e[k]) == 0 || Math.abs(a[k] - e[k]) <= tolerance;
                if (!close) {
                    assertThat(a[k])
                            .as("%s, element %d of %s%n%s", what, k, expected.shape(), dump())
                            .isEqualTo(e[k]);
                }
            }
        }

        private Shape shape() {
            int[] dims = new int[random.nextInt(4)];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = SIZES[random.nextInt(SIZES.length)];
            }
            return Shape.of(dims);
        }

        private Tensor value(int n, Shape shape) {
            return RandomTensors.uniform(RandomTensors.seed(seed, n), shape, -1, 1)
                    .cast(type);
        }

        private List<Variable> variables;
        private List<Shape> shapes;

        private TensorFunction prepare() {
            random = new Random(seed);
            variables = new ArrayList<>();
            shapes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                shapes.add(shape());
                variables.add(new Variable(value(100 + i, shape()), "v" + i, true));
            }
            long body = random.nextLong();
            return TensorFunction.of(inputs -> {
                random = new Random(body);
                return build(inputs);
            });
        }

        /** All results of three calls with different inputs, the variables after each among them. */
        private List<List<Tensor>> results(String backend) {
            Backends.use("reference");
            TensorFunction function = prepare();
            List<List<Tensor>> feeds = new ArrayList<>();
            for (int call = 0; call < 3; call++) {
                List<Tensor> inputs = new ArrayList<>();
                for (Shape shape : shapes) {
                    inputs.add(value(10 * call + inputs.size(), shape));
                }
                feeds.add(inputs);
            }
            Backends.use(backend);
            List<List<Tensor>> all = new ArrayList<>();
            for (List<Tensor> inputs : feeds) {
                List<Tensor> results = new ArrayList<>(function.callAll(inputs));
                variables.forEach(v -> results.add(v.value()));
                // Inputs must come out unchanged.
                results.addAll(inputs);
                all.add(results);
            }
            return all;
        }

        private String dump() {
            Graph graph = prepare()
                    .trace(shapes.stream()
                            .map(s -> new org.triceras.engine.ir.Spec(s, type))
                            .toList());
            return graph.dump();
        }

        private List<Tensor> build(List<Tensor> inputs) {
            List<Tensor> pool = new ArrayList<>(inputs);
            for (int i = 0; i < 25; i++) {
                if (random.nextInt(12) == 0) {
                    Variable v = variables.get(random.nextInt(variables.size()));
                    Tensor next = v.tensor();
                    if (random.nextBoolean()) {
                        next = next.mul(0.5).add(pick(pool).tanh().mean());
                        v.assign(next);
                    }
                    pool.add(next);
                    continue;
                }
                try {
                    Tensor next = step(pool);
                    if (next.size() <= 3000) {
                        // Bounded, so that errors do not grow from step to step.
                        pool.add(random.nextInt(3) == 0 ? next.tanh() : next.clip(-2.5, 2.5));
                    }
                } catch (TricerasException e) {
                    // Shapes that do not fit: another step instead.
                    continue;
                }
            }
            List<Tensor> results = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                results.add(pick(pool));
            }
            results.add(pool.get(pool.size() - 1));
            if (random.nextBoolean()) {
                List<Operand> wrt = new ArrayList<>(inputs);
                Tensor loss = results.get(3).mul(results.get(0).mean()).mean();
                if (!loss.isConcrete()) {
                    results.addAll(Gradients.of(loss, wrt));
                }
            }
            return results;
        }

        private Tensor pick(List<Tensor> pool) {
            return pool.get(random.nextInt(pool.size()));
        }

        private int axis(Tensor x) {
            return x.rank() == 0 ? 0 : random.nextInt(x.rank());
        }

        private Tensor step(List<Tensor> pool) {
            Tensor x = pick(pool);
            Tensor y = pick(pool);
            switch (random.nextInt(26)) {
                case 0:
                    return x.add(y);
                case 1:
                    return x.sub(y);
                case 2:
                    return x.mul(y);
                case 3:
                    return x.div(y.square().add(1));
                case 4:
                    return x.maximum(y);
                case 5:
                    return x.exp().minimum(y);
                case 6:
                    return x.sigmoid();
                case 7:
                    return x.square().add(1).log();
                case 8:
                    return x.relu().sub(y.mul(0.5));
                case 9:
                    return x.sum(new int[] {axis(x)}, random.nextBoolean());
                case 10:
                    return x.mean();
                case 11:
                    return x.max(new int[] {axis(x)}, random.nextBoolean());
                case 12:
                    return x.reshape(-1);
                case 13:
                    return x.transpose();
                case 14:
                    return x.slice(axis(x), 0, 1 + random.nextInt(3));
                case 15:
                    return x.slice(axis(x), random.nextInt(2), 99, 2);
                case 16:
                    return Tensors.concat(axis(x), x, x.neg(), y);
                case 17:
                    return x.softmax(axis(x));
                case 18:
                    return x.matmul(x, true, false);
                case 19:
                    return x.matmul(y, random.nextBoolean(), random.nextBoolean());
                case 20:
                    return x.cumsum(axis(x)).mul(0.3);
                case 21:
                    return x.flip(axis(x)).sub(x);
                case 22:
                    int along = axis(x);
                    return x.shape().dim(along) == 0 ? x : x.gather(Tensors.of(new int[] {0, -1, 0}), along);
                case 23:
                    return x.pad(fill(x, 1), fill(x, 2), 0.25);
                case 24:
                    return x.repeat(2, axis(x)).add(y.expandDims(0));
                default:
                    return loop(x, y);
            }
        }

        private static int[] fill(Tensor x, int value) {
            int[] all = new int[x.rank()];
            java.util.Arrays.fill(all, value);
            return all;
        }

        private Tensor loop(Tensor x, Tensor y) {
            boolean stacked = random.nextBoolean();
            Tensor start = y.mean(0).mul(0.5);
            Loops.LoopResult result =
                    Loops.scan(List.of(start), List.of(x), x.shape().dim(0), random.nextBoolean(), (s, slices) -> {
                        Tensor next = s.get(0)
                                .mul(0.7)
                                .add(slices.get(0).mean())
                                .add(y.max(0).mul(0.1))
                                .tanh();
                        return new StepResult(
                                List.of(next), List.of(next.square().add(s.get(0)), slices.get(0)));
                    });
            return stacked ? result.outputs().get(0) : result.states().get(0);
        }
    }
}
