package org.triceras.keras.display;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.triceras.engine.error.StateException;

/** Draws charts. The charts module implements it; found with {@link ServiceLoader}. */
public interface ChartProvider {
    /** The curves of a training history: metric values by name, with "val_" before those of validation; null where there is none. */
    MimeBundle history(List<Integer> epochs, Map<String, List<Double>> values);

    /** The one on the class path, if there is one. */
    static Optional<ChartProvider> find() {
        return ServiceLoader.load(ChartProvider.class, ChartProvider.class.getClassLoader())
                .findFirst();
    }

    /** The one on the class path. */
    static ChartProvider get() {
        return find().orElseThrow(
                        () -> new StateException("Charts: expected the artifact triceras-charts on the class path."
                                + " Found none. Add org.triceras:triceras-charts, or use org.triceras:triceras, which brings"
                                + " it."));
    }
}
