package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.ConvGeometry;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** What one- and two-dimensional convolutions share. */
public abstract class Conv<L extends Conv<L>> extends KernelLayer<L> {
    private final int rank;
    private int filters;
    private int[] kernelSize;
    private int[] strides;
    private int[] dilationRate;
    private String padding = "valid";
    private String dataFormat = DataFormats.standard();
    private int groups = 1;

    Conv(int rank) {
        this.rank = rank;
        this.strides = ones();
        this.dilationRate = ones();
    }

    Conv(int rank, int filters, int[] kernelSize) {
        this(rank);
        if (filters <= 0) {
            throw new ArgumentException(className() + ": expected filters above 0. Received " + filters + ".");
        }
        this.filters = filters;
        this.kernelSize = sizes("kernelSize", kernelSize);
    }

    private int[] ones() {
        int[] ones = new int[rank];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private int[] sizes(String what, int... sizes) {
        int[] result = sizes;
        if (sizes.length == 1 && rank > 1) {
            result = new int[rank];
            java.util.Arrays.fill(result, sizes[0]);
        }
        if (result.length != rank || java.util.Arrays.stream(result).anyMatch(s -> s <= 0)) {
            throw new ArgumentException(className() + ": expected " + what + " of one or " + rank
                    + " numbers above 0. Received " + java.util.Arrays.toString(sizes) + ".");
        }
        return result.clone();
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

    /** "valid" (none, the default), "same" (as much as keeps the size at stride 1), in one dimension also "causal". */
    public L padding(String padding) {
        requireUnbuilt("padding");
        this.padding = Padding.check(padding, rank == 1);
        return self();
    }

    /** "channels_last" or "channels_first". */
    public L dataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
        return self();
    }

    /** Cuts the channels into groups that do not see each other. */
    public L groups(int groups) {
        requireUnbuilt("groups");
        this.groups = groups;
        return self();
    }

    @Override
    public void build(Shape input) {
        if (input.rank() != rank + 2) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes, "
                    + (rank == 1 ? "(batch, steps, channels)" : "(batch, height, width, channels)") + ". Received "
                    + input + ". For " + (rank == 1 ? "sequences" : "images")
                    + " without a channels axis add one with reshape(..., 1).");
        }
        int channels = input.dim(DataFormats.isFirst(dataFormat) ? 1 : -1);
        if (channels == Shape.UNKNOWN || channels % groups != 0 || filters % groups != 0) {
            throw new ShapeException("Expected a known number of channels, and channels and filters that " + groups
                    + " groups divide. Received input " + input + " and " + filters + " filters.");
        }
        int[] kernel = new int[rank + 2];
        System.arraycopy(kernelSize, 0, kernel, 0, rank);
        kernel[rank] = channels / groups;
        kernel[rank + 1] = filters;
        addKernelAndBias(Shape.of(kernel), filters);
    }

    @Override
    protected void checkInputs(List<Spec> inputs) {
        Shape shape = inputs.get(0).shape();
        int axis = DataFormats.isFirst(dataFormat) ? 1 : rank + 1;
        int channels = kernel().shape().dim(-2) * groups;
        if (shape.rank() != rank + 2 || shape.dim(axis) != channels) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes with " + channels
                    + " channels, as it was built for " + builtShapes().get(0) + ". Received shape " + shape + ".");
        }
    }

    @Override
    public Tensor call(Tensor input) {
        boolean first = DataFormats.isFirst(dataFormat);
        Tensor x = input.dtype().isFloat() ? input : input.cast(dtype());
        x = first ? DataFormats.toLast(x) : x;
        Tensor kernel = kernel().tensor();
        // One dimension is two with a height of 1.
        Tensor image = rank == 1 ? x.expandDims(1) : x;
        Tensor window = rank == 1 ? kernel.expandDims(0) : kernel;
        Tensor y = Tensor.emit(new Conv2d(geometry(image.shape())), image, window);
        y = finish(rank == 1 ? y.squeeze(1) : y);
        return first ? DataFormats.toFirst(y) : y;
    }

    private ConvGeometry geometry(Shape image) {
        int w = rank - 1;
        int[] width = Padding.amounts(padding, image.dim(2), kernelSize[w], strides[w], dilationRate[w]);
        if (rank == 1) {
            return new ConvGeometry(1, strides[0], 0, 0, width[0], width[1], 1, dilationRate[0], groups);
        }
        int[] height = Padding.amounts(padding, image.dim(1), kernelSize[0], strides[0], dilationRate[0]);
        return new ConvGeometry(
                strides[0],
                strides[1],
                height[0],
                height[1],
                width[0],
                width[1],
                dilationRate[0],
                dilationRate[1],
                groups);
    }

    @Override
    protected void options(Options o) {
        o.integer("filters", () -> filters, v -> filters = v)
                .ints("kernel_size", rank, () -> kernelSize, v -> kernelSize = v)
                .ints("strides", rank, () -> strides, v -> strides = v)
                .text("padding", () -> padding, v -> padding = Padding.check(v, rank == 1))
                .text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v))
                .ints("dilation_rate", rank, () -> dilationRate, v -> dilationRate = v)
                .integer("groups", () -> groups, v -> groups = v);
        kernelOptions(o);
        o.regularizer("activity_regularizer", this::activityRegularizer, this::setActivityRegularizer);
    }
}
