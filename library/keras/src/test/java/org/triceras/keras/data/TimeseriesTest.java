package org.triceras.keras.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Batch;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenArray;
import org.triceras.keras.testing.GoldenCase;

/** Windows of a time series against real Keras. */
class TimeseriesTest {
    private static final Tensor DATA = Tensors.arange(40).cast("float32").reshape(20, 2);
    private static final Tensor TARGETS = Tensors.arange(20);

    static List<GoldenCase> cases() {
        return Golden.cases("timeseries");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        Map<String, Object> options = c.config();
        Tensor targets = c.flag("with_targets") ? TARGETS : null;
        Dataset dataset = Timeseries.timeseriesDatasetFromArray(
                DATA,
                targets,
                (Integer) options.get("sequence_length"),
                t -> options.forEach((name, value) -> {
                    switch (name) {
                        case "sequence_stride" -> t.sequenceStride((Integer) value);
                        case "sampling_rate" -> t.samplingRate((Integer) value);
                        case "batch_size" -> t.batchSize((Integer) value);
                        case "start_index" -> t.startIndex((Integer) value);
                        case "end_index" -> t.endIndex((Integer) value);
                        default -> assertThat(name).isEqualTo("sequence_length");
                    }
                }));
        List<GoldenArray> x = c.arrays("x");
        List<Batch> batches = StreamSupport.stream(dataset.spliterator(), false).toList();
        assertThat(batches).hasSize(x.size());
        assertThat(dataset.cardinality()).isEqualTo(x.size());
        for (int i = 0; i < x.size(); i++) {
            x.get(i).check("x " + i, batches.get(i).x().get(0), 0);
            if (targets != null) {
                c.arrays("y").get(i).check("y " + i, batches.get(i).y().get(0), 0);
            }
        }
    }

    @Test
    void shuffledWindowsKeepTheirTargets() {
        Dataset dataset = Timeseries.timeseriesDatasetFromArray(
                DATA, TARGETS, 3, t -> t.shuffle(true).seed(4).batchSize(7));
        Set<Integer> seen = new HashSet<>();
        int[] order = new int[0];
        for (Batch batch : dataset) {
            int[] begins = batch.y().get(0).toIntArray();
            for (int i = 0; i < begins.length; i++) {
                assertThat(batch.x().get(0).at(i).toFloatArray())
                        .isEqualTo(DATA.slice(begins[i], begins[i] + 3).toFloatArray());
                seen.add(begins[i]);
            }
            order = order.length == 0 ? begins : order;
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 18).boxed().toList());
        assertThat(order).isNotEqualTo(Arrays.stream(order).sorted().toArray());
    }

    @Test
    void whatCannotBe() {
        assertThatThrownBy(() -> Timeseries.timeseriesDatasetFromArray(DATA, TARGETS, 21))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("20 rows")
                .hasMessageContaining("span 21");
        assertThatThrownBy(() -> Timeseries.timeseriesDatasetFromArray(DATA, null, 3, t -> t.startIndex(21)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("from 0 to 20");
        assertThatThrownBy(() -> Timeseries.timeseriesDatasetFromArray(DATA, null, 0))
                .hasMessageContaining("sequenceLength above 0");
        assertThat(Timeseries.timeseriesDatasetFromArray(DATA, null, 20)
                        .iterator()
                        .next()
                        .x()
                        .get(0)
                        .shape())
                .isEqualTo(Shape.of(1, 20, 2));
    }
}
