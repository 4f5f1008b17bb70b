package org.triceras.kernel.widgets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A control with one value that a person sets, or that a program shows. */
public abstract class ValueWidget<T> extends Widget {
    private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();

    ValueWidget(Map<String, ?> values) {
        super(values);
    }

    abstract T decode(JsonElement json);

    /** The value that it shows now. */
    public T value() {
        return decode(get("value"));
    }

    /** Sets the value here and in the front end, and tells those who listen. */
    public void value(T value) {
        if (set("value", value)) {
            tell();
        }
    }

    /**
     * Calls {@code listener} whenever the value has changed: between cells, or beside them on a subshell, when a person did it, at once when code did. With a variable
     * of the session it binds the two: {@code slider.onChange(v -> rate = v)}.
     */
    public ValueWidget<T> onChange(Consumer<? super T> listener) {
        listeners.add(listener);
        return this;
    }

    /** The text that stands before it. */
    public void description(String text) {
        set("description", text);
    }

    /** Whether a person can change it. */
    public void enabled(boolean enabled) {
        set("disabled", !enabled);
    }

    @Override
    final void changed(JsonObject change) {
        if (change.has("value")) {
            tell();
        }
    }

    private void tell() {
        T value = value();
        listeners.forEach(listener -> listener.accept(value));
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + value() + ")";
    }
}
