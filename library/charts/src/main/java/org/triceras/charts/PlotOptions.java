package org.triceras.charts;

import org.triceras.engine.error.ArgumentException;

/** What {@link ModelPlot} says about each layer; the names are Keras's. */
public final class PlotOptions {
    boolean showShapes = true;
    boolean showDtype;
    boolean showLayerNames = true;
    boolean showLayerActivations;
    boolean showTrainable;
    boolean isLeftToRight;

    PlotOptions() {}

    /** The shapes that go in and come out; true by default. */
    public PlotOptions showShapes(boolean show) {
        showShapes = show;
        return this;
    }

    /** The type of the numbers that come out; false by default. */
    public PlotOptions showDtype(boolean show) {
        showDtype = show;
        return this;
    }

    /** Names beside classes; true by default. */
    public PlotOptions showLayerNames(boolean show) {
        showLayerNames = show;
        return this;
    }

    /** The activation of layers that have one; false by default. */
    public PlotOptions showLayerActivations(boolean show) {
        showLayerActivations = show;
        return this;
    }

    /** Whether training changes the layer's weights, for layers that have some; false by default. */
    public PlotOptions showTrainable(boolean show) {
        showTrainable = show;
        return this;
    }

    /** "TB" from top to bottom, which is the default, or "LR" from left to right. */
    public PlotOptions rankdir(String direction) {
        if (!direction.equals("TB") && !direction.equals("LR")) {
            throw new ArgumentException(
                    "plotModel: expected rankdir \"TB\" or \"LR\". Received \"" + direction + "\".");
        }
        isLeftToRight = direction.equals("LR");
        return this;
    }
}
