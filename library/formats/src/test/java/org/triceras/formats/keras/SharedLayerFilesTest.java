package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.formats.hdf5.Hdf5Reader;
import org.triceras.keras.layers.Add;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.TimeDistributed;
import org.triceras.keras.models.Functional;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.ModelConfigs;
import org.triceras.keras.models.Models;
import org.triceras.keras.models.Sequential;

/** Models whose layers are also in an inner model or a wrapper come back whole from every kind of file. */
class SharedLayerFilesTest {
    @TempDir
    Path folder;

    private static final Tensor ROWS = Tensors.arange(8).reshape(2, 4).cast("float32");
    private static final Tensor STEPS = Tensors.arange(24).reshape(2, 3, 4).cast("float32");

    @Test
    void layerOfAModelAndAnInnerOne() {
        roundTrip(inAnInnerModel(), ROWS, 2);
    }

    @Test
    void layerOfAModelAndAWrapper() {
        roundTrip(inAWrapper(), STEPS, 2);
    }

    @Test
    void layerInEveryKindOfPlace() {
        roundTrip(everywhere(), STEPS, 2);
    }

    @Test
    void layerOfTwoInnerSequentials() {
        Dense shared = new Dense(4).activation("tanh");
        Tensor b = input(4);
        Tensor left = new Sequential(shared).apply(b);
        Tensor right = new Sequential(new Dense(4), shared).apply(b);
        roundTrip(model(b, new Add().apply(left, right)), ROWS, 4);
    }

    /** All that is below a shared part is written again with it. */
    @Test
    void innerModelOfAModelAndAWrapper() {
        Tensor a = input(4);
        Functional inner = model(a, new Dense(4).apply(new Dense(3).apply(a)));
        Tensor b = input(3, 4);
        Tensor stepwise = new TimeDistributed(inner).apply(b);
        Tensor c = input(4);
        Functional both = new Functional(List.of(b, c), List.of(stepwise, inner.apply(c)));
        both.saveWeights(folder.resolve("inner.weights.h5"));
        assertThat(datasets("inner.weights.h5"))
                .contains(
                        "layers/functional/layers/dense/vars/0",
                        "layers/functional/layers/dense_1/vars/1",
                        "layers/time_distributed/layer/layers/dense/vars/0",
                        "layers/time_distributed/layer/layers/dense_1/vars/1");
        both.save(folder.resolve("inner.keras"));
        Model back = ModelFilesTest.load(folder.resolve("inner.keras"));
        List<Tensor> expected = both.predict(List.of(STEPS, ROWS));
        List<Tensor> received = back.predict(List.of(STEPS, ROWS));
        for (int i = 0; i < 2; i++) {
            assertThat(received.get(i).toDoubleArray())
                    .containsExactly(expected.get(i).toDoubleArray());
        }
    }

    /** Within one model Keras writes a shared layer once, and so do we. */
    @Test
    void layerUsedTwiceInOneModelIsWrittenOnce() {
        Dense shared = new Dense(4);
        Tensor a = input(4);
        model(a, new Add().apply(shared.apply(a), shared.apply(shared.apply(a))))
                .saveWeights(folder.resolve("once.weights.h5"));
        assertThat(datasets("once.weights.h5")).containsExactly("layers/dense/vars/0", "layers/dense/vars/1");
    }

    /** Where nothing is shared across models, and in the sample with a layer shared within one, we have Keras's groups and datasets. */
    @ParameterizedTest
    @MethodSource("org.triceras.formats.keras.Fixture#models")
    void ordinaryModelsAreLaidOutAsKerasDoes(Fixture fixture) {
        ModelFilesTest.load(fixture.file("model.keras")).saveWeights(folder.resolve("m.weights.h5"));
        assertThat(tree(folder.resolve("m.weights.h5"))).isEqualTo(tree(fixture.file("model.weights.h5")));
    }

    /** A layer that names a part of a part: its constructor makes them, and only one of them is in the file. */
    static final class Aliased extends Layer {
        private final Sequential block = new Sequential(new Dense(2));
        private final Layer last = block.layers().get(0);

        @Override
        public void build(Shape in) {
            block.ensureBuilt(List.of(in));
        }

        @Override
        public Tensor call(Tensor x) {
            return last.apply(x);
        }
    }

    @Test
    void partsThatAConstructorMakesAreWrittenOnce() {
        new Sequential(new InputLayer(Shape.of(-1, 4), ROWS.dtype()), new Aliased())
                .saveWeights(folder.resolve("alias.weights.h5"));
        assertThat(datasets("alias.weights.h5"))
                .containsExactly(
                        "layers/aliased/block/layers/dense/vars/0", "layers/aliased/block/layers/dense/vars/1");
    }

    /** A model with two layers where this one has one: half of the weights would be lost without a word. */
    @Test
    void refusesDifferentWeightsForOneLayer() {
        Functional shared = inAnInnerModel();
        Tensor a = input(4);
        Functional inner = model(a, new Dense(4).activation("tanh").apply(a));
        Tensor b = input(4);
        Functional apart = model(
                b,
                new Add().apply(inner.apply(b), new Dense(4).activation("tanh").apply(b)));
        apart.saveWeights(folder.resolve("apart.weights.h5"));
        double[] before = shared.predict(ROWS).toDoubleArray();
        assertThatThrownBy(() -> shared.loadWeights(folder.resolve("apart.weights.h5")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected the same weights at layers/functional/layers/dense and layers/dense")
                .hasMessageContaining("Try the model that the file was saved from");
        assertThat(shared.predict(ROWS).toDoubleArray()).containsExactly(before);
    }

    /** Real Keras cannot load the first of its own .keras files: the weights are at the inner layer, the number at the outer. */
    @ParameterizedTest
    @ValueSource(strings = {"shared_inner", "shared_wrapper"})
    void loadsWhatKerasWrites(String name) {
        Fixture fixture = new Fixture(name);
        Model model = ModelFilesTest.load(fixture.file("model.keras"));
        assertThat(model.weights()).hasSize(2);
        ModelFilesTest.assertPredicts(model, fixture);
        ModelFilesTest.assertOptimizer(model, fixture);
    }

    private void roundTrip(Functional model, Tensor x, int weights) {
        model.compile("adam", "mse");
        model.trainOnBatch(x, model.predict(x).add(1));
        double[] expected = model.predict(x).toDoubleArray();
        for (String file : List.of("m.weights.h5", "w.h5")) {
            model.saveWeights(folder.resolve(file));
            Model fromConfig = ModelConfigs.fromConfig(model.toConfig());
            fromConfig.loadWeights(folder.resolve(file));
            assertThat(fromConfig.predict(x).toDoubleArray()).as(file).containsExactly(expected);
            model.setWeights(model.getWeights().stream().map(w -> w.mul(0)).toList());
            model.loadWeights(folder.resolve(file));
            assertThat(model.predict(x).toDoubleArray()).as(file).containsExactly(expected);
        }
        List<Model> loaded = new ArrayList<>();
        for (String file : List.of("m.keras", "m.h5")) {
            model.save(folder.resolve(file));
            loaded.add(ModelFilesTest.load(folder.resolve(file)));
        }
        Tensor y = model.predict(x).add(2);
        model.trainOnBatch(x, y);
        for (Model back : loaded) {
            assertThat(back.predict(x).toDoubleArray()).containsExactly(expected);
            assertThat(back.weights()).hasSize(weights);
            // A shared layer is still one, and the optimizer goes on where it was.
            back.trainOnBatch(x, y);
            assertThat(back.predict(x).toDoubleArray())
                    .containsExactly(model.predict(x).toDoubleArray());
        }
    }

    /** Without shared_object_id, as in configs that Keras's get_config gives, each place has a layer of its own. */
    @Test
    void loadsWhereTheConfigDoesNotTellWhatIsShared() {
        Functional model = inAnInnerModel();
        model.saveWeights(folder.resolve("plain.weights.h5"));
        Model apart = ModelConfigs.fromConfig(plain(model));
        assertThat(apart.weights()).hasSize(4);
        apart.loadWeights(folder.resolve("plain.weights.h5"));
        assertThat(apart.predict(ROWS).toDoubleArray())
                .containsExactly(model.predict(ROWS).toDoubleArray());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(Model model) {
        return (Map<String, Object>) KerasFilesTest.withoutSharedIds(model.toConfig());
    }

    @Test
    void clonesShareWhatTheModelShares() {
        assertThat(Models.cloneModel(inAnInnerModel()).weights()).hasSize(2);
    }

    private List<String> datasets(String file) {
        return tree(folder.resolve(file)).stream()
                .filter(path -> !path.endsWith("/"))
                .toList();
    }

    /** The paths of all groups, with a slash at the end, and datasets. */
    private static TreeSet<String> tree(Path file) {
        TreeSet<String> found = new TreeSet<>();
        collect("", Hdf5Reader.read(file), found);
        return found;
    }

    private static void collect(String path, Hdf5Group group, TreeSet<String> found) {
        group.children().forEach((name, node) -> {
            found.add(path + name + (node instanceof Hdf5Group ? "/" : ""));
            if (node instanceof Hdf5Group inner) {
                collect(path + name + "/", inner, found);
            }
        });
    }

    static Functional inAnInnerModel() {
        Dense shared = new Dense(4).activation("tanh");
        Tensor a = input(4);
        Functional inner = model(a, shared.apply(a));
        Tensor b = input(4);
        return model(b, new Add().apply(inner.apply(b), shared.apply(b)));
    }

    /** In the model, in a wrapper beside it, in an inner model and in a wrapper there. */
    static Functional everywhere() {
        Dense shared = new Dense(4).activation("tanh");
        Tensor a = input(3, 4);
        Functional inner = model(a, new Add().apply(shared.apply(a), new TimeDistributed(shared).apply(a)));
        Tensor b = input(3, 4);
        return model(b, new Add().apply(shared.apply(b), new TimeDistributed(shared).apply(b), inner.apply(b)));
    }

    static Functional inAWrapper() {
        Dense shared = new Dense(4).activation("tanh");
        Tensor a = input(3, 4);
        return model(a, new Add().apply(shared.apply(a), new TimeDistributed(shared).apply(a)));
    }

    private static Tensor input(int... shape) {
        return new InputLayer(Shape.of(-1).concat(Shape.of(shape)), ROWS.dtype()).output();
    }

    private static Functional model(Tensor input, Tensor output) {
        return new Functional(List.of(input), List.of(output));
    }
}
