package org.triceras.kernel.widgets;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A button; what it does is run between cells, or beside them on a subshell. */
public final class Button extends Widget {
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();

    Button(String description) {
        super(ModelNames.control(
                "Button",
                "ButtonStyle",
                Map.of("description", description, "disabled", false, "icon", "", "button_style", "")));
    }

    /** Adds something to do on a click. */
    public Button onClick(Runnable action) {
        actions.add(action);
        return this;
    }

    @Override
    void event(JsonObject content) {
        if (content.has("event") && content.get("event").getAsString().equals("click")) {
            actions.forEach(Runnable::run);
        }
    }

    @Override
    public String toString() {
        return "Button(" + get("description").getAsString() + ")";
    }
}
