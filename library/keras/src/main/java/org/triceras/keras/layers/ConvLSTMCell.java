package org.triceras.keras.layers;

import java.util.Arrays;
import java.util.List;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.initializers.Initializer;

/** One step of a {@link ConvLSTM}: that of an LSTM with convolutions for products. */
final class ConvLSTMCell extends RecurrentCell {
    final int rank;
    boolean unitForgetBias = true;
    int[] kernelSize;
    int[] strides;
    int[] dilationRate;
    String padding = "valid";
    String dataFormat = "channels_last";
    private final int[] ones;

    ConvLSTMCell(int rank) {
        super("conv_lstm_cell", 4);
        this.rank = rank;
        ones = new int[rank];
        Arrays.fill(ones, 1);
        strides = ones;
        dilationRate = ones;
    }

    @Override
    int states() {
        return 2;
    }

    @Override
    Initializer firstBias() {
        return unitForgetBias ? new LSTMCell.ForgetBias(biasInitializer) : biasInitializer;
    }

    @Override
    Shape kernelShape(int channels) {
        return Shape.of(kernelSize).concat(Shape.of(channels, 4 * units));
    }

    @Override
    Shape recurrentShape() {
        return kernelShape(units);
    }

    @Override
    Shape stateShape(Shape step) {
        Shape shape = step.with(-1, units);
        for (int i = 0; i < rank; i++) {
            int length = step.dim(i + 1);
            int[] pad = Padding.amounts(padding, length, kernelSize[i], strides[i], dilationRate[i]);
            int span = (kernelSize[i] - 1) * dilationRate[i] + 1;
            shape = shape.with(i + 1, (length + pad[0] + pad[1] - span) / strides[i] + 1);
        }
        return shape;
    }

    @Override
    Tensor project(Tensor images) {
        Tensor y = Convolutions.convolve(images, kernelVariable().tensor(), strides, dilationRate, padding, 1);
        return bias() == null ? y : y.add(inputBias());
    }

    @Override
    List<Tensor> step(Tensor projected, List<Tensor> states, Tensor recurrentMask) {
        Tensor h = masked(states.get(0), recurrentMask);
        Tensor z = projected.add(Convolutions.convolve(h, recurrentKernel(), ones, ones, "same", 1));
        Tensor i = recurrentActivation.apply(gate(z, 0));
        Tensor f = recurrentActivation.apply(gate(z, 1));
        Tensor candidate = activation.apply(gate(z, 2));
        Tensor o = recurrentActivation.apply(gate(z, 3));
        Tensor c = f.mul(states.get(1)).add(i.mul(candidate));
        return List.of(o.mul(activation.apply(c)), c);
    }

    private Tensor gate(Tensor z, int number) {
        return z.slice(z.rank() - 1, number * units, (number + 1) * units);
    }

    @Override
    void sizeOptions(Options o) {
        o.integer("filters", () -> units, v -> units = v)
                .required("a number of filters above 0")
                .ints("kernel_size", rank, () -> kernelSize, v -> kernelSize = v)
                .required("the length of the window, or one for each axis")
                .ints("strides", rank, () -> strides, v -> strides = v)
                .text("padding", () -> padding, v -> padding = Padding.check(v, false))
                .text("data_format", () -> dataFormat, v -> dataFormat = ConvLSTM.checked(v))
                .ints("dilation_rate", rank, () -> dilationRate, v -> dilationRate = v);
    }

    @Override
    void cellOptions(Options o) {
        super.cellOptions(o);
        o.flag("unit_forget_bias", () -> unitForgetBias, v -> unitForgetBias = v)
                .seed("seed", () -> seed, v -> seed = v);
    }
}
