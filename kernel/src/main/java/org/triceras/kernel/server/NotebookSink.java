package org.triceras.kernel.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import org.triceras.keras.display.DisplaySink;
import org.triceras.keras.display.MimeBundle;

/** Shows values in the notebook that is connected to the kernel. */
public final class NotebookSink implements DisplaySink {
    private final IoPub iopub;
    private final StreamCollector streams;

    public NotebookSink(IoPub iopub, StreamCollector streams) {
        this.iopub = iopub;
        this.streams = streams;
    }

    @Override
    public void show(MimeBundle bundle, String id) {
        publish("display_data", bundle, id);
    }

    @Override
    public void update(MimeBundle bundle, String id) {
        publish("update_display_data", bundle, id);
    }

    @Override
    public boolean isRich() {
        return true;
    }

    private void publish(String type, MimeBundle bundle, String id) {
        streams.flush();
        JsonObject content = content(bundle);
        JsonObject transientData = new JsonObject();
        if (id != null) {
            transientData.addProperty("display_id", id);
        }
        content.add("transient", transientData);
        iopub.publish(type, content);
    }

    private static JsonElement value(String mimeType, String content) {
        if (mimeType.endsWith("json")) {
            try {
                return JsonParser.parseString(content);
            } catch (JsonParseException e) {
                // What is no JSON is shown as the text that it is.
                return new JsonPrimitive(content);
            }
        }
        return new JsonPrimitive(content);
    }

    /** A bundle as Jupyter wants it: JSON types as JSON, all others as strings. */
    static JsonObject content(MimeBundle bundle) {
        JsonObject data = new JsonObject();
        for (Map.Entry<String, String> entry : bundle.data().entrySet()) {
            if (entry.getValue() != null) {
                data.add(entry.getKey(), value(entry.getKey(), entry.getValue()));
            }
        }
        JsonObject content = new JsonObject();
        content.add("data", data);
        content.add("metadata", new JsonObject());
        return content;
    }
}
