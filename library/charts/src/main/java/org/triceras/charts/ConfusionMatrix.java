package org.triceras.charts;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** How often each class was taken for which: rows are true classes, columns predicted ones. */
public final class ConfusionMatrix implements Displayable {
    private final int[][] counts;

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
    }

    /** Counts of class indices (one axis, equal lengths). One-hot or probability rows are taken by their largest entry. */
    public static ConfusionMatrix of(Tensor yTrue, Tensor yPred) {
        int[] truth = classes(yTrue);
        int[] predicted = classes(yPred);
        if (truth.length != predicted.length) {
            throw new ShapeException("confusionMatrix: expected as many predictions as true labels. Received "
                    + truth.length + " labels and " + predicted.length + " predictions.");
        }
        int classes = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] < 0 || predicted[i] < 0) {
                throw new ShapeException("confusionMatrix: a class index cannot be negative. Received true " + truth[i]
                        + ", predicted " + predicted[i] + " at position " + i + ".");
            }
            classes = Math.max(classes, Math.max(truth[i], predicted[i]) + 1);
        }
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(counts);
    }

    private static int[] classes(Tensor labels) {
        if (labels.rank() == 2 && labels.shape().dim(1) > 1) {
            return labels.argmax(-1).toIntArray();
        }
        double[] values = labels.toDoubleArray();
        for (double value : values) {
            // Probabilities of one sigmoid, say, which would all be cut off to class 0.
            if (value != Math.rint(value) || Double.isInfinite(value)) {
                throw new ArgumentException(
                        "confusionMatrix: expected whole numbers of classes, or a row of probabilities for each example."
                                + " Received " + value + ". For probabilities of class 1 try p.gt(0.5).");
            }
        }
        return labels.toIntArray();
    }

    /** The number of examples of a true class that were predicted as another. */
    public int count(int trueClass, int predictedClass) {
        return counts[trueClass][predictedClass];
    }

    /** A copy of all counts. */
    public int[][] counts() {
        int[][] copy = new int[counts.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = counts[i].clone();
        }
        return copy;
    }

    /** A heat map with the numbers in it; the classes are numbered. */
    public Chart plot() {
        return plot(IntStream.range(0, counts.length).mapToObj(String::valueOf).toList());
    }

    /** A heat map with the numbers in it, and with names for the classes. */
    public Chart plot(List<String> names) {
        if (names.size() != counts.length) {
            throw new ArgumentException("confusionMatrix.plot: expected " + counts.length
                    + " names, one per class. Received " + names.size() + ".");
        }
        return new HeatMap("Confusion matrix", "true", "predicted", names, counts).chart();
    }

    /** The heat map where it can be shown, else the numbers. */
    @Override
    public MimeBundle toMimeBundle() {
        if (!Display.sink().isRich() || counts.length == 0) {
            return MimeBundle.text(toString());
        }
        Chart chart = plot();
        return MimeBundle.text(toString())
                .with(MimeBundle.SVG, chart.toSvg())
                .with(VegaLite.MIME_TYPE, chart.toVegaLite());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("confusion matrix, rows are true classes, columns predicted ones\n");
        for (int[] row : counts) {
            for (int count : row) {
                text.append(String.format(Locale.ROOT, "%7d", count));
            }
            text.append('\n');
        }
        return text.toString().stripTrailing();
    }
}
