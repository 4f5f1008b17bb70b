package org.triceras.keras.callbacks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/**
 * A callback that watches one of the logged values.
 *
 * @param <S> the callback itself, which setters return
 */
public abstract class MonitorCallback<S extends MonitorCallback<S>> extends Callback {
    private static final System.Logger LOG = System.getLogger(MonitorCallback.class.getName());
    private static final List<String> RISING = List.of(
            "accuracy",
            "acc",
            "auc",
            "precision",
            "recall",
            "score",
            "iou",
            "io_u",
            "similarity",
            "correlation",
            "true_positives",
            "true_negatives",
            "sensitivity",
            "specificity");
    private static final List<String> FALLING = List.of(
            "loss",
            "error",
            "mse",
            "mae",
            "mape",
            "msle",
            "rmse",
            "crossentropy",
            "bce",
            "ce",
            "hinge",
            "poisson",
            "divergence",
            "kld",
            "logcosh",
            "false_positives",
            "false_negatives");

    private String monitor = "val_loss";
    private String mode = "auto";
    private double minDelta;
    private int verbose;

    MonitorCallback(double minDelta) {
        this.minDelta = minDelta;
    }

    @SuppressWarnings("unchecked")
    final S self() {
        return (S) this;
    }

    /** The name of the value to watch, "val_loss" by default. */
    public S monitor(String name) {
        this.monitor = name;
        return self();
    }

    /** "min" when smaller is better, "max" when greater is, "auto" (the default) to tell from the name. */
    public S mode(String newMode) {
        if (!Set.of("auto", "min", "max").contains(newMode)) {
            throw new ArgumentException(getClass().getSimpleName()
                    + ": expected the mode \"auto\", \"min\" or \"max\". Received \"" + newMode + "\".");
        }
        this.mode = newMode;
        return self();
    }

    /** 1 to print what is done; 0 by default. */
    public S verbose(int verbosity) {
        this.verbose = verbosity;
        return self();
    }

    final void setMinDelta(double delta) {
        this.minDelta = Math.abs(delta);
    }

    final String monitor() {
        return monitor;
    }

    final boolean isVerbose() {
        return verbose > 0;
    }

    final void say(String text) {
        if (isVerbose()) {
            Display.show(MimeBundle.text(text));
        }
    }

    /** The watched value, or null, with a warning, when it is not among the logs. */
    final Double current(Map<String, Double> logs) {
        Double value = logs.get(monitor);
        if (value == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    getClass().getSimpleName() + ": \"" + monitor + "\" is not available. Expected one of "
                            + String.join(", ", logs.keySet()) + ".");
        }
        return value;
    }

    /** True when the value is better than the reference by more than minDelta, or when there is no reference. */
    final boolean isImprovement(double value, Double reference) {
        if (reference == null) {
            return true;
        }
        return rising() ? value - minDelta > reference : value + minDelta < reference;
    }

    private boolean rising() {
        if (!mode.equals("auto")) {
            return mode.equals("max");
        }
        // A second metric of a kind is "auc_1".
        String kind = monitor.replaceFirst("_\\d+$", "");
        if (RISING.stream().anyMatch(kind::endsWith)) {
            return true;
        }
        if (FALLING.stream().anyMatch(kind::endsWith)) {
            return false;
        }
        throw new ArgumentException(getClass().getSimpleName() + ": whether \"" + monitor
                + "\" should rise or fall cannot be told from its name. Expected mode(\"max\") or mode(\"min\").");
    }
}
