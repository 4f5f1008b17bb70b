package org.triceras.keras.layers;

import java.util.List;

/** What layers share that look pixels up in images and can continue these beyond the border in several ways. */
public abstract class FilledImageLayer<L extends FilledImageLayer<L>> extends SampledImageLayer<L> {
    private static final List<String> FILLS = List.of("reflect", "wrap", "nearest", "constant");

    private String fillMode = "reflect";

    /** What lies beyond the border: "reflect" (the default), "wrap", "nearest" or "constant", which is fillValue. */
    public L fillMode(String mode) {
        requireUnbuilt("fillMode");
        this.fillMode = known("fillMode", mode, FILLS);
        return self();
    }

    @Override
    final String beyond() {
        return fillMode;
    }

    final void fillOptions(Options o) {
        o.text("fill_mode", () -> fillMode, v -> fillMode = known("fillMode", v, FILLS));
        samplingOptions(o);
    }
}
