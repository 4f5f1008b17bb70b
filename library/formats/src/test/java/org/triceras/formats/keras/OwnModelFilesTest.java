package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;
import org.triceras.keras.saving.CustomObjects;

/** Models of one's own class, whose layers are built when they are called, in files. */
class OwnModelFilesTest {
    private static final Tensor X = Tensors.arange(12).cast("float32").reshape(4, 3);

    @TempDir
    Path folder;

    /** Layers in fields, built by the first call. */
    static class Net extends Model {
        private final Layer hidden = Layers.dense(4).activation("tanh");
        private final Layer out = Layers.dense(2);

        @Override
        public Tensor call(Tensor x) {
            return out.apply(hidden.apply(x));
        }
    }

    /** Two inputs, of which one is of whole numbers. */
    static class Words extends Model {
        private final Layer embedding = Layers.embedding(12, 2);
        private final Layer dense = Layers.dense(2);

        @Override
        protected List<Tensor> call(List<Tensor> xs, CallContext context) {
            return List.of(embedding.apply(xs.get(0)).mean(1).add(dense.apply(xs.get(1))));
        }
    }

    @Test
    void comeBackWithTheirWeightsAndTrainOn() {
        CustomObjects.register(Net.class);
        Model model = new Net();
        model.compile("adam", "mse", "mae");
        model.fit(X, X.slice(1, 0, 2), f -> f.verbose(0));
        Path file = folder.resolve("net.keras");
        model.save(file);
        Model loaded = Models.loadModel(file);
        assertThat(loaded.predict(X).toFloatArray()).isEqualTo(model.predict(X).toFloatArray());
        assertThat(loaded.trainOnBatch(X, X.slice(1, 0, 2))).isEqualTo(model.trainOnBatch(X, X.slice(1, 0, 2)));
        assertThat(loaded.predict(X).toFloatArray()).isEqualTo(model.predict(X).toFloatArray());
        assertThat(Models.cloneModel(model).countParams()).isEqualTo(26);
    }

    @Test
    void severalInputsComeBack() {
        CustomObjects.register(Words.class);
        Model model = new Words();
        List<Tensor> inputs = List.of(X.cast("int32"), X);
        Tensor expected = model.predict(inputs).get(0);
        model.save(folder.resolve("words.keras"));
        Tensor actual =
                Models.loadModel(folder.resolve("words.keras")).predict(inputs).get(0);
        assertThat(actual.shape()).isEqualTo(Shape.of(4, 2));
        assertThat(actual.toFloatArray()).isEqualTo(expected.toFloatArray());
    }

    /** Keras walks through attributes by name, of which "layers" is one: those that come later have their places there. */
    @Test
    void weightsLieWhereKerasHasThem() {
        Model model = new Net();
        model.apply(X);
        Hdf5Group root = WeightsLayout.write(model);
        assertThat(root.group("hidden/vars").children()).hasSize(2);
        assertThat(root.group("layers/dense_1/vars").children()).hasSize(2);
        assertThat(root.group("out")).isNull();
    }

    /** It was written without any weights. */
    @ParameterizedTest
    @ValueSource(strings = {"net.h5", "net.keras"})
    void eachFormHasTheirWeights(String name) {
        CustomObjects.register(Net.class);
        Model model = new Net();
        model.compile("sgd", "mse");
        model.fit(X, X.slice(1, 0, 2), f -> f.verbose(0));
        model.save(folder.resolve(name));
        assertThat(Models.loadModel(folder.resolve(name)).predict(X).toFloatArray())
                .isEqualTo(model.predict(X).toFloatArray());
        Model other = new Net();
        other.apply(X);
        other.loadWeights(folder.resolve(name));
        assertThat(other.predict(X).toFloatArray()).isEqualTo(model.predict(X).toFloatArray());
    }
}
