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

    /** The layer behind an input, to give it a name. */
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
}
