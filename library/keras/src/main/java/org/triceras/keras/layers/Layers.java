package org.triceras.keras.layers;

import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Makes layers, one method each, named as in Keras. */
public final class Layers {
    private Layers() {}

    /** A symbolic input: {@code input(28, 28, 1)} takes batches of 28 x 28 images with one channel. */
    public static Tensor input(int... shape) {
        return input("float32", shape);
    }

    /** An input of another type, such as "int32" for word numbers. */
    public static Tensor input(String dtype, int... shape) {
        return inputLayer(dtype, shape).output();
    }

    /** The layer behind an input, to give it a name: {@code inputLayer(3).name("age").output()}. */
    public static InputLayer inputLayer(int... shape) {
        return inputLayer("float32", shape);
    }

    /** The layer behind an input of another type. */
    public static InputLayer inputLayer(String dtype, int... shape) {
        return new InputLayer(Shape.of(shape).insert(0, Shape.UNKNOWN), DType.of(dtype));
    }

    /** An input with a fixed batch size, as stateful recurrent layers need. */
    public static Tensor batchInput(int... batchShape) {
        return new InputLayer(Shape.of(batchShape), DType.FLOAT32).output();
    }

    public static Dense dense(int units) {
        return new Dense(units);
    }

    public static Activation activation(String name) {
        return new Activation(name);
    }

    public static Activation activation(org.triceras.keras.activations.Activation activation) {
        return new Activation(activation);
    }

    public static Dropout dropout(double rate) {
        return new Dropout(rate);
    }

    public static Flatten flatten() {
        return new Flatten();
    }

    public static Add add() {
        return new Add();
    }

    public static Average average() {
        return new Average();
    }

    public static Maximum maximum() {
        return new Maximum();
    }

    public static Minimum minimum() {
        return new Minimum();
    }

    public static Multiply multiply() {
        return new Multiply();
    }

    public static Subtract subtract() {
        return new Subtract();
    }

    public static BatchNormalization batchNormalization() {
        return new BatchNormalization();
    }

    public static LayerNormalization layerNormalization() {
        return new LayerNormalization();
    }

    public static Masking masking() {
        return new Masking();
    }

    public static Concatenate concatenate() {
        return new Concatenate();
    }

    public static AdaptiveAveragePooling1D adaptiveAveragePooling1d(int outputSize) {
        return new AdaptiveAveragePooling1D(outputSize);
    }

    public static AdaptiveAveragePooling2D adaptiveAveragePooling2d(int... outputSize) {
        return new AdaptiveAveragePooling2D(outputSize);
    }

    public static AdaptiveAveragePooling3D adaptiveAveragePooling3d(int... outputSize) {
        return new AdaptiveAveragePooling3D(outputSize);
    }

    public static AdaptiveMaxPooling1D adaptiveMaxPooling1d(int outputSize) {
        return new AdaptiveMaxPooling1D(outputSize);
    }

    public static AdaptiveMaxPooling2D adaptiveMaxPooling2d(int... outputSize) {
        return new AdaptiveMaxPooling2D(outputSize);
    }

    public static AdaptiveMaxPooling3D adaptiveMaxPooling3d(int... outputSize) {
        return new AdaptiveMaxPooling3D(outputSize);
    }

    public static GlobalMaxPooling1D globalMaxPooling1d() {
        return new GlobalMaxPooling1D();
    }

    public static GlobalMaxPooling2D globalMaxPooling2d() {
        return new GlobalMaxPooling2D();
    }

    public static GlobalAveragePooling1D globalAveragePooling1d() {
        return new GlobalAveragePooling1D();
    }

    public static GlobalAveragePooling2D globalAveragePooling2d() {
        return new GlobalAveragePooling2D();
    }

    public static Masking masking(double maskValue) {
        return new Masking(maskValue);
    }

    public static Concatenate concatenate(int axis) {
        return new Concatenate(axis);
    }

    public static Reshape reshape(int... targetShape) {
        return new Reshape(targetShape);
    }

    public static Conv1D conv1d(int filters, int kernelSize) {
        return new Conv1D(filters, kernelSize);
    }

    public static Conv2D conv2d(int filters, int... kernelSize) {
        return new Conv2D(filters, kernelSize);
    }

    public static MaxPooling1D maxPooling1d(int poolSize) {
        return new MaxPooling1D(poolSize);
    }

    public static AveragePooling1D averagePooling1d(int poolSize) {
        return new AveragePooling1D(poolSize);
    }

    public static MaxPooling2D maxPooling2d(int... poolSize) {
        return new MaxPooling2D(poolSize);
    }

    public static AveragePooling2D averagePooling2d(int... poolSize) {
        return new AveragePooling2D(poolSize);
    }

    public static Embedding embedding(int inputDim, int outputDim) {
        return new Embedding(inputDim, outputDim);
    }

    public static ReversibleEmbedding reversibleEmbedding(int inputDim, int outputDim) {
        return new ReversibleEmbedding(inputDim, outputDim);
    }

    /** A recurrent layer of one cell, or of several stacked ones. */
    public static RNN rnn(RecurrentCell... cells) {
        return new RNN(cells);
    }

    /** One step of an LSTM, for {@link #rnn}. */
    public static RecurrentCell lstmCell(int units) {
        return sized(new LSTMCell(), units);
    }

    /** One step of a GRU, for {@link #rnn}. */
    public static RecurrentCell gruCell(int units) {
        return sized(new GRUCell(), units);
    }

    /** One step of a simple recurrent layer, for {@link #rnn}. */
    public static RecurrentCell simpleRNNCell(int units) {
        return sized(new SimpleRNNCell(), units);
    }

    private static RecurrentCell sized(RecurrentCell cell, int units) {
        cell.units = Recurrent.positive(units);
        return cell;
    }

    public static LSTM lstm(int units) {
        return new LSTM(units);
    }

    public static GRU gru(int units) {
        return new GRU(units);
    }

    public static SimpleRNN simpleRNN(int units) {
        return new SimpleRNN(units);
    }

    public static Bidirectional bidirectional(Recurrent<?> layer) {
        return new Bidirectional(layer);
    }

    public static Bidirectional bidirectional(Recurrent<?> forward, Recurrent<?> backward) {
        return new Bidirectional(forward, backward);
    }

    public static TimeDistributed timeDistributed(Layer layer) {
        return new TimeDistributed(layer);
    }

    public static Dot dot(int axis) {
        return new Dot(axis);
    }

    public static Dot dot(int first, int second) {
        return new Dot(first, second);
    }

    public static Conv3D conv3d(int filters, int... kernelSize) {
        return new Conv3D(filters, kernelSize);
    }

    public static Conv1DTranspose conv1dTranspose(int filters, int kernelSize) {
        return new Conv1DTranspose(filters, kernelSize);
    }

    public static Conv2DTranspose conv2dTranspose(int filters, int... kernelSize) {
        return new Conv2DTranspose(filters, kernelSize);
    }

    public static Conv3DTranspose conv3dTranspose(int filters, int... kernelSize) {
        return new Conv3DTranspose(filters, kernelSize);
    }

    public static DepthwiseConv1D depthwiseConv1d(int kernelSize) {
        return new DepthwiseConv1D(kernelSize);
    }

    public static DepthwiseConv2D depthwiseConv2d(int... kernelSize) {
        return new DepthwiseConv2D(kernelSize);
    }

    public static SeparableConv1D separableConv1d(int filters, int kernelSize) {
        return new SeparableConv1D(filters, kernelSize);
    }

    public static SeparableConv2D separableConv2d(int filters, int... kernelSize) {
        return new SeparableConv2D(filters, kernelSize);
    }

    public static MaxPooling3D maxPooling3d(int... poolSize) {
        return new MaxPooling3D(poolSize);
    }

    public static AveragePooling3D averagePooling3d(int... poolSize) {
        return new AveragePooling3D(poolSize);
    }

    public static GlobalMaxPooling3D globalMaxPooling3d() {
        return new GlobalMaxPooling3D();
    }

    public static GlobalAveragePooling3D globalAveragePooling3d() {
        return new GlobalAveragePooling3D();
    }

    public static UpSampling1D upSampling1d(int size) {
        return new UpSampling1D(size);
    }

    public static UpSampling2D upSampling2d(int... size) {
        return new UpSampling2D(size);
    }

    public static UpSampling3D upSampling3d(int... size) {
        return new UpSampling3D(size);
    }

    /** Sound to pictures of its frequencies over time. */
    public static STFTSpectrogram stftSpectrogram() {
        return new STFTSpectrogram();
    }

    /** Sound to how loud it is in bands that are equally wide to the ear. */
    public static MelSpectrogram melSpectrogram() {
        return new MelSpectrogram();
    }

    public static Cropping1D cropping1d(int... cropping) {
        return new Cropping1D(cropping);
    }

    public static Cropping2D cropping2d(int... cropping) {
        return new Cropping2D(cropping);
    }

    public static Cropping3D cropping3d(int... cropping) {
        return new Cropping3D(cropping);
    }

    public static ZeroPadding1D zeroPadding1d(int... padding) {
        return new ZeroPadding1D(padding);
    }

    public static ZeroPadding2D zeroPadding2d(int... padding) {
        return new ZeroPadding2D(padding);
    }

    public static ZeroPadding3D zeroPadding3d(int... padding) {
        return new ZeroPadding3D(padding);
    }

    public static Permute permute(int... dims) {
        return new Permute(dims);
    }

    public static RepeatVector repeatVector(int n) {
        return new RepeatVector(n);
    }

    public static SpatialDropout1D spatialDropout1d(double rate) {
        return new SpatialDropout1D(rate);
    }

    public static SpatialDropout2D spatialDropout2d(double rate) {
        return new SpatialDropout2D(rate);
    }

    public static SpatialDropout3D spatialDropout3d(double rate) {
        return new SpatialDropout3D(rate);
    }

    public static GaussianNoise gaussianNoise(double stddev) {
        return new GaussianNoise(stddev);
    }

    public static GaussianDropout gaussianDropout(double rate) {
        return new GaussianDropout(rate);
    }

    public static AlphaDropout alphaDropout(double rate) {
        return new AlphaDropout(rate);
    }

    public static GroupNormalization groupNormalization(int groups) {
        return new GroupNormalization(groups);
    }

    public static UnitNormalization unitNormalization() {
        return new UnitNormalization();
    }

    public static RMSNormalization rmsNormalization() {
        return new RMSNormalization();
    }

    public static LeakyReLU leakyReLU(double negativeSlope) {
        return new LeakyReLU(negativeSlope);
    }

    public static PReLU prelu() {
        return new PReLU();
    }

    public static MultiHeadAttention multiHeadAttention(int numHeads, int keyDim) {
        return new MultiHeadAttention(numHeads, keyDim);
    }

    public static GroupQueryAttention groupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
        return new GroupQueryAttention(headDim, numQueryHeads, numKeyValueHeads);
    }

    public static Attention attention() {
        return new Attention();
    }

    public static AdditiveAttention additiveAttention() {
        return new AdditiveAttention();
    }

    public static Rescaling rescaling(double scale) {
        return new Rescaling(scale);
    }

    public static Normalization normalization() {
        return new Normalization();
    }

    public static Resizing resizing(int height, int width) {
        return new Resizing(height, width);
    }

    public static CenterCrop centerCrop(int height, int width) {
        return new CenterCrop(height, width);
    }

    public static RandomCrop randomCrop(int height, int width) {
        return new RandomCrop(height, width);
    }

    public static RandomFlip randomFlip(String mode) {
        return new RandomFlip(mode);
    }

    public static RandomRotation randomRotation(double factor) {
        return new RandomRotation(factor);
    }

    public static RandomZoom randomZoom(double factor) {
        return new RandomZoom(factor);
    }

    public static RandomTranslation randomTranslation(double heightFactor, double widthFactor) {
        return new RandomTranslation(heightFactor, widthFactor);
    }

    public static AutoContrast autoContrast() {
        return new AutoContrast();
    }

    public static RandAugment randAugment() {
        return new RandAugment();
    }

    public static AugMix augMix() {
        return new AugMix();
    }

    public static MixUp mixUp(double alpha) {
        return new MixUp(alpha);
    }

    public static CutMix cutMix(double factor) {
        return new CutMix(factor);
    }

    public static Equalization equalization() {
        return new Equalization();
    }

    public static ContrastLimitedAdaptiveHistogramEqualization contrastLimitedAdaptiveHistogramEqualization() {
        return new ContrastLimitedAdaptiveHistogramEqualization();
    }

    public static RandomColorDegeneration randomColorDegeneration(double factor) {
        return new RandomColorDegeneration(factor);
    }

    public static RandomColorJitter randomColorJitter() {
        return new RandomColorJitter();
    }

    public static RandomGrayscale randomGrayscale(double factor) {
        return new RandomGrayscale(factor);
    }

    public static RandomHue randomHue(double factor) {
        return new RandomHue(factor);
    }

    public static RandomInvert randomInvert(double factor) {
        return new RandomInvert(factor);
    }

    public static RandomPosterization randomPosterization(int factor) {
        return new RandomPosterization(factor);
    }

    public static RandomSaturation randomSaturation(double factor) {
        return new RandomSaturation(factor);
    }

    public static RandomSaturation randomSaturation(double lower, double upper) {
        return new RandomSaturation(lower, upper);
    }

    public static RandomSharpness randomSharpness(double factor) {
        return new RandomSharpness(factor);
    }

    public static RandomSharpness randomSharpness(double lower, double upper) {
        return new RandomSharpness(lower, upper);
    }

    public static Solarization solarization(double additionFactor, double thresholdFactor) {
        return new Solarization(additionFactor, thresholdFactor);
    }

    public static RandomErasing randomErasing(double factor) {
        return new RandomErasing(factor);
    }

    public static RandomGaussianBlur randomGaussianBlur(double factor) {
        return new RandomGaussianBlur(factor);
    }

    public static RandomShear randomShear(double xFactor, double yFactor) {
        return new RandomShear(xFactor, yFactor);
    }

    public static RandomPerspective randomPerspective(double factor) {
        return new RandomPerspective(factor);
    }

    public static RandomElasticTransform randomElasticTransform(double factor) {
        return new RandomElasticTransform(factor);
    }

    public static RandomContrast randomContrast(double factor) {
        return new RandomContrast(factor);
    }

    public static RandomBrightness randomBrightness(double factor) {
        return new RandomBrightness(factor);
    }

    public static CategoryEncoding categoryEncoding(int numTokens) {
        return new CategoryEncoding(numTokens);
    }

    public static ConvLSTM1D convLSTM1d(int filters, int kernelSize) {
        return new ConvLSTM1D(filters, kernelSize);
    }

    public static ConvLSTM2D convLSTM2d(int filters, int... kernelSize) {
        return new ConvLSTM2D(filters, kernelSize);
    }

    public static ConvLSTM3D convLSTM3d(int filters, int... kernelSize) {
        return new ConvLSTM3D(filters, kernelSize);
    }
}
