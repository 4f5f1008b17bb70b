package org.triceras.kernel.widgets;

import com.google.gson.JsonElement;
import java.util.Map;

/** A box to tick. */
public final class Checkbox extends ValueWidget<Boolean> {
    Checkbox(String description, boolean value) {
        super(ModelNames.control(
                "Checkbox",
                "CheckboxStyle",
                Map.of("description", description, "value", value, "indent", true, "disabled", false)));
    }

    @Override
    Boolean decode(JsonElement json) {
        return json.getAsBoolean();
    }
}
