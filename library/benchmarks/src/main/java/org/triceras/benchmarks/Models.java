package org.triceras.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.triceras.Triceras;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.models.Model;

/** The models and data of the usual comparison with Keras; keras_bench.py has the same ones. */
record Models(Model model, Tensor x, Tensor y) {
    static Models of(String workload) {
        return switch (workload) {
            case "mlp" -> mlp(60_000, 512, 2);
            case "cnn" ->
                of(
                        Triceras.sequential(
                                Triceras.input(28, 28, 1),
                                Triceras.conv2d(32, 3).activation("relu"),
                                Triceras.maxPooling2d(2),
                                Triceras.conv2d(64, 3).activation("relu"),
                                Triceras.maxPooling2d(2),
                                Triceras.flatten(),
                                Triceras.dropout(0.5),
                                Triceras.dense(10).activation("softmax")),
                        Shape.of(12_800, 28, 28, 1),
                        "adam");
            default ->
                of(
                        Triceras.sequential(
                                Triceras.input(28, 28),
                                Triceras.lstm(128),
                                Triceras.dense(10).activation("softmax")),
                        Shape.of(12_800, 28, 28),
                        "adam");
        };
    }

    /** A perceptron of {@code depth} hidden layers of {@code width} units, each with dropout. */
    static Models mlp(int samples, int width, int depth) {
        List<Object> layers = new ArrayList<>();
        layers.add(Triceras.input(784));
        for (int i = 0; i < depth; i++) {
            layers.add(Triceras.dense(width).activation("relu"));
            layers.add(Triceras.dropout(0.2));
        }
        layers.add(Triceras.dense(10).activation("softmax"));
        Model model = Triceras.sequential(layers.toArray());
        return of(model, Shape.of(samples, 784), "rmsprop");
    }

    private static Models of(Model model, Shape shape, String optimizer) {
        Tensor x = RandomTensors.uniform(RandomTensors.seed(1, 0), shape, 0, 1);
        Tensor y = RandomTensors.integers(RandomTensors.seed(2, 0), Shape.of(shape.dim(0)), 0, 10)
                .oneHot(10);
        model.compile(
                c -> c.loss("categorical_crossentropy").optimizer(optimizer).metrics("accuracy"));
        return new Models(model, x, y);
    }

    /** One epoch over the first samples. */
    void fit(int samples, int batch) {
        boolean all = samples == x.shape().dim(0);
        model.fit(
                all ? x : x.slice(0, samples),
                all ? y : y.slice(0, samples),
                f -> f.batchSize(batch).epochs(1).verbose(0));
    }
}
