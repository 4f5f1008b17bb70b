package org.triceras.keras.models;

import java.util.List;
import java.util.SplittableRandom;
import org.triceras.engine.backend.Buffer;

/**
 * Batches of rows of whole tensors. With a number of steps per epoch, each epoch goes on where the one before has ended, and data that are
 * through begin anew.
 */
final class ArrayFeed implements Feed {
    private final TrainingData data;
    private final BatchFeeder feeder;
    private final int samples;
    private final int batchSize;
    private final int stepsPerEpoch;
    private final SplittableRandom random;
    private int[] order;
    private int at;
    private int taken;
    private boolean begun;

    /**
     * @param stepsPerEpoch 0 for as many as the data need
     * @param random shuffles the samples; null for their own order
     */
    ArrayFeed(String method, TrainingData data, int batchSize, int stepsPerEpoch, SplittableRandom random) {
        this.data = data;
        this.samples = data.samples(method);
        this.batchSize = Math.min(batchSize, samples);
        this.stepsPerEpoch = stepsPerEpoch;
        this.random = random;
        this.feeder = data.feeder();
    }

    /** For evaluation: in order, each sample once at most. */
    static ArrayFeed once(String method, TrainingData data, int batchSize, int steps) {
        int samples = data.samples(method);
        int size = Math.min(batchSize, samples);
        int all = (samples + size - 1) / size;
        return new ArrayFeed(method, data, batchSize, steps > 0 ? Math.min(steps, all) : 0, null);
    }

    @Override
    public int steps() {
        return stepsPerEpoch > 0 ? stepsPerEpoch : (samples + batchSize - 1) / batchSize;
    }

    /** The number of samples that an epoch of {@link #once} gives. */
    int samplesOfEpoch() {
        return (int) Math.min(samples, (long) steps() * batchSize);
    }

    @Override
    public Batch sample() {
        return new Batch(data.x(), data.y(), data.sampleWeight());
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public boolean beginEpoch() {
        taken = 0;
        if (stepsPerEpoch == 0 || !begun) {
            restart();
        }
        return true;
    }

    private void restart() {
        begun = true;
        at = 0;
        order = random == null ? null : permutation(samples, random);
    }

    @Override
    public StepInput next() {
        if (taken == steps()) {
            return null;
        }
        if (at >= samples) {
            restart();
        }
        int count = Math.min(batchSize, samples - at);
        List<Buffer> buffers = feeder.gather(order, at, count);
        at += count;
        taken++;
        return new StepInput(data.x().size(), data.y().size(), count, feeder.specs(), buffers, null, List.of());
    }

    @Override
    public void explainNaN() {
        data.requireFinite();
    }

    /** Fisher and Yates's shuffle. */
    static int[] permutation(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
