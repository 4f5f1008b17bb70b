package org.triceras.conformance.onnx;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/**
 * A model to be exported and run.
 *
 * @param tolerance relative, see {@link Close}
 * @param classes integer inputs are from 0 to one less
 */
record ModelCase(String name, Supplier<Model> model, double tolerance, int classes) {
    static ModelCase model(String name, Supplier<Model> model) {
        return new ModelCase(name, model, 1e-5, 5);
    }

    /** One layer, on floats of a shape. */
    static ModelCase layer(String name, Supplier<Layer> layer, int... shape) {
        return function(name, x -> layer.get().apply(x), shape);
    }

    /** One layer, on whole numbers from 0 to 4. */
    static ModelCase layerOfInts(String name, Supplier<Layer> layer, int... shape) {
        return functionOfInts(name, x -> layer.get().apply(x), shape);
    }

    static ModelCase function(String name, UnaryOperator<Tensor> function, int... shape) {
        return model(name, () -> {
            Tensor x = Layers.input(shape);
            return Models.model(x, function.apply(x));
        });
    }

    static ModelCase functionOfInts(String name, UnaryOperator<Tensor> function, int... shape) {
        return model(name, () -> {
            Tensor x = Layers.input("int32", shape);
            return Models.model(x, function.apply(x));
        });
    }

    /** For sums so long that the order of their terms matters. */
    ModelCase within(double other) {
        return new ModelCase(name, model, other, classes);
    }

    @Override
    public String toString() {
        return name;
    }
}
