package org.triceras.kernel.comm;

import com.google.gson.JsonObject;
import java.util.List;

/** Broadcasts a comm's messages to the front end. */
@FunctionalInterface
public interface CommPort {
    void publish(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers);
}
