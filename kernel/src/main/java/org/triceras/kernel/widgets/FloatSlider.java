package org.triceras.kernel.widgets;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/** A slider over fractions. */
public final class FloatSlider extends ValueWidget<Double> {
    private static final int STEPS = 100;

    private final double min;
    private final double max;

    FloatSlider(String description, double min, double max, double value) {
        super(ModelNames.control(
                "FloatSlider",
                "SliderStyle",
                Map.of(
                        "description",
                        description,
                        "min",
                        min,
                        "max",
                        max,
                        "step",
                        (max - min) / STEPS,
                        "value",
                        checked(min, max, value),
                        "orientation",
                        "horizontal",
                        "readout",
                        true,
                        "readout_format",
                        ".3g",
                        "continuous_update",
                        true,
                        "disabled",
                        false)));
        this.min = min;
        this.max = max;
    }

    private static double checked(double min, double max, double value) {
        if (!(min <= max)) {
            throw new ArgumentException("slider: expected a least value that is not above the greatest. Received " + min
                    + " and " + max + "; their order is slider(description, min, max, value).");
        }
        if (!(value >= min && value <= max)) {
            throw new ArgumentException(
                    "slider: expected a value from " + min + " to " + max + ". Received " + value + ".");
        }
        return value;
    }

    @Override
    Double decode(JsonElement json) {
        return json.getAsDouble();
    }

    @Override
    JsonElement accept(String name, JsonElement value) {
        return name.equals("value") ? new JsonPrimitive(Math.min(max, Math.max(min, value.getAsDouble()))) : value;
    }

    @Override
    public void value(Double value) {
        super.value(checked(min, max, value));
    }
}
