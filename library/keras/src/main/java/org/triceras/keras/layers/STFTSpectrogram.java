package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.config.KerasConfig;
import org.triceras.keras.initializers.STFT;
import org.triceras.keras.util.Names;

/**
 * Sound (batch, samples, channels) to its short-time Fourier transform (batch, frames, channels * frequencies): what a model of speech or music
 * begins with. It is a convolution with waves, whose kernels are weights: trainable, unless {@code trainable(false)} freezes them.
 */
public final class STFTSpectrogram extends FluentLayer<STFTSpectrogram> {
    private static final List<String> MODES = List.of("log", "magnitude", "psd", "real", "imag", "angle", "stft");

    private String mode = "log";
    private int frameLength = 256;
    private Integer frameStep;
    private Integer fftLength;
    private String window = "hann";
    private boolean periodic;
    private String scaling = "density";
    private String padding = "valid";
    private boolean expandDims;
    private String dataFormat = DataFormats.standard();

    private Variable realKernel;
    private Variable imagKernel;

    /**
     * What is given of each frequency: the logarithm of its magnitude ("log", the default), "magnitude", power ("psd"), the "real" or "imag" part,
     * the "angle" in radians, or both parts one after the other ("stft").
     */
    public STFTSpectrogram mode(String mode) {
        requireUnbuilt("mode");
        if (!MODES.contains(mode)) {
            throw Names.unknown("mode of STFTSpectrogram", mode, MODES);
        }
        this.mode = mode;
        return this;
    }

    /** How many samples a frame has; 256 by default. */
    public STFTSpectrogram frameLength(int frameLength) {
        requireUnbuilt("frameLength");
        this.frameLength = frameLength;
        return this;
    }

    /** How many samples later the next frame begins, at most a frame's length; half of it by default. */
    public STFTSpectrogram frameStep(Integer frameStep) {
        requireUnbuilt("frameStep");
        this.frameStep = frameStep;
        return this;
    }

    /** How many samples a frame has with the zeros behind it, which make frequencies finer; the next power of two by default. There are half as many frequencies, and one. */
    public STFTSpectrogram fftLength(Integer fftLength) {
        requireUnbuilt("fftLength");
        this.fftLength = fftLength;
        return this;
    }

    /** "hann" (the default), "hamming", "blackman", "boxcar", or null for none. */
    public STFTSpectrogram window(String window) {
        requireUnbuilt("window");
        this.window = window;
        return this;
    }

    /** Whether the window is one of a periodic signal; false, a symmetric one, by default. */
    public STFTSpectrogram periodic(boolean periodic) {
        requireUnbuilt("periodic");
        this.periodic = periodic;
        return this;
    }

    /** The window's sum of squares ("density", the default) or its sum ("spectrum") becomes 1; null leaves it as it is. */
    public STFTSpectrogram scaling(String scaling) {
        requireUnbuilt("scaling");
        this.scaling = scaling;
        return this;
    }

    /** "valid" (the default) or "same". */
    public STFTSpectrogram padding(String padding) {
        requireUnbuilt("padding");
        this.padding = Padding.check(padding, false);
        return this;
    }

    /** Gives channels an axis of their own: (batch, frames, frequencies, channels), as a picture. */
    public STFTSpectrogram expandDims(boolean expandDims) {
        requireUnbuilt("expandDims");
        this.expandDims = expandDims;
        return this;
    }

    /** "channels_last" or "channels_first"; then it is (batch, channels * frequencies, frames), or (batch, channels, frames, frequencies). */
    public STFTSpectrogram dataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
        return this;
    }

    private int step() {
        return frameStep == null ? Math.max(1, frameLength / 2) : frameStep;
    }

    private int length() {
        return fftLength == null ? 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(frameLength - 1)) : fftLength;
    }

    @Override
    public void build(Shape input) {
        if (frameLength < 1) {
            throw new ArgumentException(
                    "STFTSpectrogram: expected a frameLength above 0. Received " + frameLength + ".");
        }
        if (step() < 1 || step() > frameLength) {
            throw new ArgumentException("STFTSpectrogram: expected a frameStep from 1 to the frameLength, which is "
                    + frameLength + ". Received " + frameStep + ".");
        }
        if (length() < Math.max(2, frameLength)) {
            throw new ArgumentException(
                    "STFTSpectrogram: expected an fftLength of at least 2 and the frameLength, which is " + frameLength
                            + ". Received " + length() + ".");
        }
        Shape shape = Shape.of(frameLength, 1, length() / 2 + 1);
        if (!mode.equals("imag")) {
            realKernel = addWeight("real_kernel", shape, new STFT("real", window, scaling, periodic));
        }
        if (!mode.equals("real")) {
            imagKernel = addWeight("imag_kernel", shape, new STFT("imag", window, scaling, periodic));
        }
    }

    @Override
    protected void checkInputs(List<Spec> inputs) {
        Spec x = inputs.get(0);
        if (x.shape().rank() != 3) {
            throw new ShapeException("Expected sound of 3 axes, "
                    + (DataFormats.isFirst(dataFormat) ? "(batch, channels, samples)" : "(batch, samples, channels)")
                    + ". Received " + x.shape()
                    + ". One channel needs an axis, too: expandDims(-1) adds it.");
        }
        if (!x.dtype().isFloat()) {
            throw new DTypeException("Expected sound as floats. Received " + x
                    + ". Divide 16-bit samples by 32768, which makes them numbers from -1 to 1.");
        }
    }

    @Override
    public Tensor call(Tensor input) {
        boolean first = DataFormats.isFirst(dataFormat);
        Tensor x = first ? input : input.transpose(0, 2, 1);
        Tensor y = transform(x);
        int[] d = y.shape().dims();
        if (expandDims) {
            return first ? y : y.transpose(0, 2, 3, 1);
        }
        return first
                ? y.transpose(0, 1, 3, 2).reshape(d[0], d[1] * d[3], d[2])
                : y.transpose(0, 2, 1, 3).reshape(d[0], d[2], d[1] * d[3]);
    }

    /** From (batch, channels, samples) to (batch, channels, frames, frequencies). */
    private Tensor transform(Tensor x) {
        Tensor real = realKernel == null ? null : convolve(x, realKernel.tensor());
        Tensor imag = imagKernel == null ? null : convolve(x, imagKernel.tensor());
        switch (mode) {
            case "real":
                return real;
            case "imag":
                return imag;
            case "angle":
                return imag.atan2(real);
            case "stft":
                return Tensors.concat(3, real, imag);
            default:
                return size(real.square().add(imag.square()));
        }
    }

    private Tensor size(Tensor power) {
        if (mode.equals("psd")) {
            // All frequencies but the first and the last stand for their negatives, too.
            int frequencies = power.shape().dim(3);
            int[] one = {0, 0, 0, 1};
            return power.add(power.slice(3, 1, frequencies - 1).pad(one, one, 0));
        }
        double least = KerasConfig.get().epsilon();
        Tensor magnitude = power.maximum(least).sqrt();
        return mode.equals("magnitude") ? magnitude : magnitude.maximum(least).log();
    }

    private Tensor convolve(Tensor x, Tensor kernel) {
        int[] d = x.shape().dims();
        int[] one = {1};
        Tensor y = Convolutions.convolve(x.reshape(d[0] * d[1], d[2], 1), kernel, new int[] {step()}, one, padding, 1);
        return y.reshape(d[0], d[1], y.shape().dim(1), y.shape().dim(2));
    }

    @Override
    protected void options(Options o) {
        o.text("mode", () -> mode, this::mode)
                .integer("frame_length", () -> frameLength, v -> frameLength = v)
                .integerOrNull("frame_step", () -> frameStep, v -> frameStep = v)
                .integerOrNull("fft_length", () -> fftLength, v -> fftLength = v)
                .text("window", () -> window, v -> window = v)
                .flag("periodic", () -> periodic, v -> periodic = v)
                .text("scaling", () -> scaling, v -> scaling = v)
                .text("padding", () -> padding, this::padding)
                .flag("expand_dims", () -> expandDims, v -> expandDims = v)
                .text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
    }
}
