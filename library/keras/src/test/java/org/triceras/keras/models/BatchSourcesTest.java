package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.data.Dataset;
import org.triceras.keras.data.Sequence;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.util.Names;
import org.triceras.keras.util.Rng;

/** fit, evaluate and predict from batches that come one by one: they must do what they do with whole tensors. */
class BatchSourcesTest {
    private static final Tensor X = RandomTensors.uniform(RandomTensors.seed(3, 0), Shape.of(40, 6), -1, 1);
    private static final Tensor Y = X.sum(1).gt(0).cast("float32").expandDims(-1);

    /** Three batches, the last one smaller. */
    private static final List<Batch> BATCHES = List.of(rows(0, 16), rows(16, 32), rows(32, 40));

    private final Model model = model();

    private static Batch rows(int from, int to) {
        return Batch.of(X.slice(from, to), Y.slice(from, to));
    }

    @BeforeEach
    void reset() {
        Names.reset();
    }

    private static Model model() {
        Rng.setRandomSeed(11);
        Model model = Models.sequential(
                Layers.input(6),
                Layers.dense(5).activation("tanh"),
                Layers.dense(1).activation("sigmoid"));
        model.compile("adam", "binary_crossentropy", "accuracy");
        return model;
    }

    private static Map<String, List<Double>> onTensors(int epochs) {
        return model().fit(
                        X, Y, f -> f.batchSize(16).epochs(epochs).shuffle(false).verbose(0))
                .history();
    }

    private static Supplier<Batch> endless() {
        Iterator<Batch> batches =
                Stream.generate(() -> BATCHES).flatMap(List::stream).iterator();
        return batches::next;
    }

    @Test
    void everyFormTrainsAsTensorsDo() {
        Map<String, List<Double>> expected = onTensors(3);
        assertThat(model().fit(BATCHES, f -> f.epochs(3).verbose(0)).history()).isEqualTo(expected);
        assertThat(model().fit(() -> BATCHES.iterator(), f -> f.epochs(3).verbose(0))
                        .history())
                .isEqualTo(expected);
        Dataset dataset = Dataset.fromTensorSlices(X, Y).batch(16);
        assertThat(model().fit(dataset, f -> f.epochs(3).verbose(0)).history()).isEqualTo(expected);
        Sequence sequence = Sequence.of(3, BATCHES::get);
        assertThat(model().fit(sequence, f -> f.epochs(3).shuffle(false).verbose(0))
                        .history())
                .isEqualTo(expected);
        assertThat(model().fit(endless(), f -> f.stepsPerEpoch(3).epochs(3).verbose(0))
                        .history())
                .isEqualTo(expected);
        Stream<Batch> stream = Stream.generate(endless());
        assertThat(model().fit(stream, f -> f.stepsPerEpoch(3).epochs(3).verbose(0))
                        .history())
                .isEqualTo(expected);
        Iterator<Batch> iterator =
                Collections.nCopies(3, BATCHES).stream().flatMap(List::stream).iterator();
        assertThat(model().fit(iterator, f -> f.stepsPerEpoch(3).epochs(3).verbose(0))
                        .history())
                .isEqualTo(expected);
    }

    @Test
    void epochsGoOnWhereTheOneBeforeHasEnded() {
        List<Integer> asked = new ArrayList<>();
        Sequence sequence = Sequence.of(3, i -> {
            asked.add(i);
            return BATCHES.get(i);
        });
        model.fit(sequence, f -> f.stepsPerEpoch(2).epochs(3).shuffle(false).verbose(0));
        assertThat(asked).startsWith(0, 1, 2, 0, 1, 2);
        // Whole tensors are used in the same way.
        List<Double> losses = model().fit(
                        X,
                        Y,
                        f -> f.batchSize(16)
                                .stepsPerEpoch(2)
                                .epochs(3)
                                .shuffle(false)
                                .verbose(0))
                .get("loss");
        assertThat(model().fit(BATCHES, f -> f.stepsPerEpoch(2).epochs(3).verbose(0))
                        .get("loss"))
                .isEqualTo(losses);
    }

    @Test
    void theBatchesOfASequenceChangePlaces() {
        List<Integer> asked = new ArrayList<>();
        List<String> events = new ArrayList<>();
        Sequence sequence = new Sequence() {
            @Override
            public int size() {
                return 40;
            }

            @Override
            public Batch get(int index) {
                asked.add(index);
                return rows(index, index + 1);
            }

            @Override
            public void onEpochBegin() {
                events.add("begin");
            }

            @Override
            public void onEpochEnd() {
                events.add("end");
            }
        };
        model.fit(sequence, f -> f.epochs(2).verbose(0));
        List<Integer> all = IntStream.range(0, 40).boxed().toList();
        assertThat(asked.subList(0, 40))
                .containsExactlyInAnyOrderElementsOf(all)
                .isNotEqualTo(all);
        assertThat(asked.subList(40, 80))
                .containsExactlyInAnyOrderElementsOf(all)
                .isNotEqualTo(asked.subList(0, 40));
        assertThat(events).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void dataThatEndEarlyEndTheTraining() {
        History history =
                model.fit(BATCHES.stream(), f -> f.stepsPerEpoch(2).epochs(5).verbose(0));
        assertThat(history.epoch()).containsExactly(0, 1);
        assertThat(model.fit(BATCHES.stream(), f -> f.verbose(0)).epoch()).containsExactly(0);
        assertThatThrownBy(() -> model.fit(Stream.<Batch>empty(), f -> f.verbose(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("fit: expected at least one batch. Received none.");
    }

    @Test
    void validatesOnBatches() {
        List<Double> expected = model().fit(
                        X,
                        Y,
                        f -> f.batchSize(16)
                                .epochs(2)
                                .shuffle(false)
                                .validationData(X, Y)
                                .verbose(0))
                .get("val_loss");
        assertThat(model().fit(BATCHES, f -> f.epochs(2).validationData(BATCHES).verbose(0))
                        .get("val_loss"))
                .isEqualTo(expected);
        assertThat(model().fit(
                                BATCHES,
                                f -> f.epochs(2)
                                        .validationData(endless())
                                        .validationSteps(3)
                                        .verbose(0))
                        .get("val_loss"))
                .isEqualTo(expected);
        // The last two batches of three, and tensors beside batches.
        List<Double> two = model().fit(
                        BATCHES, f -> f.validationData(BATCHES.subList(0, 2)).verbose(0))
                .get("val_loss");
        assertThat(model().fit(
                                BATCHES,
                                f -> f.validationData(BATCHES)
                                        .validationSteps(2)
                                        .verbose(0))
                        .get("val_loss"))
                .isEqualTo(two);
        Batch tensors = rows(0, 32);
        assertThat(model().fit(
                                BATCHES,
                                f -> f.validationData(tensors)
                                        .validationBatchSize(16)
                                        .verbose(0))
                        .get("val_loss"))
                .isEqualTo(two);
    }

    @Test
    void evaluatesAndPredicts() {
        Map<String, Double> expected = model.evaluate(X, Y, f -> f.batchSize(16).verbose(0));
        assertThat(model.evaluate(BATCHES, f -> f.verbose(0))).isEqualTo(expected);
        assertThat(model.evaluate(BATCHES.stream(), f -> f.verbose(0))).isEqualTo(expected);
        assertThat(model.evaluate(endless(), f -> f.steps(3).verbose(0))).isEqualTo(expected);
        float[] outputs = model.predict(X, f -> f.batchSize(16)).toFloatArray();
        assertThat(model.predict(BATCHES).toFloatArray()).isEqualTo(outputs);
        assertThat(model.predict(endless(), f -> f.steps(3).verbose(0)).toFloatArray())
                .isEqualTo(outputs);
        assertThat(model.predict(BATCHES.stream(), f -> f.verbose(0)).shape()).isEqualTo(Shape.of(40, 1));
        // Inputs alone are enough.
        Dataset inputs = Dataset.fromTensorSlices(X).batch(16);
        assertThat(model.predict(inputs).toFloatArray()).isEqualTo(outputs);
    }

    @Test
    void weightsComeWithTheBatches() {
        Tensor weight = RandomTensors.uniform(RandomTensors.seed(4, 0), Shape.of(40), 0, 1);
        List<Double> expected = model().fit(
                        X,
                        Y,
                        f -> f.batchSize(16).shuffle(false).sampleWeight(weight).verbose(0))
                .get("loss");
        Dataset weighted =
                Dataset.fromTensorSlices(Batch.of(X, Y).weighted(weight)).batch(16);
        assertThat(model().fit(weighted, f -> f.verbose(0)).get("loss")).isEqualTo(expected);
        List<Double> byClass = model().fit(
                        X,
                        Y,
                        f -> f.batchSize(16)
                                .shuffle(false)
                                .classWeight(Map.of(0, 1.0, 1, 3.0))
                                .verbose(0))
                .get("loss");
        assertThat(model().fit(
                                BATCHES,
                                f -> f.classWeight(Map.of(0, 1.0, 1, 3.0)).verbose(0))
                        .get("loss"))
                .isEqualTo(byClass)
                .isNotEqualTo(expected);
    }

    // ---- errors ----

    @Test
    void dataWithoutEndNeedANumberOfSteps() {
        assertThatThrownBy(() -> model.fit(endless(), f -> f.epochs(2)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("the data have no end")
                .hasMessageContaining("stepsPerEpoch(100)");
        Dataset repeated = Dataset.fromTensorSlices(X, Y).batch(16).repeat();
        assertThatThrownBy(() -> model.fit(repeated)).hasMessageContaining("stepsPerEpoch");
        assertThatThrownBy(() -> model.evaluate(repeated)).hasMessageContaining("steps(100)");
        assertThatThrownBy(() -> model.predict(repeated)).hasMessageContaining("steps(100)");
        assertThatThrownBy(() -> model.fit(BATCHES, f -> f.validationData(repeated)))
                .hasMessageContaining("validationSteps(100)");
    }

    @Test
    void anIteratorIsGoneThroughOnce() {
        assertThatThrownBy(() -> model.fit(BATCHES.iterator(), f -> f.epochs(2)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("once only")
                .hasMessageContaining("Received epochs 2");
    }

    @Test
    void batchesAreTakenAsTheyAre() {
        assertThatThrownBy(() -> model.fit(BATCHES, f -> f.batchSize(8)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("batchSize is for data given as tensors");
        assertThatThrownBy(() -> model.fit(BATCHES, f -> f.validationSplit(0.2)))
                .hasMessageContaining("Try validationData");
        assertThatThrownBy(() -> model.fit(BATCHES, f -> f.sampleWeight(Tensors.ones(40))))
                .hasMessageContaining("weighted(w)");
    }

    @Test
    void datasetsOfSingleSamplesAreToBeBatched() {
        assertThatThrownBy(() -> model.fit(Dataset.fromTensorSlices(X, Y), f -> f.verbose(0)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("call batch(32) before");
    }

    @Test
    void wrongBatchesAreNamedByNumber() {
        assertThatThrownBy(() ->
                        model.fit(List.of(rows(0, 16), Batch.of(X.slice(0, 8), Y.slice(0, 7))), f -> f.verbose(0)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("batch 2")
                .hasMessageContaining("(7, 1)");
        Batch narrow = Batch.of(Tensors.zeros(8, 5), Tensors.zeros(8, 1));
        assertThatThrownBy(() -> model.fit(List.of(rows(0, 16), narrow), f -> f.verbose(0)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("batch 2")
                .hasMessageContaining("(8, 5)");
        assertThatThrownBy(() -> model.fit(List.of(Batch.of(X)), f -> f.verbose(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("expected targets y");
        List<Batch> hole = new ArrayList<>(BATCHES);
        hole.set(1, null);
        assertThatThrownBy(() -> model.fit(hole, f -> f.verbose(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Received null as batch 2");
    }
}
