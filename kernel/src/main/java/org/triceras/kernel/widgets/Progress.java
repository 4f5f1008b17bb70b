package org.triceras.kernel.widgets;

import com.google.gson.JsonElement;
import java.util.Map;

/** A progress bar that code moves. */
public final class Progress extends ValueWidget<Integer> {
    Progress(String description, int max) {
        super(ModelNames.control(
                "IntProgress",
                "Progress",
                "ProgressStyle",
                Map.of(
                        "description",
                        description,
                        "min",
                        0,
                        "max",
                        max,
                        "value",
                        0,
                        "orientation",
                        "horizontal",
                        "bar_style",
                        "")));
    }

    @Override
    Integer decode(JsonElement json) {
        return json.getAsInt();
    }

    /** One step further. */
    public void step() {
        value(value() + 1);
    }

    /** Shows that all went well, or that something failed. */
    public void finish(boolean success) {
        set("bar_style", success ? "success" : "danger");
    }
}
