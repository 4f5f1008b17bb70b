package org.triceras.keras.models;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.triceras.keras.callbacks.Callback;

/** All callbacks of a run as one. */
final class CallbackList {
    private final List<Callback> callbacks;

    CallbackList(Model model, List<Callback> callbacks, Map<String, Object> params) {
        this.callbacks = List.copyOf(callbacks);
        each(callback -> {
            callback.setModel(model);
            callback.setParams(params);
        });
    }

    void each(Consumer<Callback> action) {
        callbacks.forEach(action);
    }

    boolean isEmpty() {
        return callbacks.isEmpty();
    }

    boolean wantsBatchLogs() {
        return callbacks.stream().anyMatch(Callback::wantsBatchLogs);
    }
}
