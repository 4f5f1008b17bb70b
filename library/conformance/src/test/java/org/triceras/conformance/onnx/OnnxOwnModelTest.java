package org.triceras.conformance.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;
import org.triceras.keras.util.SeedGenerator;

/** Models and layers of one's own class. */
class OnnxOwnModelTest {
    @TempDir
    Path folder;

    static class Net extends Model {
        private final Layer hidden = Layers.dense(8).activation("tanh");
        private final Layer out = Layers.dense(2);

        @Override
        public Tensor call(Tensor x) {
            return out.apply(hidden.apply(x)).softmax();
        }
    }

    static class Pair extends Model {
        private final Layer one = Layers.lstm(4);
        private final Layer two = Layers.dense(4);

        @Override
        protected List<Tensor> call(List<Tensor> xs, CallContext context) {
            Tensor a = one.apply(xs.get(0));
            Tensor b = two.apply(xs.get(1));
            return List.of(a.mul(b), a.sub(b));
        }
    }

    /** Words and numbers. */
    static class Words extends Model {
        private final Layer embedding = Layers.embedding(5, 3).maskZero(true);
        private final Layer recurrent = Layers.gru(4);

        @Override
        public Tensor call(Tensor x) {
            return recurrent.apply(embedding.apply(x));
        }
    }

    /** The drawing of a VAE. */
    static class Sampling extends Layer {
        private final SeedGenerator seeds = new SeedGenerator(3);

        @Override
        public Tensor call(List<Tensor> xs) {
            Tensor mean = xs.get(0);
            return mean.add(xs.get(1).mul(0.5).exp().mul(seeds.normal(mean.shape())));
        }
    }

    static class Scale extends Layer {
        @Override
        public Tensor call(Tensor x) {
            return x.div(x.max(1, true).add(1)).clip(0, 1);
        }
    }

    private static Tensor random(int... shape) {
        return RandomTensors.normal(RandomTensors.seed(7, 0), Shape.of(shape), 0, 1);
    }

    @Test
    void aModelIsTracedWithTheShapesOfItsFirstCall() throws Exception {
        Model model = new Net();
        model.apply(random(5, 3));
        Exported.check("own model", model, folder, 1e-5, batch -> List.of(random(batch, 3)));
    }

    @Test
    void severalInputsAndOutputs() throws Exception {
        Model model = new Pair();
        model.applyAll(random(5, 6, 2), random(5, 3));
        Exported.check("own pair", model, folder, 1e-5, batch -> List.of(random(batch, 6, 2), random(batch, 3)));
    }

    /** A model that is built by its first call knows shapes, and takes floats. */
    @Test
    void wholeNumbersComeAsFloats() throws Exception {
        Model model = new Words();
        Tensor words = Tensors.arange(42).mod(5).reshape(7, 6);
        model.apply(words);
        Exported.check(
                "own words",
                model,
                folder,
                1e-5,
                batch -> List.of(words.slice(0, batch).cast("float32")));
    }

    @Test
    void aModelWithoutAnInputLayer() throws Exception {
        Model model = Models.sequential(Layers.conv1d(3, 2), Layers.flatten(), Layers.dense(2));
        model.apply(random(5, 6, 2));
        Exported.check("without input layer", model, folder, 1e-5, batch -> List.of(random(batch, 6, 2)));
    }

    @Test
    void aTrainedModel() throws Exception {
        Model model =
                Models.sequential(Layers.inputLayer(3), Layers.dense(8), Layers.batchNormalization(), Layers.dense(2));
        model.compile("adam", "mse");
        model.fit(random(32, 3), random(32, 2), f -> f.epochs(2).verbose(0));
        Exported.check("trained", model, folder, 1e-5, batch -> List.of(random(batch, 3)));
    }

    @Test
    void aLayer() throws Exception {
        Tensor x = Layers.input(4);
        Model model = Models.model(x, new Scale().apply(x));
        Exported.check("own layer", model, folder, 1e-5, batch -> List.of(random(batch, 4)));
    }

    /** Its numbers differ, their distribution does not. */
    @Test
    void randomNumbersAreDrawnAnew() throws Exception {
        Tensor x = Layers.input(64);
        Tensor zeros = x.mul(0);
        Model model = Models.model(x, new Sampling().apply(zeros, zeros));
        Path file = Exported.file("sampling", folder);
        model.export(file);
        try (OnnxSession session = new OnnxSession(file)) {
            Tensor first = session.run(List.of(random(100, 64))).get(0);
            Tensor second = session.run(List.of(random(100, 64))).get(0);
            assertThat(first.spec()).isEqualTo(model.predict(random(100, 64)).spec());
            assertThat(first.mean().item()).isBetween(-0.1, 0.1);
            assertThat(first.std().item()).isBetween(0.9, 1.1);
            assertThat(first.sub(second).abs().max().item()).isPositive();
        }
    }
}
