package org.triceras.keras.models;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.data.Dataset;
import org.triceras.keras.data.Sequence;

/**
 * Batches as somebody else makes them. With a number of steps per epoch, each epoch goes on where the one before has ended, and batches that
 * are through are asked for anew, as far as they can be.
 */
final class StreamFeed implements Feed {
    private final String method;
    private final Model model;
    private final BatchSource source;
    private final int stepsPerEpoch;
    private final SplittableRandom random;
    private final Map<Integer, Double> classWeight;
    private final boolean targets;
    private int size;
    private Iterator<Batch> iterator;
    private Batch peeked;
    private int taken;
    private int number;
    private boolean sequenceBegun;
    private boolean dry;

    /**
     * @param method what the user called, for messages
     * @param stepsPerEpoch 0 for all that there is
     * @param random shuffles the batches of a sequence; null for their own order
     * @param classWeight null for none
     * @param targets false when only the inputs are needed
     */
    StreamFeed(
            String method,
            Model model,
            BatchSource source,
            int stepsPerEpoch,
            SplittableRandom random,
            Map<Integer, Double> classWeight,
            boolean targets) {
        this.method = method;
        this.model = model;
        this.source = source;
        this.stepsPerEpoch = stepsPerEpoch;
        this.random = random;
        this.classWeight = classWeight;
        this.targets = targets;
        this.size = source.size();
    }

    @Override
    public int steps() {
        return stepsPerEpoch > 0 ? stepsPerEpoch : size;
    }

    @Override
    public Batch sample() {
        if (peeked == null) {
            beginSequence();
            open();
            if (!iterator.hasNext()) {
                throw new ArgumentException(method + ": expected at least one batch. Received none.");
            }
            peeked = take();
        }
        return peeked;
    }

    @Override
    public int batchSize() {
        return sample().size();
    }

    @Override
    public boolean beginEpoch() {
        taken = 0;
        beginSequence();
        if (peeked == null && (iterator == null || !iterator.hasNext())) {
            open();
        }
        return !(dry = peeked == null && !iterator.hasNext());
    }

    private void open() {
        iterator = source.iterator(random);
        number = 0;
    }

    private void beginSequence() {
        if (!sequenceBegun && source.batches() instanceof Sequence sequence) {
            sequence.onEpochBegin();
            sequenceBegun = true;
        }
    }

    @Override
    public StepInput next() {
        Batch batch = nextBatch();
        if (batch == null) {
            if (source.batches() instanceof Sequence sequence) {
                sequence.onEpochEnd();
                sequenceBegun = false;
            }
            return null;
        }
        taken++;
        List<Tensor> all = Stream.of(batch.x(), batch.y(), batch.sampleWeight())
                .flatMap(List::stream)
                .toList();
        return new StepInput(
                batch.x().size(),
                batch.y().size(),
                batch.size(),
                all.stream().map(Tensor::spec).toList(),
                all.stream().map(Tensor::buffer).toList(),
                method + ", batch " + number,
                batch.y());
    }

    private Batch nextBatch() {
        if (peeked != null) {
            Batch batch = peeked;
            peeked = null;
            return batch;
        }
        if (stepsPerEpoch > 0) {
            if (taken == stepsPerEpoch) {
                return null;
            }
            if (!iterator.hasNext() && source.kind() == BatchSource.Kind.AGAIN) {
                open();
            }
            dry = !iterator.hasNext();
            return dry ? null : take();
        }
        if (iterator.hasNext()) {
            return take();
        }
        size = taken;
        // The next epoch asks for another one.
        iterator = null;
        return null;
    }

    @Override
    public boolean hasRunDry() {
        return dry;
    }

    private void requireSamples(TrainingData data) {
        try {
            data.samples(method + ", batch " + number);
        } catch (ShapeException e) {
            if (source.batches() instanceof Dataset) {
                throw new ShapeException(
                        e.getMessage() + " If the dataset's elements are single samples, call batch(32) before.", e);
            }
            throw e;
        }
    }

    private Batch take() {
        number++;
        Batch given = iterator.next();
        if (given == null) {
            throw new ArgumentException(
                    method + ": expected batches. Received null as batch " + number + " of the data.");
        }
        Batch named = targets ? given : new Batch(given.x(), List.of(), List.of(), given.keys());
        Batch batch = NamedTensors.arrange(model, method, named);
        TrainingData data = new TrainingData(batch.x(), batch.y(), batch.sampleWeight());
        requireSamples(data);
        if (classWeight == null || !targets) {
            return batch;
        }
        TrainingData weighted = data.withClassWeight(classWeight);
        return new Batch(weighted.x(), weighted.y(), weighted.sampleWeight());
    }
}
