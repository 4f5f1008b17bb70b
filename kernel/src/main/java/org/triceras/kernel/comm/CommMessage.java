package org.triceras.kernel.comm;

import com.google.gson.JsonObject;
import java.util.List;

/** What one side of a comm sends to the other: JSON, and raw bytes beside it. */
public record CommMessage(JsonObject data, JsonObject metadata, List<byte[]> buffers) {
    public static CommMessage of(JsonObject data) {
        return new CommMessage(data, new JsonObject(), List.of());
    }
}
