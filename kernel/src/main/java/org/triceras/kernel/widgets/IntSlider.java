package org.triceras.kernel.widgets;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/** A slider over whole numbers. */
public final class IntSlider extends ValueWidget<Integer> {
    private final int min;
    private final int max;

    IntSlider(String description, int min, int max, int value) {
        super(ModelNames.control(
                "IntSlider",
                "SliderStyle",
                Map.of(
                        "description",
                        description,
                        "min",
                        min,
                        "max",
                        max,
                        "step",
                        1,
                        "value",
                        checked(min, max, value),
                        "orientation",
                        "horizontal",
                        "readout",
                        true,
                        "continuous_update",
                        true,
                        "disabled",
                        false)));
        this.min = min;
        this.max = max;
    }

    private static int checked(int min, int max, int value) {
        if (min > max) {
            throw new ArgumentException("slider: expected a least value that is not above the greatest. Received " + min
                    + " and " + max + "; their order is slider(description, min, max, value).");
        }
        if (value < min || value > max) {
            throw new ArgumentException(
                    "slider: expected a value from " + min + " to " + max + ". Received " + value + ".");
        }
        return value;
    }

    @Override
    Integer decode(JsonElement json) {
        return json.getAsInt();
    }

    @Override
    JsonElement accept(String name, JsonElement value) {
        return name.equals("value")
                ? new JsonPrimitive(Math.min(max, Math.max(min, (int) Math.round(value.getAsDouble()))))
                : value;
    }

    @Override
    public void value(Integer value) {
        super.value(checked(min, max, value));
    }
}
