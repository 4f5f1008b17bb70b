package org.triceras.kernel.comm;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A line of its own between code in the kernel and code in the front end. What arrives is handled between cells, or beside
 * them on a subshell. */
public final class Comm {
    private final Comms comms;
    private final String id;
    private final String target;
    private volatile Consumer<CommMessage> listener = message -> {};
    private volatile Consumer<CommMessage> closeListener = message -> {};

    Comm(Comms comms, String id, String target) {
        this.comms = comms;
        this.id = id;
        this.target = target;
    }

    public String id() {
        return id;
    }

    /** The name by which the other side knew what to do with it. */
    public String target() {
        return target;
    }

    public boolean isOpen() {
        return comms.isOpen(this);
    }

    /** Sends a message; one to a closed comm goes nowhere. */
    public void send(JsonObject data) {
        send(CommMessage.of(data));
    }

    public void send(CommMessage message) {
        if (isOpen()) {
            JsonObject content = new JsonObject();
            content.addProperty("comm_id", id);
            content.add("data", message.data());
            comms.publish("comm_msg", content, message.metadata(), message.buffers());
        }
    }

    /** Called with every message from the front end. */
    public void onMessage(Consumer<CommMessage> newListener) {
        listener = Objects.requireNonNull(newListener);
    }

    /** Called when the front end closes it. */
    public void onClose(Consumer<CommMessage> newListener) {
        closeListener = Objects.requireNonNull(newListener);
    }

    /** Ends it and tells the front end. */
    public void close() {
        if (comms.forget(this)) {
            JsonObject content = new JsonObject();
            content.addProperty("comm_id", id);
            content.add("data", new JsonObject());
            comms.publish("comm_close", content, new JsonObject(), List.of());
        }
    }

    void received(CommMessage message) {
        listener.accept(message);
    }

    void closed(CommMessage message) {
        closeListener.accept(message);
    }
}
