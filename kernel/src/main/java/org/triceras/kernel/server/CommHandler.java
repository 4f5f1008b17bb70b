package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import org.triceras.kernel.comm.CommMessage;
import org.triceras.kernel.comm.Comms;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.session.Lane;

/** Passes comm messages on to those whom they concern. What they print or send belongs to the message that caused it. */
final class CommHandler {
    private static final System.Logger LOG = System.getLogger(CommHandler.class.getName());

    private final Comms comms = Comms.all();

    CommHandler(IoPub iopub, StreamCollector streams) {
        comms.use((type, content, metadata, buffers) -> {
            streams.flush();
            iopub.publish(type, content, metadata, buffers);
        });
    }

    void handle(Message message) {
        JsonObject content = message.content();
        String id = Json.text(content, "comm_id", "");
        JsonObject data = content.has("data") && content.get("data").isJsonObject()
                ? content.getAsJsonObject("data")
                : new JsonObject();
        CommMessage received = new CommMessage(data, message.metadata(), message.buffers());
        CurrentRequest.begin(message.header(), CurrentRequest.get().questions(), Lane.current() == Lane.main());
        try {
            switch (message.type()) {
                case "comm_open":
                    comms.opened(id, Json.text(content, "target_name", ""), received);
                    break;
                case "comm_msg":
                    comms.received(id, received);
                    break;
                default:
                    comms.closed(id, received);
            }
        } catch (Exception | StackOverflowError e) {
            // A listener's mistake must not end the kernel; there is no reply that could carry it.
            System.err.println("A listener of comm " + id + " failed: " + e);
            LOG.log(System.Logger.Level.DEBUG, "listener failed", e);
        }
    }

    JsonObject info(JsonObject content) {
        JsonObject found = new JsonObject();
        comms.list(Json.text(content, "target_name", null))
                .forEach((id, target) -> found.add(id, Json.object("target_name", target)));
        return Json.object("comms", found);
    }
}
