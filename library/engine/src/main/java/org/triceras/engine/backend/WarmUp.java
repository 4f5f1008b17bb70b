package org.triceras.engine.backend;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.ConvGeometry;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.ir.op.SoftmaxCrossEntropy;
import org.triceras.engine.tensor.Loops;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;

/**
 * Trains small networks while nobody waits: a vector kernel that the JVM has not compiled yet is a thousand times slower, and the first step of a
 * user's training would wait for all of them. Runs on one thread, ends after a few seconds, or as soon as somebody trains, who then compiles
 * what he needs. Touches no state that others see, no names, no seeds.
 */
public final class WarmUp {
    /** A step of each network takes 1 to 15 ms when all is compiled, and a second at first; the JVM compiles a kernel after 150 calls. */
    private static final int STEPS = 150;

    private static final long MOST_NANOS = 6_000_000_000L;

    /** In front of a person the cell that makes the first tensor comes first. */
    private static final int DELAY_MILLIS = 500;

    private static final int WAIT_MILLIS = 400;

    private static final int BATCH = 32;
    /**
     * Strips of twelve and one of eight, as batches of 32 and 128 have. Sums of so many take four vectors at once, then single ones, then numbers: a loop of a kernel
     * that was never entered is left out by C2, and its first entry makes the kernel slow again for a tenth of a second.
     */
    private static final int ROWS = 92;

    private static final int INPUTS = 98;

    /** Wide enough for products that leave out zeros, and for sums of columns that are sixteen vectors wide. */
    private static final int HIDDEN = 256;

    /** Enough for Winograd's algorithm to be chosen; before kernels are compiled every image costs. */
    private static final int IMAGES = 4;

    private static final int CLASSES = 10;
    private static final int UNITS = 64;
    private static final int LENGTH = 4;

    private static final AtomicBoolean isBegun = new AtomicBoolean();
    private static volatile boolean isAllowed;
    /** What the first training waits for, or null. */
    private static volatile Thread awaited;

    private final List<Variable> weights = new ArrayList<>();
    private int seed;

    private WarmUp() {}

    /** What is trained, and what a program calls that will need its kernels. */
    enum Network {
        PERCEPTRON(WarmUp::perceptron, "fit("),
        CONVOLUTION(WarmUp::convolution, "conv2d("),
        RECURRENCE(WarmUp::recurrence, "lstm(");

        private final Function<WarmUp, TensorFunction> step;
        private final String call;

        Network(Function<WarmUp, TensorFunction> step, String call) {
            this.step = step;
            this.call = call;
        }

        /** The perceptron's kernels are in the others as well. */
        static Set<Network> of(String program) {
            Set<Network> networks = EnumSet.noneOf(Network.class);
            if (program.contains(PERCEPTRON.call)) {
                EnumSet.complementOf(EnumSet.of(PERCEPTRON)).stream()
                        .filter(network -> program.contains(network.call))
                        .forEach(networks::add);
                if (networks.isEmpty()) {
                    networks.add(PERCEPTRON);
                }
            }
            return networks;
        }
    }

    /**
     * Lets it begin soon after the first tensor is made, in programs that wait for a person, as kernels and shells do. {@code -Dtriceras.warmup=off} and
     * other backends than the jvm's have none.
     */
    public static void allow() {
        isAllowed = isOn();
    }

    /**
     * Begins at once for a program that trains: its own first second, in which compilers are started and data are read, leaves processors idle.
     *
     * @param program the text of all of it
     */
    public static void begin(String program) {
        Set<Network> networks = Network.of(program);
        if (isOn() && !networks.isEmpty()) {
            isAllowed = true;
            Thread thread = start(networks, 0);
            awaited = networks.contains(Network.CONVOLUTION) ? thread : null;
        }
    }

    /**
     * To be called before a program trains, when all else is done. C2 works for a second on the kernels of convolutions, and training that begins before takes both processors from it: if
     * it waits a little, the first step is done after 1.20 s instead of 1.36. Without convolutions nothing is gained.
     */
    public static void await() {
        Thread thread = awaited;
        awaited = null;
        if (thread != null) {
            try {
                thread.join(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isOn() {
        return !"off".equals(System.getProperty("triceras.warmup"));
    }

    /** Ends it, or keeps it from beginning. */
    public static void end() {
        isAllowed = false;
    }

    /** The first tensor is about to be made. */
    static void backendIsUsed() {
        if (isAllowed && !isBegun.get()) {
            start(EnumSet.allOf(Network.class), DELAY_MILLIS);
        }
    }

    /** The thread that does it, or null if it was begun before. */
    private static Thread start(Set<Network> networks, int delayMillis) {
        if (!isBegun.compareAndSet(false, true)) {
            return null;
        }
        Thread thread = new ThreadTeam.LoneThread(() -> run(networks, delayMillis), "warm-up");
        thread.start();
        return thread;
    }

    private static void run(Set<Network> networks, int delayMillis) {
        try {
            Thread.sleep(delayMillis);
            if (Backends.active().name().equals("jvm")) {
                train(networks, STEPS, () -> !isAllowed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.DEBUG, "warm-up ended early", e);
        }
    }

    /** Returns the losses of all steps, network after network. */
    static List<Float> train(Set<Network> networks, int rounds, BooleanSupplier isEnded) {
        WarmUp warmUp = new WarmUp();
        List<TensorFunction> steps =
                networks.stream().map(network -> network.step.apply(warmUp)).toList();
        List<Float> losses = new ArrayList<>();
        long start = System.nanoTime();
        boolean wasBusy = false;
        for (int i = 0; i < rounds; i++) {
            for (TensorFunction step : steps) {
                boolean isBusy = ThreadTeam.current().isBusy();
                if (isBusy && wasBusy || isEnded.getAsBoolean() || System.nanoTime() - start > MOST_NANOS) {
                    return losses;
                }
                wasBusy = isBusy;
                losses.add((float) step.callAll(List.of()).get(0).item());
            }
        }
        return losses;
    }

    private Tensor random(Shape shape) {
        return RandomTensors.uniform(RandomTensors.seed(++seed, 0), shape, -0.1, 0.1);
    }

    private Variable weight(int... dims) {
        Variable weight = new Variable(random(Shape.of(dims)), "warm-up/" + weights.size(), true);
        weights.add(weight);
        return weight;
    }

    private interface Layers {
        Tensor logits(Tensor x);
    }

    /** Forward, loss, gradients, update. */
    private TensorFunction step(Tensor x, int batch, Layers layers) {
        List<Variable> trained = List.copyOf(weights);
        weights.clear();
        List<Variable> sizes = trained.stream()
                .map(w -> new Variable(Tensors.zeros(w.spec()), w.path() + "/size", false))
                .toList();
        Variable input = new Variable(x, "warm-up/x", false);
        Variable labels = new Variable(
                RandomTensors.integers(RandomTensors.seed(0, 0), Shape.of(batch), 0, CLASSES)
                        .oneHot(CLASSES),
                "warm-up/y",
                false);
        return TensorFunction.of(nothing -> {
            Tensor logits = layers.logits(input.tensor());
            Tensor loss = Tensor.emit(new SoftmaxCrossEntropy(), labels, logits).mean();
            List<Tensor> gradients = Gradients.of(loss, trained);
            for (int i = 0; i < trained.size(); i++) {
                Tensor g = gradients.get(i);
                Variable v = sizes.get(i);
                Variable w = trained.get(i);
                v.assign(v.tensor().mul(0.9).add(g.square().mul(0.1)));
                w.assign(w.tensor().sub(g.mul(1e-3).div(v.tensor().add(1e-7).sqrt())));
            }
            return List.of(loss, logits.argmax(-1));
        });
    }

    private Tensor dropped(Tensor x, double rate) {
        Tensor noise = Tensor.emit(new RandomUniform(x.shape()), RandomTensors.seed(++seed, 0));
        return x.mul(noise.ge(rate).cast(x.dtype())).mul(1 / (1 - rate));
    }

    private TensorFunction perceptron() {
        Variable first = weight(2 * INPUTS, HIDDEN);
        Variable bias = weight(HIDDEN);
        Variable second = weight(HIDDEN, CLASSES);
        // As pictures have, for the kernels that leave out zeros.
        Tensor margin = Tensors.zeros(ROWS, INPUTS);
        Tensor inputs = Tensors.concat(1, margin, random(Shape.of(ROWS, INPUTS)));
        return step(inputs, ROWS, x -> {
            Tensor hidden = x.matmul(first).add(bias).relu();
            return dropped(hidden, 0.2).matmul(second);
        });
    }

    private TensorFunction convolution() {
        Variable first = weight(3, 3, 1, 32);
        Variable bias = weight(32);
        Variable second = weight(3, 3, 32, 64);
        Variable otherBias = weight(64);
        Variable last = weight(5 * 5 * 64, CLASSES);
        return step(random(Shape.of(IMAGES, 28, 28, 1)), IMAGES, x -> {
            Tensor a = pooled(Tensor.emit(new Conv2d(ConvGeometry.DEFAULT), x, first)
                    .add(bias)
                    .relu());
            Tensor b = pooled(Tensor.emit(new Conv2d(ConvGeometry.DEFAULT), a, second)
                    .add(otherBias)
                    .relu());
            return dropped(b.reshape(IMAGES, -1), 0.5).matmul(last);
        });
    }

    private static Tensor pooled(Tensor x) {
        return Tensor.emit(new MaxPool2d(new PoolGeometry(2, 2, 2, 2, 0, 0, 0, 0)), x);
    }

    private TensorFunction recurrence() {
        Variable input = weight(28, 4 * UNITS);
        Variable recurrent = weight(UNITS, 4 * UNITS);
        Variable bias = weight(4 * UNITS);
        Variable last = weight(UNITS, CLASSES);
        return step(random(Shape.of(LENGTH, BATCH, 28)), BATCH, x -> {
            Tensor zeros = Tensors.zeros(BATCH, UNITS);
            Tensor projected = x.matmul(input).add(bias);
            return Loops.scan(List.of(zeros, zeros), List.of(projected), LENGTH, false, (states, slices) -> {
                        Tensor gates = slices.get(0).add(states.get(0).matmul(recurrent));
                        Tensor cell = gate(gates, 1)
                                .sigmoid()
                                .mul(states.get(1))
                                .add(gate(gates, 0).sigmoid().mul(gate(gates, 2).tanh()));
                        Tensor state = gate(gates, 3).sigmoid().mul(cell.tanh());
                        return new Loops.StepResult(List.of(state, cell), List.of());
                    })
                    .states()
                    .get(0)
                    .matmul(last);
        });
    }

    private static Tensor gate(Tensor gates, int i) {
        return gates.slice(1, i * UNITS, (i + 1) * UNITS);
    }
}
