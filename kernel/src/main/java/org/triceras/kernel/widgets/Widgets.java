package org.triceras.kernel.widgets;

/**
 * Makes widgets. A cell whose last line is one shows it:
 *
 * <pre>{@code
 * double rate = 0.1;
 * Widgets.slider("rate", 0.0, 1.0, rate).onChange(v -> rate = v)
 * }</pre>
 */
public final class Widgets {
    private Widgets() {}

    /** A slider over the whole numbers from {@code min} to {@code max}. */
    public static IntSlider slider(String description, int min, int max, int value) {
        return new IntSlider(description, min, max, value);
    }

    /** A slider from {@code min} to {@code max} with a hundred steps. */
    public static FloatSlider slider(String description, double min, double max, double value) {
        return new FloatSlider(description, min, max, value);
    }

    /** A progress bar of {@code max} steps. */
    public static Progress progress(String description, int max) {
        return new Progress(description, max);
    }

    public static Checkbox checkbox(String description, boolean value) {
        return new Checkbox(description, value);
    }

    public static Button button(String description) {
        return new Button(description);
    }
}
