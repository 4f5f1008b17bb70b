package org.triceras.keras.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Batch;

/**
 * Windows of a time series as batches, cut when they are needed: {@code timeseriesDatasetFromArray(data, targets, 24, t -> t.samplingRate(6))}.
 *
 * <p>Window number i begins at row {@code startIndex + i * sequenceStride} of the data; it has {@code sequenceLength} rows,
 * {@code samplingRate} apart, and its target is the one in the row where the window begins. To forecast, give targets that were shifted: the
 * value {@code n} rows later is {@code data.slice(n, data.shape().dim(0))}.
 */
public final class Timeseries {
    private final Tensor data;
    private final Tensor targets;
    private final int sequenceLength;
    private int sequenceStride = 1;
    private int samplingRate = 1;
    private int batchSize = 128;
    private boolean shuffle;
    private Long seed;
    private int startIndex;
    private int endIndex;

    private Timeseries(Tensor data, Tensor targets, int sequenceLength) {
        this.data = data;
        this.targets = targets;
        this.sequenceLength = atLeastOne("sequenceLength", sequenceLength);
        this.endIndex = rows("data", data);
        if (targets != null) {
            rows("targets", targets);
        }
    }

    private static int rows(String what, Tensor tensor) {
        if (tensor.rank() == 0) {
            throw new ArgumentException(
                    "timeseriesDatasetFromArray: expected " + what + " whose first axis is time. Received a scalar.");
        }
        return tensor.shape().dim(0);
    }

    private static int atLeastOne(String what, int value) {
        if (value < 1) {
            throw new ArgumentException(
                    "timeseriesDatasetFromArray: expected " + what + " above 0. Received " + value + ".");
        }
        return value;
    }

    /**
     * Batches of windows.
     *
     * @param data shape (time, ...)
     * @param targets shape (time, ...), of the window that begins there; null for none
     * @param sequenceLength the rows of a window
     * @return inputs of shape (batch, sequenceLength, ...), targets of shape (batch, ...)
     */
    public static Dataset timeseriesDatasetFromArray(
            Tensor data, Tensor targets, int sequenceLength, Consumer<Timeseries> options) {
        Timeseries chosen = new Timeseries(data, targets, sequenceLength);
        options.accept(chosen);
        return chosen.dataset();
    }

    public static Dataset timeseriesDatasetFromArray(Tensor data, Tensor targets, int sequenceLength) {
        return timeseriesDatasetFromArray(data, targets, sequenceLength, t -> {});
    }

    /** The rows from one window's beginning to the next one's; 1 by default. */
    public Timeseries sequenceStride(int rows) {
        this.sequenceStride = atLeastOne("sequenceStride", rows);
        return this;
    }

    /** The rows from one of a window to its next; 1 by default. */
    public Timeseries samplingRate(int rows) {
        this.samplingRate = atLeastOne("samplingRate", rows);
        return this;
    }

    /** The windows of a batch; 128 by default. */
    public Timeseries batchSize(int windows) {
        this.batchSize = atLeastOne("batchSize", windows);
        return this;
    }

    /** Whether windows come in another order at each pass; false by default. */
    public Timeseries shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /** Makes the order repeatable. */
    public Timeseries seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** The first row that is used; 0 by default. */
    public Timeseries startIndex(int row) {
        this.startIndex = inside("startIndex", row);
        return this;
    }

    /** The row after the last that is used; all rows by default. */
    public Timeseries endIndex(int row) {
        this.endIndex = inside("endIndex", row);
        return this;
    }

    private int inside(String what, int row) {
        if (row < 0 || row > data.shape().dim(0)) {
            throw new ArgumentException("timeseriesDatasetFromArray: expected " + what + " from 0 to "
                    + data.shape().dim(0) + ", the rows of the data. Received " + row + ".");
        }
        return row;
    }

    private Dataset dataset() {
        long beginnings = (long) endIndex - startIndex - (sequenceLength - 1L) * samplingRate;
        if (targets != null) {
            beginnings = Math.min(beginnings, (long) targets.shape().dim(0) - startIndex);
        }
        if (beginnings < 1) {
            throw new ArgumentException("timeseriesDatasetFromArray: expected at least one window. Received "
                    + (endIndex - startIndex) + " rows"
                    + (targets == null ? "" : ", " + targets.shape().dim(0) + " targets") + " for windows that span "
                    + ((sequenceLength - 1L) * samplingRate + 1) + ".");
        }
        int windows = (int) ((beginnings + sequenceStride - 1) / sequenceStride);
        Elements<Integer> numbers =
                Elements.of(windows, () -> IntStream.range(0, windows).iterator());
        Elements<Integer> order = shuffle ? numbers.shuffle(windows, seed, true) : numbers;
        return new Dataset(Elements.of(Batches.count(windows, batchSize, false), () -> {
            Iterator<Integer> each = order.open();
            return new Elements.Cursor<Batch>() {
                @Override
                void advance() {
                    List<Integer> begins = new ArrayList<>();
                    while (begins.size() < batchSize && each.hasNext()) {
                        begins.add(startIndex + each.next() * sequenceStride);
                    }
                    if (!begins.isEmpty()) {
                        give(batch(begins.stream().mapToInt(Integer::intValue).toArray()));
                    }
                }
            };
        }));
    }

    private Batch batch(int[] begins) {
        int[] rows = Arrays.stream(begins)
                .flatMap(begin -> IntStream.range(0, sequenceLength).map(i -> begin + i * samplingRate))
                .toArray();
        Shape shape = data.shape().with(0, sequenceLength).insert(0, begins.length);
        Tensor x = copy(data, rows, shape);
        return targets == null
                ? Batch.of(x)
                : Batch.of(x, copy(targets, begins, targets.shape().with(0, begins.length)));
    }

    private static Tensor copy(Tensor tensor, int[] rows, Shape shape) {
        int length = tensor.size() / tensor.shape().dim(0);
        HostBuffer target = HostBuffer.allocate(tensor.dtype(), Math.multiplyExact(length, rows.length));
        tensor.buffer().copyRows(rows, 0, rows.length, 0, length, target);
        return Tensors.wrap(shape, tensor.dtype(), target.array());
    }
}
