package org.triceras;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.triceras.charts.Chart;
import org.triceras.charts.Charts;
import org.triceras.charts.ConfusionMatrix;
import org.triceras.charts.LiveChart;
import org.triceras.charts.PlotOptions;
import org.triceras.engine.tensor.Operand;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.activations.Activations;
import org.triceras.keras.callbacks.BackupAndRestore;
import org.triceras.keras.callbacks.CSVLogger;
import org.triceras.keras.callbacks.Callbacks;
import org.triceras.keras.callbacks.EarlyStopping;
import org.triceras.keras.callbacks.LambdaCallback;
import org.triceras.keras.callbacks.LearningRateScheduler;
import org.triceras.keras.callbacks.ModelCheckpoint;
import org.triceras.keras.callbacks.ReduceLROnPlateau;
import org.triceras.keras.callbacks.TensorBoard;
import org.triceras.keras.callbacks.TerminateOnNaN;
import org.triceras.keras.constraints.*;
import org.triceras.keras.data.Dataset;
import org.triceras.keras.data.Timeseries;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplayHandle;
import org.triceras.keras.layers.*;
import org.triceras.keras.metrics.AUC;
import org.triceras.keras.metrics.BinaryAccuracy;
import org.triceras.keras.metrics.F1Score;
import org.triceras.keras.metrics.MeanIoU;
import org.triceras.keras.metrics.Precision;
import org.triceras.keras.metrics.R2Score;
import org.triceras.keras.metrics.Recall;
import org.triceras.keras.metrics.SparseTopKCategoricalAccuracy;
import org.triceras.keras.metrics.TopKCategoricalAccuracy;
import org.triceras.keras.models.*;
import org.triceras.keras.optimizers.*;
import org.triceras.keras.optimizers.schedules.*;
import org.triceras.keras.regularizers.L1;
import org.triceras.keras.regularizers.L1L2;
import org.triceras.keras.regularizers.L2;
import org.triceras.keras.saving.CustomObjects;
import org.triceras.keras.util.Categorical;
import org.triceras.keras.util.Rng;
import tech.tablesaw.api.Table;

/**
 * What notebooks and scripts import: {@code import static org.triceras.Triceras.*}. Short names for making tensors, layers, models,
 * optimizers and charts; each only calls the class that does the work.
 */
public final class Triceras {
    private Triceras() {}

    // ---- tensors ----

    /** A tensor from a number, an array of any depth, or nested lists. */
    public static Tensor tensor(Object values) {
        return Tensors.of(values);
    }

    /** A computation over one tensor: compiled, and differentiable with {@code gradient}. */
    public static TensorFunction function(Function1 body) {
        return TensorFunction.of(xs -> List.of(body.apply(xs.get(0))));
    }

    public static TensorFunction function(Function2 body) {
        return TensorFunction.of(xs -> List.of(body.apply(xs.get(0), xs.get(1))));
    }

    public static TensorFunction function(Function3 body) {
        return TensorFunction.of(xs -> List.of(body.apply(xs.get(0), xs.get(1), xs.get(2))));
    }

    /** A computation over one tensor. */
    @FunctionalInterface
    public interface Function1 {
        Tensor apply(Tensor x);
    }

    /** A computation over two tensors. */
    @FunctionalInterface
    public interface Function2 {
        Tensor apply(Tensor x, Tensor y);
    }

    /** A computation over three tensors. */
    @FunctionalInterface
    public interface Function3 {
        Tensor apply(Tensor x, Tensor y, Tensor z);
    }

    /** Joins tensors along an existing axis. */
    public static Tensor concat(int axis, Operand... parts) {
        return Tensors.concat(axis, parts);
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(int axis, Operand... parts) {
        return Tensors.stack(axis, parts);
    }

    /** Class numbers as one-hot rows; as many classes as the largest number needs. */
    public static Tensor toCategorical(Tensor labels) {
        return Categorical.toCategorical(labels);
    }

    public static Tensor toCategorical(Tensor labels, int classes) {
        return Categorical.toCategorical(labels, classes);
    }

    /** Makes all random numbers from here on repeatable: initial weights, shuffling, dropout. */
    public static void setRandomSeed(long seed) {
        Rng.setRandomSeed(seed);
    }

    // ---- layers ----

    /** A symbolic input: {@code input(28, 28, 1)} takes batches of 28 x 28 images with one channel. */
    public static Tensor input(int... shape) {
        return Layers.input(shape);
    }

    /** An input of another type, such as "int32" for word numbers. */
    public static Tensor input(String dtype, int... shape) {
        return Layers.input(dtype, shape);
    }

    /** The layer behind an input, to give it a name: {@code inputLayer(3).name("age").output()}. */
    public static InputLayer inputLayer(int... shape) {
        return Layers.inputLayer(shape);
    }

    /** The layer behind an input of another type. */
    public static InputLayer inputLayer(String dtype, int... shape) {
        return Layers.inputLayer(dtype, shape);
    }

    /** An input with a fixed batch size, as stateful recurrent layers need. */
    public static Tensor batchInput(int... batchShape) {
        return Layers.batchInput(batchShape);
    }

    public static Dense dense(int units) {
        return Layers.dense(units);
    }

    public static Activation activation(String name) {
        return Layers.activation(name);
    }

    public static Activation activation(org.triceras.keras.activations.Activation activation) {
        return Layers.activation(activation);
    }

    public static Dropout dropout(double rate) {
        return Layers.dropout(rate);
    }

    public static Flatten flatten() {
        return Layers.flatten();
    }

    public static Add add() {
        return Layers.add();
    }

    public static Average average() {
        return Layers.average();
    }

    public static Maximum maximum() {
        return Layers.maximum();
    }

    public static Minimum minimum() {
        return Layers.minimum();
    }

    public static Multiply multiply() {
        return Layers.multiply();
    }

    public static Subtract subtract() {
        return Layers.subtract();
    }

    public static BatchNormalization batchNormalization() {
        return Layers.batchNormalization();
    }

    public static LayerNormalization layerNormalization() {
        return Layers.layerNormalization();
    }

    public static Masking masking() {
        return Layers.masking();
    }

    public static Concatenate concatenate() {
        return Layers.concatenate();
    }

    public static AdaptiveAveragePooling1D adaptiveAveragePooling1d(int outputSize) {
        return Layers.adaptiveAveragePooling1d(outputSize);
    }

    public static AdaptiveAveragePooling2D adaptiveAveragePooling2d(int... outputSize) {
        return Layers.adaptiveAveragePooling2d(outputSize);
    }

    public static AdaptiveAveragePooling3D adaptiveAveragePooling3d(int... outputSize) {
        return Layers.adaptiveAveragePooling3d(outputSize);
    }

    public static AdaptiveMaxPooling1D adaptiveMaxPooling1d(int outputSize) {
        return Layers.adaptiveMaxPooling1d(outputSize);
    }

    public static AdaptiveMaxPooling2D adaptiveMaxPooling2d(int... outputSize) {
        return Layers.adaptiveMaxPooling2d(outputSize);
    }

    public static AdaptiveMaxPooling3D adaptiveMaxPooling3d(int... outputSize) {
        return Layers.adaptiveMaxPooling3d(outputSize);
    }

    public static GlobalMaxPooling1D globalMaxPooling1d() {
        return Layers.globalMaxPooling1d();
    }

    public static GlobalMaxPooling2D globalMaxPooling2d() {
        return Layers.globalMaxPooling2d();
    }

    public static GlobalAveragePooling1D globalAveragePooling1d() {
        return Layers.globalAveragePooling1d();
    }

    public static GlobalAveragePooling2D globalAveragePooling2d() {
        return Layers.globalAveragePooling2d();
    }

    public static Masking masking(double maskValue) {
        return Layers.masking(maskValue);
    }

    public static Concatenate concatenate(int axis) {
        return Layers.concatenate(axis);
    }

    public static Reshape reshape(int... targetShape) {
        return Layers.reshape(targetShape);
    }

    public static Conv1D conv1d(int filters, int kernelSize) {
        return Layers.conv1d(filters, kernelSize);
    }

    public static Conv2D conv2d(int filters, int... kernelSize) {
        return Layers.conv2d(filters, kernelSize);
    }

    public static MaxPooling1D maxPooling1d(int poolSize) {
        return Layers.maxPooling1d(poolSize);
    }

    public static AveragePooling1D averagePooling1d(int poolSize) {
        return Layers.averagePooling1d(poolSize);
    }

    public static MaxPooling2D maxPooling2d(int... poolSize) {
        return Layers.maxPooling2d(poolSize);
    }

    public static AveragePooling2D averagePooling2d(int... poolSize) {
        return Layers.averagePooling2d(poolSize);
    }

    public static Embedding embedding(int inputDim, int outputDim) {
        return Layers.embedding(inputDim, outputDim);
    }

    public static ReversibleEmbedding reversibleEmbedding(int inputDim, int outputDim) {
        return Layers.reversibleEmbedding(inputDim, outputDim);
    }

    /** A recurrent layer of one cell, or of several stacked ones: {@code rnn(lstmCell(32), gruCell(16))}. */
    public static RNN rnn(RecurrentCell... cells) {
        return Layers.rnn(cells);
    }

    public static RecurrentCell lstmCell(int units) {
        return Layers.lstmCell(units);
    }

    public static RecurrentCell gruCell(int units) {
        return Layers.gruCell(units);
    }

    public static RecurrentCell simpleRNNCell(int units) {
        return Layers.simpleRNNCell(units);
    }

    public static LSTM lstm(int units) {
        return Layers.lstm(units);
    }

    public static GRU gru(int units) {
        return Layers.gru(units);
    }

    public static SimpleRNN simpleRNN(int units) {
        return Layers.simpleRNN(units);
    }

    public static Bidirectional bidirectional(Recurrent<?> layer) {
        return Layers.bidirectional(layer);
    }

    public static Bidirectional bidirectional(Recurrent<?> forward, Recurrent<?> backward) {
        return Layers.bidirectional(forward, backward);
    }

    public static TimeDistributed timeDistributed(Layer layer) {
        return Layers.timeDistributed(layer);
    }

    public static Conv3D conv3d(int filters, int... kernelSize) {
        return Layers.conv3d(filters, kernelSize);
    }

    public static Conv1DTranspose conv1dTranspose(int filters, int kernelSize) {
        return Layers.conv1dTranspose(filters, kernelSize);
    }

    public static Conv2DTranspose conv2dTranspose(int filters, int... kernelSize) {
        return Layers.conv2dTranspose(filters, kernelSize);
    }

    public static Conv3DTranspose conv3dTranspose(int filters, int... kernelSize) {
        return Layers.conv3dTranspose(filters, kernelSize);
    }

    public static DepthwiseConv1D depthwiseConv1d(int kernelSize) {
        return Layers.depthwiseConv1d(kernelSize);
    }

    public static DepthwiseConv2D depthwiseConv2d(int... kernelSize) {
        return Layers.depthwiseConv2d(kernelSize);
    }

    public static SeparableConv1D separableConv1d(int filters, int kernelSize) {
        return Layers.separableConv1d(filters, kernelSize);
    }

    public static SeparableConv2D separableConv2d(int filters, int... kernelSize) {
        return Layers.separableConv2d(filters, kernelSize);
    }

    public static MaxPooling3D maxPooling3d(int... poolSize) {
        return Layers.maxPooling3d(poolSize);
    }

    public static AveragePooling3D averagePooling3d(int... poolSize) {
        return Layers.averagePooling3d(poolSize);
    }

    public static GlobalMaxPooling3D globalMaxPooling3d() {
        return Layers.globalMaxPooling3d();
    }

    public static GlobalAveragePooling3D globalAveragePooling3d() {
        return Layers.globalAveragePooling3d();
    }

    public static UpSampling1D upSampling1d(int size) {
        return Layers.upSampling1d(size);
    }

    public static UpSampling2D upSampling2d(int... size) {
        return Layers.upSampling2d(size);
    }

    public static UpSampling3D upSampling3d(int... size) {
        return Layers.upSampling3d(size);
    }

    /** Sound to pictures of its frequencies over time. */
    public static STFTSpectrogram stftSpectrogram() {
        return Layers.stftSpectrogram();
    }

    /** Sound to how loud it is in bands that are equally wide to the ear. */
    public static MelSpectrogram melSpectrogram() {
        return Layers.melSpectrogram();
    }

    public static Cropping1D cropping1d(int... cropping) {
        return Layers.cropping1d(cropping);
    }

    public static Cropping2D cropping2d(int... cropping) {
        return Layers.cropping2d(cropping);
    }

    public static Cropping3D cropping3d(int... cropping) {
        return Layers.cropping3d(cropping);
    }

    public static ZeroPadding1D zeroPadding1d(int... padding) {
        return Layers.zeroPadding1d(padding);
    }

    public static ZeroPadding2D zeroPadding2d(int... padding) {
        return Layers.zeroPadding2d(padding);
    }

    public static ZeroPadding3D zeroPadding3d(int... padding) {
        return Layers.zeroPadding3d(padding);
    }

    public static Permute permute(int... dims) {
        return Layers.permute(dims);
    }

    public static RepeatVector repeatVector(int n) {
        return Layers.repeatVector(n);
    }

    public static SpatialDropout1D spatialDropout1d(double rate) {
        return Layers.spatialDropout1d(rate);
    }

    public static SpatialDropout2D spatialDropout2d(double rate) {
        return Layers.spatialDropout2d(rate);
    }

    public static SpatialDropout3D spatialDropout3d(double rate) {
        return Layers.spatialDropout3d(rate);
    }

    public static GaussianNoise gaussianNoise(double stddev) {
        return Layers.gaussianNoise(stddev);
    }

    public static GaussianDropout gaussianDropout(double rate) {
        return Layers.gaussianDropout(rate);
    }

    public static AlphaDropout alphaDropout(double rate) {
        return Layers.alphaDropout(rate);
    }

    public static GroupNormalization groupNormalization(int groups) {
        return Layers.groupNormalization(groups);
    }

    public static UnitNormalization unitNormalization() {
        return Layers.unitNormalization();
    }

    public static RMSNormalization rmsNormalization() {
        return Layers.rmsNormalization();
    }

    public static LeakyReLU leakyReLU(double negativeSlope) {
        return Layers.leakyReLU(negativeSlope);
    }

    public static PReLU prelu() {
        return Layers.prelu();
    }

    public static MultiHeadAttention multiHeadAttention(int numHeads, int keyDim) {
        return Layers.multiHeadAttention(numHeads, keyDim);
    }

    public static GroupQueryAttention groupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
        return Layers.groupQueryAttention(headDim, numQueryHeads, numKeyValueHeads);
    }

    public static Attention attention() {
        return Layers.attention();
    }

    public static AdditiveAttention additiveAttention() {
        return Layers.additiveAttention();
    }

    public static Rescaling rescaling(double scale) {
        return Layers.rescaling(scale);
    }

    public static Normalization normalization() {
        return Layers.normalization();
    }

    public static Resizing resizing(int height, int width) {
        return Layers.resizing(height, width);
    }

    public static CenterCrop centerCrop(int height, int width) {
        return Layers.centerCrop(height, width);
    }

    public static RandomCrop randomCrop(int height, int width) {
        return Layers.randomCrop(height, width);
    }

    public static RandomFlip randomFlip(String mode) {
        return Layers.randomFlip(mode);
    }

    public static RandomRotation randomRotation(double factor) {
        return Layers.randomRotation(factor);
    }

    public static RandomZoom randomZoom(double factor) {
        return Layers.randomZoom(factor);
    }

    public static RandomTranslation randomTranslation(double heightFactor, double widthFactor) {
        return Layers.randomTranslation(heightFactor, widthFactor);
    }

    public static AutoContrast autoContrast() {
        return Layers.autoContrast();
    }

    public static RandAugment randAugment() {
        return Layers.randAugment();
    }

    public static AugMix augMix() {
        return Layers.augMix();
    }

    public static MixUp mixUp(double alpha) {
        return Layers.mixUp(alpha);
    }

    public static CutMix cutMix(double factor) {
        return Layers.cutMix(factor);
    }

    public static Equalization equalization() {
        return Layers.equalization();
    }

    public static ContrastLimitedAdaptiveHistogramEqualization contrastLimitedAdaptiveHistogramEqualization() {
        return Layers.contrastLimitedAdaptiveHistogramEqualization();
    }

    public static RandomColorDegeneration randomColorDegeneration(double factor) {
        return Layers.randomColorDegeneration(factor);
    }

    public static RandomColorJitter randomColorJitter() {
        return Layers.randomColorJitter();
    }

    public static RandomGrayscale randomGrayscale(double factor) {
        return Layers.randomGrayscale(factor);
    }

    public static RandomHue randomHue(double factor) {
        return Layers.randomHue(factor);
    }

    public static RandomInvert randomInvert(double factor) {
        return Layers.randomInvert(factor);
    }

    public static RandomPosterization randomPosterization(int factor) {
        return Layers.randomPosterization(factor);
    }

    public static RandomSaturation randomSaturation(double factor) {
        return Layers.randomSaturation(factor);
    }

    public static RandomSaturation randomSaturation(double lower, double upper) {
        return Layers.randomSaturation(lower, upper);
    }

    public static RandomSharpness randomSharpness(double factor) {
        return Layers.randomSharpness(factor);
    }

    public static RandomSharpness randomSharpness(double lower, double upper) {
        return Layers.randomSharpness(lower, upper);
    }

    public static Solarization solarization(double additionFactor, double thresholdFactor) {
        return Layers.solarization(additionFactor, thresholdFactor);
    }

    public static RandomErasing randomErasing(double factor) {
        return Layers.randomErasing(factor);
    }

    public static RandomGaussianBlur randomGaussianBlur(double factor) {
        return Layers.randomGaussianBlur(factor);
    }

    public static RandomShear randomShear(double xFactor, double yFactor) {
        return Layers.randomShear(xFactor, yFactor);
    }

    public static RandomPerspective randomPerspective(double factor) {
        return Layers.randomPerspective(factor);
    }

    public static RandomElasticTransform randomElasticTransform(double factor) {
        return Layers.randomElasticTransform(factor);
    }

    public static RandomContrast randomContrast(double factor) {
        return Layers.randomContrast(factor);
    }

    public static RandomBrightness randomBrightness(double factor) {
        return Layers.randomBrightness(factor);
    }

    public static CategoryEncoding categoryEncoding(int numTokens) {
        return Layers.categoryEncoding(numTokens);
    }

    public static ConvLSTM1D convLSTM1d(int filters, int kernelSize) {
        return Layers.convLSTM1d(filters, kernelSize);
    }

    public static ConvLSTM2D convLSTM2d(int filters, int... kernelSize) {
        return Layers.convLSTM2d(filters, kernelSize);
    }

    public static ConvLSTM3D convLSTM3d(int filters, int... kernelSize) {
        return Layers.convLSTM3d(filters, kernelSize);
    }

    public static Dot dot(int axis) {
        return Layers.dot(axis);
    }

    public static Dot dot(int first, int second) {
        return Layers.dot(first, second);
    }

    /** Windows of a time series as batches; see {@link Timeseries}. */
    public static Dataset timeseriesDatasetFromArray(Tensor data, Tensor targets, int sequenceLength) {
        return Timeseries.timeseriesDatasetFromArray(data, targets, sequenceLength);
    }

    /** With options: {@code t -> t.samplingRate(6).batchSize(256)}. */
    public static Dataset timeseriesDatasetFromArray(
            Tensor data, Tensor targets, int sequenceLength, Consumer<Timeseries> options) {
        return Timeseries.timeseriesDatasetFromArray(data, targets, sequenceLength, options);
    }

    // ---- models ----

    /** Layers that follow one another; the first part may be {@code input(...)}. */
    public static Sequential sequential(Object... parts) {
        return Models.sequential(parts);
    }

    /** The layers between an input and an output. */
    public static Functional model(Tensor input, Tensor output) {
        return Models.model(input, output);
    }

    public static Functional model(List<Tensor> inputs, Tensor output) {
        return Models.model(inputs, output);
    }

    public static Functional model(Tensor input, List<Tensor> outputs) {
        return Models.model(input, outputs);
    }

    public static Functional model(List<Tensor> inputs, List<Tensor> outputs) {
        return Models.model(inputs, outputs);
    }

    /** Inputs and outputs by names of one's own, by which fit takes data, and compile losses and metrics. */
    public static Functional model(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        return Models.model(inputs, outputs);
    }

    /** A model of the same structure with new weights. */
    public static Model cloneModel(Model model) {
        return Models.cloneModel(model);
    }

    /** A model from {@link Model#toConfig}, with new weights. */
    public static Model modelFromConfig(Map<String, Object> config) {
        return Models.modelFromConfig(config);
    }

    public static Model modelFromYaml(String yaml) {
        return Models.modelFromYaml(yaml);
    }

    public static Model modelFromJson(String json) {
        return Models.modelFromJson(json);
    }

    /** A whole model with its weights, and its optimizer's state if it was compiled. */
    public static Model loadModel(String file) {
        return Models.loadModel(file);
    }

    public static Model loadModel(Path file) {
        return Models.loadModel(file);
    }

    /** Without compiling it when {@code compile} is false: it can predict, whatever it was compiled with. */
    public static Model loadModel(String file, boolean compile) {
        return Models.loadModel(file, compile);
    }

    public static Model loadModel(Path file, boolean compile) {
        return Models.loadModel(file, compile);
    }

    /** Lets files name classes of yours. */
    public static void registerCustomObject(Class<?>... types) {
        for (Class<?> type : types) {
            CustomObjects.register(type);
        }
    }

    /** As {@link #registerCustomObject(Class...)} with a factory, which gets the config of the saved object. */
    public static void registerCustomObject(String className, Function<Map<String, Object>, Object> factory) {
        CustomObjects.register(className, factory);
    }

    // ---- activations, typed: activation(relu()) is activation("relu") ----

    public static org.triceras.keras.activations.Activation celu() {
        return Activations.get("celu");
    }

    public static org.triceras.keras.activations.Activation elu() {
        return Activations.get("elu");
    }

    public static org.triceras.keras.activations.Activation exponential() {
        return Activations.get("exponential");
    }

    public static org.triceras.keras.activations.Activation gelu() {
        return Activations.get("gelu");
    }

    public static org.triceras.keras.activations.Activation hardSigmoid() {
        return Activations.get("hard_sigmoid");
    }

    public static org.triceras.keras.activations.Activation hardSilu() {
        return Activations.get("hard_silu");
    }

    public static org.triceras.keras.activations.Activation leakyRelu() {
        return Activations.get("leaky_relu");
    }

    public static org.triceras.keras.activations.Activation linear() {
        return Activations.get("linear");
    }

    public static org.triceras.keras.activations.Activation logSigmoid() {
        return Activations.get("log_sigmoid");
    }

    public static org.triceras.keras.activations.Activation logSoftmax() {
        return Activations.get("log_softmax");
    }

    public static org.triceras.keras.activations.Activation mish() {
        return Activations.get("mish");
    }

    public static org.triceras.keras.activations.Activation relu() {
        return Activations.get("relu");
    }

    public static org.triceras.keras.activations.Activation relu6() {
        return Activations.get("relu6");
    }

    public static org.triceras.keras.activations.Activation selu() {
        return Activations.get("selu");
    }

    public static org.triceras.keras.activations.Activation sigmoid() {
        return Activations.get("sigmoid");
    }

    public static org.triceras.keras.activations.Activation silu() {
        return Activations.get("silu");
    }

    public static org.triceras.keras.activations.Activation softmax() {
        return Activations.get("softmax");
    }

    public static org.triceras.keras.activations.Activation softplus() {
        return Activations.get("softplus");
    }

    public static org.triceras.keras.activations.Activation softsign() {
        return Activations.get("softsign");
    }

    public static org.triceras.keras.activations.Activation tanh() {
        return Activations.get("tanh");
    }

    // ---- optimizers ----

    /** Gradient descent; add {@code .momentum(0.9)}. */
    public static SGD sgd() {
        return new SGD();
    }

    public static SGD sgd(double learningRate) {
        return new SGD(learningRate);
    }

    /** Adaptive moments. */
    public static Adam adam() {
        return new Adam();
    }

    public static Adam adam(double learningRate) {
        return new Adam(learningRate);
    }

    /** Adam with weight decay. */
    public static AdamW adamW() {
        return new AdamW();
    }

    public static AdamW adamW(double learningRate) {
        return new AdamW(learningRate);
    }

    /** Divides gradients by a running mean of their size. */
    public static RMSprop rmsprop() {
        return new RMSprop();
    }

    public static RMSprop rmsprop(double learningRate) {
        return new RMSprop(learningRate);
    }

    /** Divides gradients by the size of all gradients so far. */
    public static Adagrad adagrad() {
        return new Adagrad();
    }

    public static Adagrad adagrad(double learningRate) {
        return new Adagrad(learningRate);
    }

    /** Steps in proportion to the recent steps. */
    public static Adadelta adadelta() {
        return new Adadelta();
    }

    public static Adadelta adadelta(double learningRate) {
        return new Adadelta(learningRate);
    }

    /** Adam with the infinity norm. */
    public static Adamax adamax() {
        return new Adamax();
    }

    public static Adamax adamax(double learningRate) {
        return new Adamax(learningRate);
    }

    /** Adam with Nesterov momentum. */
    public static Nadam nadam() {
        return new Nadam();
    }

    public static Nadam nadam(double learningRate) {
        return new Nadam(learningRate);
    }

    /** Follow the regularized leader. */
    public static Ftrl ftrl() {
        return new Ftrl();
    }

    public static Ftrl ftrl(double learningRate) {
        return new Ftrl(learningRate);
    }

    /** Moves by the sign of the momentum. */
    public static Lion lion() {
        return new Lion();
    }

    public static Lion lion(double learningRate) {
        return new Lion(learningRate);
    }

    /** Near-orthogonal momentum for matrices, AdamW for the rest. */
    public static Muon muon() {
        return new Muon();
    }

    public static Muon muon(double learningRate) {
        return new Muon(learningRate);
    }

    public static ScheduleFreeAdamW scheduleFreeAdamW() {
        return new ScheduleFreeAdamW();
    }

    public static ScheduleFreeAdamW scheduleFreeAdamW(double learningRate) {
        return new ScheduleFreeAdamW(learningRate);
    }

    /** Adam for large batches. */
    public static Lamb lamb() {
        return new Lamb();
    }

    public static Lamb lamb(double learningRate) {
        return new Lamb(learningRate);
    }

    /** Adaptive steps with little memory. */
    public static Adafactor adafactor() {
        return new Adafactor();
    }

    public static Adafactor adafactor(double learningRate) {
        return new Adafactor(learningRate);
    }

    // ---- regularizers ----

    /** A penalty on the sum of absolute weights. */
    public static L1 l1(double factor) {
        return new L1(factor);
    }

    /** A penalty on the sum of squared weights. */
    public static L2 l2(double factor) {
        return new L2(factor);
    }

    public static L1L2 l1l2(double l1, double l2) {
        return new L1L2(l1, l2);
    }

    // ---- losses with options; without them the name is enough ----

    public static org.triceras.keras.losses.CategoricalCrossentropy categoricalCrossentropy() {
        return new org.triceras.keras.losses.CategoricalCrossentropy();
    }

    public static org.triceras.keras.losses.SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
        return new org.triceras.keras.losses.SparseCategoricalCrossentropy();
    }

    public static org.triceras.keras.losses.BinaryCrossentropy binaryCrossentropy() {
        return new org.triceras.keras.losses.BinaryCrossentropy();
    }

    public static org.triceras.keras.losses.BinaryFocalCrossentropy binaryFocalCrossentropy() {
        return new org.triceras.keras.losses.BinaryFocalCrossentropy();
    }

    public static org.triceras.keras.losses.CategoricalFocalCrossentropy categoricalFocalCrossentropy() {
        return new org.triceras.keras.losses.CategoricalFocalCrossentropy();
    }

    public static org.triceras.keras.losses.Huber huber() {
        return new org.triceras.keras.losses.Huber();
    }

    public static org.triceras.keras.losses.Tversky tversky() {
        return new org.triceras.keras.losses.Tversky();
    }

    public static org.triceras.keras.losses.Dice dice() {
        return new org.triceras.keras.losses.Dice();
    }

    // ---- metrics with options ----

    /** The area under the ROC or PR curve. */
    public static AUC auc() {
        return new AUC();
    }

    public static Precision precision() {
        return new Precision();
    }

    public static Recall recall() {
        return new Recall();
    }

    public static BinaryAccuracy binaryAccuracy(double threshold) {
        return new BinaryAccuracy(threshold);
    }

    /** For one-hot targets. */
    public static TopKCategoricalAccuracy topKCategoricalAccuracy(int k) {
        return new TopKCategoricalAccuracy(k);
    }

    /** For class numbers as targets. */
    public static SparseTopKCategoricalAccuracy sparseTopKCategoricalAccuracy(int k) {
        return new SparseTopKCategoricalAccuracy(k);
    }

    public static F1Score f1Score() {
        return new F1Score();
    }

    /** The coefficient of determination. */
    public static R2Score r2Score() {
        return new R2Score();
    }

    public static MeanIoU meanIoU(int numClasses) {
        return new MeanIoU(numClasses);
    }

    // ---- learning rate schedules ----

    public static ExponentialDecay exponentialDecay(double initialLearningRate, double decaySteps, double decayRate) {
        return new ExponentialDecay(initialLearningRate, decaySteps, decayRate);
    }

    public static InverseTimeDecay inverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate) {
        return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate);
    }

    public static PiecewiseConstantDecay piecewiseConstantDecay(double[] boundaries, double[] values) {
        return new PiecewiseConstantDecay(boundaries, values);
    }

    public static PolynomialDecay polynomialDecay(double initialLearningRate, double decaySteps) {
        return new PolynomialDecay(initialLearningRate, decaySteps);
    }

    public static CosineDecay cosineDecay(double initialLearningRate, double decaySteps) {
        return new CosineDecay(initialLearningRate, decaySteps);
    }

    public static CosineDecayRestarts cosineDecayRestarts(double initialLearningRate, double firstDecaySteps) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps);
    }

    // ---- constraints ----

    /** Vectors along the first axis get at most this length. */
    public static MaxNorm maxNorm(double maxValue) {
        return Constraints.maxNorm(maxValue);
    }

    /** Vectors along the first axis get a length in this range. */
    public static MinMaxNorm minMaxNorm(double minValue, double maxValue) {
        return Constraints.minMaxNorm(minValue, maxValue);
    }

    public static NonNeg nonNeg() {
        return Constraints.nonNeg();
    }

    /** Vectors along the first axis get length 1. */
    public static UnitNorm unitNorm() {
        return Constraints.unitNorm();
    }

    // ---- callbacks ----

    /** Ends training when "val_loss" does not become better. */
    public static EarlyStopping earlyStopping() {
        return Callbacks.earlyStopping();
    }

    public static EarlyStopping earlyStopping(String monitor) {
        return Callbacks.earlyStopping(monitor);
    }

    /** Lowers the learning rate when "val_loss" does not become better. */
    public static ReduceLROnPlateau reduceLROnPlateau() {
        return Callbacks.reduceLROnPlateau();
    }

    public static ReduceLROnPlateau reduceLROnPlateau(String monitor) {
        return Callbacks.reduceLROnPlateau(monitor);
    }

    /** Saves the model after each epoch: "model-{epoch:02d}.keras". */
    public static ModelCheckpoint modelCheckpoint(String filepath) {
        return Callbacks.modelCheckpoint(filepath);
    }

    /** As {@link #modelCheckpoint(String)}. */
    public static ModelCheckpoint modelCheckpoint(Path filepath) {
        return Callbacks.modelCheckpoint(filepath);
    }

    /** Writes a line per epoch. */
    public static CSVLogger csvLogger(String file) {
        return Callbacks.csvLogger(file);
    }

    /** Writes a line per epoch. */
    public static CSVLogger csvLogger(Path file) {
        return Callbacks.csvLogger(file);
    }

    /** Sets the rate before each epoch: {@code (epoch, rate) -> ...}. */
    public static LearningRateScheduler learningRateScheduler(LearningRateScheduler.Schedule schedule) {
        return Callbacks.learningRateScheduler(schedule);
    }

    /** Sets the rate before each epoch: {@code epoch -> ...}. */
    public static LearningRateScheduler learningRateScheduler(IntToDoubleFunction schedule) {
        return Callbacks.learningRateScheduler(schedule);
    }

    /** Keeps the state of training in a folder, so that a fit that was broken off goes on where it was. */
    public static BackupAndRestore backupAndRestore(String folder) {
        return Callbacks.backupAndRestore(folder);
    }

    /** Writes loss and metrics of each epoch for TensorBoard. */
    public static TensorBoard tensorBoard(String logDir) {
        return Callbacks.tensorBoard(logDir);
    }

    public static TerminateOnNaN terminateOnNaN() {
        return Callbacks.terminateOnNaN();
    }

    /** A callback of your own: {@code lambdaCallback().onEpochEnd((epoch, logs) -> ...)}. */
    public static LambdaCallback lambdaCallback() {
        return Callbacks.lambdaCallback();
    }

    // ---- pictures ----

    /** Shows a value now, wherever the program runs; the last value of a cell is shown without it. */
    public static void display(Object value) {
        Display.show(value);
    }

    /** Shows text as a MIME type, such as {@code display("<b>x</b>", "text/html")}, or that one representation of a value. */
    public static void display(Object value, String mimeType) {
        Display.show(value, mimeType);
    }

    /** Shows a value in a place that can be updated: {@code var h = displayHandle(0); h.update(1)}. */
    public static DisplayHandle displayHandle(Object value) {
        return DisplayHandle.show(value);
    }

    /** A callback that draws loss and metrics while fit runs: {@code f.callbacks(liveChart())}. */
    public static LiveChart liveChart() {
        return Charts.liveChart();
    }

    /** A model's layers as boxes, with arrows from each to those that read it. */
    public static Chart plotModel(Model model) {
        return Charts.plotModel(model);
    }

    /** As {@link #plotModel(Model)}, saying more or less: {@code p -> p.showDtype(true).rankdir("LR")}. */
    public static Chart plotModel(Model model, Consumer<PlotOptions> options) {
        return Charts.plotModel(model, options);
    }

    /** A matrix (rows, columns) as colours, with the numbers where they have room. */
    public static Chart heatMap(String title, Tensor matrix) {
        return Charts.heatMap(title, matrix);
    }

    /** As {@link #heatMap(String, Tensor)}, with names for rows and columns. */
    public static Chart heatMap(String title, Tensor matrix, List<String> rows, List<String> columns) {
        return Charts.heatMap(title, matrix, rows, columns);
    }

    /** Pictures (count, height, width) or (count, height, width, channels) in rows. */
    public static Chart imageGrid(Tensor images) {
        return Charts.imageGrid(images);
    }

    public static Chart imageGrid(Tensor images, Tensor labels) {
        return Charts.imageGrid(images, labels);
    }

    public static Chart imageGrid(Tensor images, List<String> captions) {
        return Charts.imageGrid(images, captions);
    }

    /** How often each class was taken for which; rows are true classes. */
    public static ConfusionMatrix confusionMatrix(Tensor yTrue, Tensor yPred) {
        return Charts.confusionMatrix(yTrue, yPred);
    }

    /** A curve through points. */
    public static Chart lineChart(String title, Tensor x, Tensor y) {
        return Charts.lineChart(title, x, y);
    }

    /** Several curves over the same x values, by name. */
    public static Chart lineChart(String title, Tensor x, Map<String, Tensor> curves) {
        return Charts.lineChart(title, x, curves);
    }

    /** Points. */
    public static Chart scatterChart(String title, Tensor x, Tensor y) {
        return Charts.scatterChart(title, x, y);
    }

    /** A point per row of a table, in one colour per category; x, y and category are names of columns. */
    public static Chart scatterChart(String title, Table table, String x, String y, String category) {
        return Charts.scatterChart(title, table, x, y, category);
    }

    /** How values spread, in bins of equal width. */
    public static Chart histogram(String title, Tensor values, int bins) {
        return Charts.histogram(title, values, bins);
    }

    /** One bar per name. */
    public static Chart barChart(String title, List<String> names, Tensor values) {
        return Charts.barChart(title, names, values);
    }
}
