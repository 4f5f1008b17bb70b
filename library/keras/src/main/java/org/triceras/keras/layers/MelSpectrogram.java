package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.initializers.STFT;

/**
 * Sound (batch, samples) to how loud it is in bands that are equally wide to the ear (batch, bands, frames), in decibels: what models of speech
 * mostly see. The bands are triangles on the mel scale of the HTK, 2595 log10(1 + f / 700). Nothing is learnt.
 */
public final class MelSpectrogram extends FluentLayer<MelSpectrogram> {
    private int fftLength = 2048;
    private int sequenceStride = 512;
    private Integer sequenceLength;
    private String window = "hann";
    private int samplingRate = 16_000;
    private int numMelBins = 128;
    private double minFreq = 20;
    private Double maxFreq;
    private boolean powerToDb = true;
    private double topDb = 80;
    private double magExp = 2;
    private double minPower = 1e-10;
    private double refPower = 1;

    private Tensor realKernel;
    private Tensor imagKernel;
    private Tensor bands;

    /** How many samples a frame has with the zeros around it, an even number; 2048 by default. */
    public MelSpectrogram fftLength(int fftLength) {
        requireUnbuilt("fftLength");
        this.fftLength = fftLength;
        return this;
    }

    /** How many samples later the next frame begins; 512 by default. */
    public MelSpectrogram sequenceStride(int sequenceStride) {
        requireUnbuilt("sequenceStride");
        this.sequenceStride = sequenceStride;
        return this;
    }

    /** How many samples a frame has, at most the {@link #fftLength}, which is the default. */
    public MelSpectrogram sequenceLength(int sequenceLength) {
        requireUnbuilt("sequenceLength");
        this.sequenceLength = sequenceLength;
        return this;
    }

    /** "hann" (the default), "hamming", or null for none. */
    public MelSpectrogram window(String window) {
        requireUnbuilt("window");
        this.window = window;
        return this;
    }

    /** Samples a second; 16,000 by default. */
    public MelSpectrogram samplingRate(int samplingRate) {
        requireUnbuilt("samplingRate");
        this.samplingRate = samplingRate;
        return this;
    }

    /** How many bands; 128 by default. */
    public MelSpectrogram numMelBins(int numMelBins) {
        requireUnbuilt("numMelBins");
        this.numMelBins = numMelBins;
        return this;
    }

    /** Where the lowest band begins, in hertz; 20 by default. */
    public MelSpectrogram minFreq(double minFreq) {
        requireUnbuilt("minFreq");
        this.minFreq = minFreq;
        return this;
    }

    /** Where the highest band ends, in hertz; half of the sampling rate by default. */
    public MelSpectrogram maxFreq(double maxFreq) {
        requireUnbuilt("maxFreq");
        this.maxFreq = maxFreq;
        return this;
    }

    /** False gives powers instead of decibels. */
    public MelSpectrogram powerToDb(boolean powerToDb) {
        requireUnbuilt("powerToDb");
        this.powerToDb = powerToDb;
        return this;
    }

    /** So many decibels below the loudest value of the batch is the least that is given; 80 by default. */
    public MelSpectrogram topDb(double topDb) {
        requireUnbuilt("topDb");
        this.topDb = topDb;
        return this;
    }

    /** The power of the magnitude that bands add up; 2 by default. */
    public MelSpectrogram magExp(double magExp) {
        requireUnbuilt("magExp");
        this.magExp = magExp;
        return this;
    }

    /** The least power that has decibels of its own; 1e-10 by default. */
    public MelSpectrogram minPower(double minPower) {
        requireUnbuilt("minPower");
        this.minPower = minPower;
        return this;
    }

    /** The power that is 0 decibels; 1 by default. */
    public MelSpectrogram refPower(double refPower) {
        requireUnbuilt("refPower");
        this.refPower = refPower;
        return this;
    }

    private int length() {
        return sequenceLength == null ? fftLength : sequenceLength;
    }

    private double highest() {
        return maxFreq == null ? samplingRate / 2 : maxFreq;
    }

    @Override
    public void build(Shape input) {
        Convolution.positive("MelSpectrogram", "sequenceStride", sequenceStride);
        Convolution.positive("MelSpectrogram", "samplingRate", samplingRate);
        Convolution.positive("MelSpectrogram", "numMelBins", numMelBins);
        if (fftLength < 2 || fftLength % 2 != 0) {
            throw new ArgumentException("MelSpectrogram: expected an even fftLength. Received " + fftLength + ".");
        }
        if (length() < 1 || length() > fftLength) {
            throw new ArgumentException("MelSpectrogram: expected a sequenceLength from 1 to the fftLength, which is "
                    + fftLength + ". Received " + length() + ".");
        }
        if (!(minFreq >= 0 && minFreq < highest())) {
            throw new ArgumentException("MelSpectrogram: expected a minFreq from 0 to less than the maxFreq, which is "
                    + highest() + ". Received " + minFreq + ".");
        }
        Shape shape = Shape.of(length(), 1, fftLength / 2 + 1);
        realKernel = new STFT("real", window, null, true).call(shape, dtype());
        imagKernel = new STFT("imag", window, null, true).call(shape, dtype());
        bands = bands().cast(dtype());
    }

    /** What each frequency adds to each band (frequencies, bands). */
    private Tensor bands() {
        int frequencies = fftLength / 2 + 1;
        double first = mel(minFreq);
        double width = (mel(highest()) - first) / (numMelBins + 1);
        double[] share = new double[frequencies * numMelBins];
        // A constant sound is in no band.
        for (int f = 1; f < frequencies; f++) {
            double at = (mel(f * (double) samplingRate / fftLength) - first) / width;
            for (int band = 0; band < numMelBins; band++) {
                share[f * numMelBins + band] = Math.max(0, Math.min(at - band, band + 2 - at));
            }
        }
        return Tensors.of(share, frequencies, numMelBins);
    }

    private static double mel(double hertz) {
        return 1127 * Math.log1p(hertz / 700);
    }

    @Override
    protected void checkInputs(List<Spec> inputs) {
        Shape shape = inputs.get(0).shape();
        if (shape.rank() != 1 && shape.rank() != 2) {
            throw new ShapeException("Expected sound (batch, samples), or (samples). Received " + shape + ".");
        }
        if (shape.last() <= fftLength / 2) {
            throw new ShapeException("Expected more samples than half of the fftLength, which is " + fftLength
                    + ", since the sound is mirrored at its ends." + " Received " + shape
                    + ". Set a smaller fftLength, or pad the sound.");
        }
    }

    @Override
    public Tensor call(Tensor input) {
        Tensor x = input.dtype().isFloat() ? input : input.cast(dtype());
        Tensor power = power(mirrored(x.rank() == 1 ? x.expandDims(0) : x));
        Tensor y = (magExp == 2 ? power : power.pow(magExp / 2)).matmul(bands);
        y = (powerToDb ? decibels(y) : y).transpose(0, 2, 1);
        return x.rank() == 1 ? y.squeeze(0) : y;
    }

    /** The sound with half a frame's samples before it and behind it, in reverse: the first frame's middle is its beginning. */
    private Tensor mirrored(Tensor x) {
        int samples = x.shape().dim(1);
        int frames = samples / sequenceStride + 1;
        int[] from = new int[(frames - 1) * sequenceStride + length()];
        // The zeros before a shorter window are left out here.
        int before = fftLength / 2 - (fftLength - length()) / 2;
        for (int i = 0; i < from.length; i++) {
            int at = Math.abs(i - before);
            from[i] = at < samples ? at : 2 * (samples - 1) - at;
        }
        return x.gather(Tensors.of(from), 1);
    }

    private Tensor power(Tensor x) {
        Tensor samples = x.expandDims(-1);
        return convolve(samples, realKernel)
                .square()
                .add(convolve(samples, imagKernel).square());
    }

    private Tensor convolve(Tensor x, Tensor kernel) {
        return Convolutions.convolve(x, kernel, new int[] {sequenceStride}, new int[] {1}, "valid", 1);
    }

    private Tensor decibels(Tensor power) {
        double reference = Math.max(Math.abs(refPower), minPower);
        Tensor y = power.maximum(minPower).log().mul(10 / Math.log(10)).sub(10 * Math.log10(reference));
        return y.maximum(y.max().sub(topDb));
    }

    @Override
    protected void options(Options o) {
        o.integer("fft_length", () -> fftLength, v -> fftLength = v)
                .integer("sequence_stride", () -> sequenceStride, v -> sequenceStride = v)
                .integerOrNull("sequence_length", this::length, v -> sequenceLength = v)
                .text("window", () -> window, v -> window = v)
                .integer("sampling_rate", () -> samplingRate, v -> samplingRate = v)
                .integer("num_mel_bins", () -> numMelBins, v -> numMelBins = v)
                .number("min_freq", () -> minFreq, v -> minFreq = v)
                .numberOrNull("max_freq", this::highest, v -> maxFreq = v)
                .flag("power_to_db", () -> powerToDb, v -> powerToDb = v)
                .number("top_db", () -> topDb, v -> topDb = v)
                .number("mag_exp", () -> magExp, v -> magExp = v)
                .number("min_power", () -> minPower, v -> minPower = v)
                .number("ref_power", () -> refPower, v -> refPower = v);
    }
}
