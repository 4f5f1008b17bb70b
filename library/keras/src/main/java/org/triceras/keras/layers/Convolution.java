package org.triceras.keras.layers;

import java.util.Arrays;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** What all convolutions share: a window that moves over one, two or three axes, and where the channels are. */
public abstract class Convolution<L extends Convolution<L>> extends KernelLayer<L> {
    private static final String[] INPUTS = {
        "(batch, steps, channels)", "(batch, height, width, channels)", "(batch, depth, height, width, channels)"
    };

    private final int rank;
    private final boolean causal;
    private int[] kernelSize;
    private int[] strides;
    private int[] dilationRate;
    private String padding = "valid";
    private String dataFormat = DataFormats.standard();
    private int channels = Shape.UNKNOWN;

    /** @param causal whether the padding may be "causal" */
    Convolution(int rank, boolean causal) {
        this.rank = rank;
        this.causal = causal;
        this.strides = sizes("strides", 1);
        this.dilationRate = sizes("dilationRate", 1);
    }

    final void setKernelSize(int... kernelSize) {
        this.kernelSize = sizes("kernelSize", kernelSize);
    }

    private int[] sizes(String what, int... sizes) {
        return sizes(className(), what, rank, 1, sizes);
    }

    /** One number for all axes, or one for each. */
    static int[] sizes(String owner, String what, int rank, int least, int... sizes) {
        int[] result = sizes.clone();
        if (sizes.length == 1 && rank > 1) {
            result = new int[rank];
            Arrays.fill(result, sizes[0]);
        }
        if (result.length != rank || Arrays.stream(result).anyMatch(s -> s < least)) {
            throw new ArgumentException(
                    owner + ": expected " + what + " of " + (rank == 1 ? "one number" : "one or " + rank + " numbers")
                            + " not below " + least + ". Received " + Arrays.toString(sizes) + ".");
        }
        return result;
    }

    static int positive(String owner, String what, int value) {
        if (value <= 0) {
            throw new ArgumentException(owner + ": expected " + what + " above 0. Received " + value + ".");
        }
        return value;
    }

    /** The steps of the window; 1 by default. */
    public L strides(int... strides) {
        requireUnbuilt("strides");
        this.strides = sizes("strides", strides);
        return self();
    }

    /** The gaps within the window; 1, for none, by default. */
    public L dilationRate(int... rate) {
        requireUnbuilt("dilationRate");
        this.dilationRate = sizes("dilationRate", rate);
        return self();
    }

    /** "valid" (none, the default), "same" (as much as keeps the size at stride 1), for some in one dimension also "causal". */
    public L padding(String padding) {
        requireUnbuilt("padding");
        this.padding = Padding.check(padding, causal);
        return self();
    }

    /** "channels_last" or "channels_first". */
    public L dataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
        return self();
    }

    @Override
    public final void build(Shape input) {
        if (input.rank() != rank + 2) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes, " + INPUTS[rank - 1] + ". Received "
                    + input + ". For " + (rank == 1 ? "sequences" : "images")
                    + " without a channels axis add one with reshape(..., 1).");
        }
        channels = input.dim(DataFormats.isFirst(dataFormat) ? 1 : -1);
        if (channels == Shape.UNKNOWN) {
            throw new ShapeException("Expected a known number of channels. Received input " + input + ".");
        }
        addWeights(channels);
    }

    /** Makes the weights for inputs with that many channels. */
    abstract void addWeights(int inputChannels);

    /** Computes what comes before bias and activation, channels last. */
    abstract Tensor convolve(Tensor x);

    @Override
    protected void checkInputs(List<Spec> inputs) {
        Shape shape = inputs.get(0).shape();
        int axis = DataFormats.isFirst(dataFormat) ? 1 : rank + 1;
        if (shape.rank() != rank + 2 || shape.dim(axis) != channels) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes with " + channels
                    + " channels, as it was built for " + builtShapes().get(0) + ". Received shape " + shape + ".");
        }
    }

    @Override
    public final Tensor call(Tensor input) {
        boolean first = DataFormats.isFirst(dataFormat);
        Tensor x = input.dtype().isFloat() ? input : input.cast(dtype());
        Tensor y = finish(convolve(first ? DataFormats.toLast(x) : x));
        return first ? DataFormats.toFirst(y) : y;
    }

    final int rank() {
        return rank;
    }

    final int[] kernelSize() {
        return kernelSize;
    }

    final int[] strides() {
        return strides;
    }

    final int[] dilationRate() {
        return dilationRate;
    }

    final String padding() {
        return padding;
    }

    /** The window's sizes, then {@code more}. */
    final Shape kernelShape(int... more) {
        int[] dims = Arrays.copyOf(kernelSize, rank + more.length);
        System.arraycopy(more, 0, dims, rank, more.length);
        return Shape.of(dims);
    }

    final void windowOptions(Options o) {
        o.ints("kernel_size", rank, () -> kernelSize, v -> kernelSize = v)
                .required("the length of the window, or one for each axis")
                .ints("strides", rank, () -> strides, v -> strides = v)
                .text("padding", () -> padding, v -> padding = Padding.check(v, causal))
                .text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v))
                .ints("dilation_rate", rank, () -> dilationRate, v -> dilationRate = v)
                .regularizer("activity_regularizer", this::activityRegularizer, this::setActivityRegularizer);
    }
}
