package org.triceras.keras.models;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** Keras's progress line: steps, a bar, the time, the metrics; rewritten in place. */
final class ProgressBar {
    private static final int WIDTH = 20;
    private static final long INTERVAL_NANOS = 100_000_000;

    private int steps;
    private final String id = UUID.randomUUID().toString();
    private final long start = System.nanoTime();
    private long shownAt;
    private long firstStepEnd;
    private boolean shown;
    private int longest;
    private String current = "";

    private final EpochLog log;

    /** @param steps how many there will be, or {@link Feed#UNKNOWN} */
    ProgressBar(int steps) {
        this(steps, null);
    }

    /** @param log where the bar stands below the earlier epochs', or null for an output of its own */
    ProgressBar(int steps, EpochLog log) {
        this.steps = steps;
        this.log = log;
    }

    /** True when it is time to show the bar again; metrics need to be computed only then. */
    boolean isDue() {
        return System.nanoTime() - shownAt > INTERVAL_NANOS;
    }

    void update(int done, Map<String, Double> logs) {
        if (firstStepEnd == 0) {
            firstStepEnd = System.nanoTime();
        }
        show(line(done, logs, false));
        shownAt = System.nanoTime();
    }

    /** Ends the line as it stands, when the run ends before its last step. */
    void stop() {
        if (shown) {
            show(current + "\n");
        }
    }

    /** @param done the steps that there were */
    void finish(int done, Map<String, Double> logs) {
        steps = done;
        show(line(steps, logs, true) + "\n");
    }

    private void show(String text) {
        // A shorter line must cover what a longer one left in the terminal.
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        String line = body + " ".repeat(Math.max(0, longest - body.length())) + text.substring(body.length());
        longest = Math.max(longest, body.length());
        current = body;
        MimeBundle bundle = MimeBundle.text(line);
        if (log != null) {
            log.show(text);
            shown = true;
        } else if (shown) {
            Display.sink().update(bundle, id);
        } else {
            Display.sink().show(bundle, id);
            shown = true;
        }
    }

    private String line(int done, Map<String, Double> logs, boolean end) {
        double seconds = (System.nanoTime() - start) / 1e9;
        // As in Keras, the first step is left out of the estimate: it compiles.
        double perStep = done > 1 && firstStepEnd != 0
                ? (System.nanoTime() - firstStepEnd) / 1e9 / (done - 1)
                : seconds / Math.max(1, done);
        if (steps == Feed.UNKNOWN) {
            return String.format(Locale.ROOT, "%7d/Unknown %.0fs ", done, seconds) + perStep(perStep) + metrics(logs);
        }
        int digits = Integer.toString(steps).length();
        int filled = (int) ((long) WIDTH * done / Math.max(1, steps));
        String time = end ? String.format(Locale.ROOT, "%.0fs", seconds) : clock(perStep * (steps - done));
        return String.format(Locale.ROOT, "%" + digits + "d/%d ", done, steps) + "━".repeat(filled)
                + "─".repeat(WIDTH - filled) + " " + time + " " + perStep(perStep) + metrics(logs);
    }

    private static String clock(double seconds) {
        long s = (long) seconds;
        if (s > 3600) {
            return String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s % 3600 / 60, s % 60);
        }
        return s > 60 ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60) : s + "s";
    }

    /** What a run of all steps did, in a line without a bar. */
    static String summary(int steps, double seconds, Map<String, Double> logs) {
        return String.format(Locale.ROOT, "%d/%d - %.0fs - ", steps, steps, seconds)
                + perStep(seconds / Math.max(1, steps))
                + metrics(logs);
    }

    /** "2s/step", "14ms/step" or "530us/step". */
    static String perStep(double seconds) {
        if (seconds >= 1) {
            return String.format(Locale.ROOT, "%.0fs/step", seconds);
        }
        return seconds >= 1e-3
                ? String.format(Locale.ROOT, "%.0fms/step", seconds * 1e3)
                : String.format(Locale.ROOT, "%.0fus/step", seconds * 1e6);
    }

    /** " - accuracy: 0.9012 - loss: 0.3312" */
    static String metrics(Map<String, Double> logs) {
        StringBuilder text = new StringBuilder();
        logs.forEach((name, value) -> text.append(" - ")
                .append(name)
                .append(": ")
                .append(String.format(Locale.ROOT, Math.abs(value) > 1e-3 ? "%.4f" : "%.4e", value)));
        return text.toString();
    }
}
