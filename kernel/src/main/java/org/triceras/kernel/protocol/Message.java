package org.triceras.kernel.protocol;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * One Jupyter message.
 *
 * @param identities routing prefix: whom a reply goes to, or the topic of a broadcast
 * @param parent the header of the request that caused it; empty for requests
 */
public record Message(
        List<byte[]> identities,
        JsonObject header,
        JsonObject parent,
        JsonObject metadata,
        JsonObject content,
        List<byte[]> buffers) {

    public static final String PROTOCOL_VERSION = "5.5";

    /** A new message from a session. */
    public static Message create(
            String type, String session, List<byte[]> identities, JsonObject parent, JsonObject content) {
        JsonObject header = new JsonObject();
        header.addProperty("msg_id", UUID.randomUUID().toString());
        header.addProperty("session", session);
        header.addProperty("username", "kernel");
        header.addProperty("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        header.addProperty("msg_type", type);
        header.addProperty("version", PROTOCOL_VERSION);
        return new Message(identities, header, parent, new JsonObject(), content, List.of());
    }

    public String type() {
        return header.get("msg_type").getAsString();
    }

    public String id() {
        return header.get("msg_id").getAsString();
    }

    /** The id of the request that this answers, or empty. */
    public String parentId() {
        return parent.has("msg_id") ? parent.get("msg_id").getAsString() : "";
    }
}
