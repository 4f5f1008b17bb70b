package org.triceras.kernel.widgets;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.comm.Comm;
import org.triceras.kernel.comm.CommMessage;
import org.triceras.kernel.comm.Comms;

/**
 * A control that lives in the front end and here: a set of named values that both sides keep equal by ipywidgets' messages (protocol
 * version 2). The front end needs ipywidgets' JavaScript, which JupyterLab has once the Python package ipywidgets is installed.
 */
public abstract class Widget implements Displayable {
    static final String TARGET = "jupyter.widget";
    static final String CONTROL = "jupyter.widget.control";
    static final String PROTOCOL = "2.1.0";
    static final String REFERENCE = "IPY_MODEL_";
    private static final Gson GSON = new Gson();
    private static final Map<String, Widget> OPEN = new ConcurrentHashMap<>();

    static {
        Comms.all().register(CONTROL, (comm, first) -> comm.onMessage(message -> answerControl(comm, message)));
    }

    private final JsonObject state = new JsonObject();
    private final Comm comm;

    /** Opens a widget whose values begin as {@code values}; ipywidgets' names. */
    Widget(Map<String, ?> values) {
        values.forEach((name, value) -> state.add(name, json(value)));
        JsonObject metadata = new JsonObject();
        metadata.addProperty("version", PROTOCOL);
        comm = Comms.all().open(TARGET, new CommMessage(stateData(null), metadata, java.util.List.of()));
        comm.onMessage(this::received);
        comm.onClose(message -> OPEN.remove(comm.id()));
        OPEN.put(comm.id(), this);
    }

    /** The id by which the front end and other widgets know it. */
    public String modelId() {
        return comm.id();
    }

    /** Removes it from the front end. */
    public void close() {
        OPEN.remove(comm.id());
        comm.close();
    }

    /** A value by its name. */
    protected final JsonElement get(String name) {
        synchronized (state) {
            return state.get(name);
        }
    }

    /** Sets a value here and in the front end; true when it was another one before. */
    protected final boolean set(String name, Object value) {
        JsonObject change = new JsonObject();
        synchronized (state) {
            JsonElement json = json(value);
            if (json.equals(state.get(name))) {
                return false;
            }
            state.add(name, json);
            change.add(name, json);
        }
        comm.send(stateData(change));
        return true;
    }

    /** What the front end changed; the values stand already. */
    void changed(JsonObject change) {}

    /** Something that is no change of a value, such as a click. */
    void event(JsonObject content) {}

    /** What may be made of a value from the front end, so that it never leaves its range. */
    JsonElement accept(String name, JsonElement value) {
        return value;
    }

    private void received(CommMessage message) {
        JsonObject data = message.data();
        String method = data.has("method") ? data.get("method").getAsString() : "";
        switch (method) {
            case "update":
                update(data.getAsJsonObject("state"));
                break;
            case "request_state":
                comm.send(stateData(null));
                break;
            case "custom":
                event(data.getAsJsonObject("content"));
                break;
            default:
                break;
        }
    }

    private void update(JsonObject incoming) {
        JsonObject known = new JsonObject();
        JsonObject corrections = new JsonObject();
        synchronized (state) {
            for (Map.Entry<String, JsonElement> entry : incoming.entrySet()) {
                if (state.has(entry.getKey())) {
                    JsonElement accepted = accept(entry.getKey(), entry.getValue());
                    known.add(entry.getKey(), entry.getValue());
                    state.add(entry.getKey(), accepted);
                    if (!accepted.equals(entry.getValue())) {
                        corrections.add(entry.getKey(), accepted);
                    }
                }
            }
        }
        if (known.size() == 0) {
            return;
        }
        // Other views of the same widget learn of the change by the echo.
        JsonObject echo = stateData(known);
        echo.addProperty("method", "echo_update");
        comm.send(echo);
        if (corrections.size() > 0) {
            comm.send(stateData(corrections));
        }
        changed(known);
    }

    /** All values, or those of a change. */
    private JsonObject stateData(JsonObject change) {
        JsonObject data = new JsonObject();
        data.addProperty("method", "update");
        synchronized (state) {
            data.add("state", (change == null ? state : change).deepCopy());
        }
        data.add("buffer_paths", new JsonArray());
        return data;
    }

    /** A page that was loaded anew asks for all widgets at once. */
    private static void answerControl(Comm comm, CommMessage message) {
        JsonElement method = message.data().get("method");
        if (method == null || !method.getAsString().equals("request_states")) {
            return;
        }
        JsonObject states = new JsonObject();
        OPEN.forEach((id, widget) -> {
            JsonObject values = widget.stateData(null).getAsJsonObject("state");
            JsonObject entry = new JsonObject();
            entry.add("model_name", values.get("_model_name"));
            entry.add("model_module", values.get("_model_module"));
            entry.add("model_module_version", values.get("_model_module_version"));
            entry.add("state", values);
            states.add(id, entry);
        });
        JsonObject answer = new JsonObject();
        answer.addProperty("method", "update_states");
        answer.add("states", states);
        answer.add("buffer_paths", new JsonArray());
        comm.send(answer);
    }

    private static JsonElement json(Object value) {
        return value instanceof Widget widget ? GSON.toJsonTree(REFERENCE + widget.modelId()) : GSON.toJsonTree(value);
    }

    @Override
    public MimeBundle toMimeBundle() {
        String view = "{\"version_major\": 2, \"version_minor\": 0, \"model_id\": \"" + modelId() + "\"}";
        return MimeBundle.text(toString()).with("application/vnd.jupyter.widget-view+json", view);
    }
}
