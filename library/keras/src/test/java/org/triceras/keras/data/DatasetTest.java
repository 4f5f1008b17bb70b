package org.triceras.keras.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Batch;
import org.triceras.keras.util.Rng;

class DatasetTest {
    private static final Tensor X = Tensors.arange(20).cast("float32").reshape(10, 2);
    private static final Tensor Y = Tensors.arange(10);

    /** The elements' inputs as numbers, one list per element. */
    private static List<List<Integer>> numbers(Dataset dataset) {
        List<List<Integer>> all = new ArrayList<>();
        for (Batch batch : dataset) {
            all.add(Arrays.stream(batch.x().get(0).toIntArray()).boxed().toList());
        }
        return all;
    }

    private static List<Integer> flat(Dataset dataset) {
        return numbers(dataset).stream().flatMap(List::stream).toList();
    }

    private static List<Integer> range(int from, int to) {
        return LongStream.range(from, to).mapToObj(i -> (int) i).toList();
    }

    @Test
    void rowsAreSamples() {
        Dataset dataset = Dataset.fromTensorSlices(X, Y);
        assertThat(dataset.cardinality()).isEqualTo(10);
        assertThat(dataset).hasToString("Dataset of 10 elements");
        Batch first = dataset.iterator().next();
        assertThat(first.x().get(0).shape()).isEqualTo(Shape.of(2));
        assertThat(first.y().get(0).shape()).isEqualTo(Shape.of());
        assertThat(numbers(dataset.skip(8))).containsExactly(List.of(16, 17), List.of(18, 19));
    }

    @Test
    void batches() {
        Dataset batches = Dataset.fromTensorSlices(X, Y).batch(4);
        assertThat(batches.cardinality()).isEqualTo(3);
        assertThat(StreamSupport.stream(batches.spliterator(), false)
                        .map(b -> b.x().get(0).shape()))
                .containsExactly(Shape.of(4, 2), Shape.of(4, 2), Shape.of(2, 2));
        assertThat(flat(batches)).isEqualTo(range(0, 20));
        assertThat(numbers(Dataset.range(10).batch(4, true))).containsExactly(range(0, 4), range(4, 8));
        assertThat(numbers(Dataset.range(5).batch(2))).containsExactly(range(0, 2), range(2, 4), range(4, 5));
        assertThat(flat(batches.unbatch())).isEqualTo(range(0, 20));
        assertThat(batches.unbatch().iterator().next().y().get(0).shape()).isEqualTo(Shape.of());
    }

    @Test
    void orderAndNumber() {
        Dataset six = Dataset.range(6);
        assertThat(flat(six.take(2))).containsExactly(0, 1);
        assertThat(flat(six.take(-1))).isEqualTo(range(0, 6));
        assertThat(flat(six.skip(4))).containsExactly(4, 5);
        assertThat(flat(six.skip(-1))).isEmpty();
        assertThat(flat(six.take(2).repeat(3))).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(flat(six.shard(4, 1))).containsExactly(1, 5);
        assertThat(six.shard(4, 1).cardinality()).isEqualTo(2);
        assertThat(six.shard(4, 3).cardinality()).isEqualTo(1);
        assertThat(flat(six.take(1).concatenate(six.skip(5)))).containsExactly(0, 5);
        assertThat(flat(six.repeat().take(8))).containsExactly(0, 1, 2, 3, 4, 5, 0, 1);
        assertThat(six.repeat().cardinality()).isEqualTo(Dataset.INFINITE);
        assertThat(six.repeat(0).cardinality()).isZero();
        assertThat(six.take(0).repeat().iterator().hasNext()).isFalse();
        assertThat(six.repeat().take(8).cardinality()).isEqualTo(8);
        assertThat(Dataset.fromTensorSlices(X).repeat(2).take(15).cardinality()).isEqualTo(15);
    }

    @Test
    void elementsAreChangedAndLeftOut() {
        Dataset dataset = Dataset.fromTensorSlices(X, Y);
        Dataset changed = dataset.map((x, y) -> Batch.of(x.mul(10), y));
        assertThat(numbers(changed.take(1))).containsExactly(List.of(0, 10));
        Dataset even = dataset.filter(b -> b.y().get(0).item() % 2 == 0);
        assertThat(even.cardinality()).isEqualTo(Dataset.UNKNOWN);
        assertThat(numbers(even)).hasSize(5).element(1).isEqualTo(List.of(4, 5));
        assertThat(numbers(Dataset.zip(Dataset.range(3), Dataset.range(9)))).hasSize(3);
        assertThatThrownBy(() -> numbers(Dataset.range(3).map((x, y) -> Batch.of(x, y))))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Try map(batch -> ...)");
    }

    @Test
    void shuffles() {
        Rng.setRandomSeed(3);
        Dataset mixed = Dataset.fromTensorSlices(Y).shuffle(10);
        List<Integer> first = flat(mixed);
        assertThat(first).containsExactlyInAnyOrderElementsOf(range(0, 10));
        assertThat(flat(mixed))
                .containsExactlyInAnyOrderElementsOf(range(0, 10))
                .isNotEqualTo(first);
        // With a small buffer an element comes at most that much too early.
        List<Integer> near = flat(Dataset.range(50).shuffle(3, 1));
        assertThat(near).containsExactlyInAnyOrderElementsOf(range(0, 50)).isNotEqualTo(range(0, 50));
        for (int i = 0; i < 50; i++) {
            assertThat(near.get(i)).isLessThan(i + 3);
        }
        List<Integer> seeded = flat(Dataset.range(50).shuffle(50, 1));
        assertThat(flat(Dataset.range(50).shuffle(50, 1))).isEqualTo(seeded);
        Dataset same = Dataset.range(50).shuffle(50, 1L, false);
        assertThat(flat(same)).isEqualTo(flat(same));
        Dataset pairs = Dataset.fromTensorSlices(X, Y).shuffle(10, 4).batch(5);
        for (Batch batch : pairs) {
            assertThat(batch.x().get(0).toFloatArray())
                    .isEqualTo(X.gather(batch.y().get(0), 0).toFloatArray());
        }
    }

    @Test
    void cachedElementsAreMadeOnce() {
        int[] made = {0};
        Dataset cached = Dataset.range(4)
                .map(b -> {
                    made[0]++;
                    return b;
                })
                .cache();
        // A pass that does not reach the end keeps nothing.
        cached.iterator().next();
        assertThat(flat(cached)).isEqualTo(range(0, 4));
        assertThat(flat(cached)).isEqualTo(range(0, 4));
        assertThat(made[0]).isEqualTo(5);
    }

    @Test
    void fetchesAhead() {
        assertThat(flat(Dataset.range(100).prefetch(3))).isEqualTo(range(0, 100));
        Dataset failing = Dataset.range(3)
                .map(b -> {
                    throw new IllegalStateException("no such file");
                })
                .prefetch(2);
        assertThatThrownBy(() -> flat(failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no such file");
    }

    @Test
    void otherSources() {
        List<Batch> list = List.of(Batch.of(X), Batch.of(X));
        assertThat(Dataset.from(list).cardinality()).isEqualTo(2);
        assertThat(Dataset.from(() -> list.iterator()).cardinality()).isEqualTo(Dataset.UNKNOWN);
        assertThat(Dataset.from(Sequence.of(3, i -> Batch.of(X))).cardinality()).isEqualTo(3);
        int[] next = {0};
        Dataset endless = Dataset.generate(() -> Batch.of(Tensors.scalar(next[0]++)));
        assertThat(flat(endless.take(3).batch(2))).containsExactly(0, 1, 2);
        Iterator<Batch> sequence = Sequence.of(1, i -> Batch.of(X)).iterator();
        sequence.next();
        assertThatThrownBy(sequence::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whatCannotBe() {
        assertThatThrownBy(() -> Dataset.fromTensorSlices(X, Tensors.zeros(9)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(10, 2), (9,)");
        assertThatThrownBy(() -> Dataset.range(3).batch(0))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("batch: expected size of at least 1. Received 0.");
        Dataset uneven = Dataset.from(List.of(Batch.of(Tensors.zeros(2)), Batch.of(Tensors.zeros(3))));
        assertThatThrownBy(() -> flat(uneven.batch(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(2,)")
                .hasMessageContaining("(3,)");
        assertThatThrownBy(() -> Dataset.range(3).unbatch().iterator().next())
                .hasMessageContaining("unbatch: expected batches");
        assertThatThrownBy(() -> Sequence.of(-1, i -> null)).hasMessageContaining("Received -1");
        assertThatThrownBy(() -> Dataset.range(3).shard(2, 2)).hasMessageContaining("Received 2");
        assertThatThrownBy(() -> Dataset.range(3).shuffle(2, null, false)).hasMessageContaining("expected a seed");
    }

    /** With prefetch it would be the end of the data, and training would go on with less. */
    @Test
    void nullIsNoElement() {
        assertThatThrownBy(() -> Dataset.range(3)
                        .map(element -> null)
                        .prefetch(1)
                        .iterator()
                        .hasNext())
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("map: expected a Batch")
                .hasMessageContaining("filter");
        assertThatThrownBy(
                        () -> Dataset.generate(() -> null).batch(2).iterator().hasNext())
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("generate: expected a Batch");
    }

    @Test
    void aPassGoesOnAfterAFailedElementWithPrefetchAsWithout() {
        Dataset failing = Dataset.range(4).map(element -> {
            if (element.x().get(0).item() == 1) {
                throw new IllegalStateException("bad file");
            }
            return element;
        });
        for (Iterator<Batch> each :
                List.of(failing.iterator(), failing.prefetch(1).iterator())) {
            assertThat(each.next().x().get(0).item()).isZero();
            assertThatThrownBy(each::next).hasMessage("bad file");
            assertThat(each.next().x().get(0).item()).isEqualTo(2);
            assertThat(each.next().x().get(0).item()).isEqualTo(3);
            assertThat(each.hasNext()).isFalse();
        }
    }
}
