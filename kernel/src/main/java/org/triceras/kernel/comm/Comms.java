package org.triceras.kernel.comm;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/** All open comms, and what to do when the front end opens one. */
public final class Comms {
    private static final Comms ALL = new Comms();

    private final ConcurrentMap<String, Comm> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, BiConsumer<Comm, CommMessage>> targets = new ConcurrentHashMap<>();
    // Without a front end, as in a script, messages go nowhere.
    private volatile CommPort port = (type, content, metadata, buffers) -> {};

    Comms() {}

    /** The comms of this process. */
    public static Comms all() {
        return ALL;
    }

    /** Where messages go from now on. */
    public void use(CommPort newPort) {
        port = Objects.requireNonNull(newPort);
    }

    /** Says what happens when the front end opens a comm of this name. */
    public void register(String target, BiConsumer<Comm, CommMessage> whenOpened) {
        targets.put(target, whenOpened);
    }

    /** Opens a comm to what the front end knows as {@code target}. */
    public Comm open(String target, CommMessage first) {
        Comm comm = new Comm(this, UUID.randomUUID().toString().replace("-", ""), target);
        open.put(comm.id(), comm);
        JsonObject content = new JsonObject();
        content.addProperty("comm_id", comm.id());
        content.addProperty("target_name", target);
        content.add("data", first.data());
        publish("comm_open", content, first.metadata(), first.buffers());
        return comm;
    }

    /** Open comms by id with the names of their targets; only those of one target when it is not null. */
    public Map<String, String> list(String target) {
        Map<String, String> found = new java.util.TreeMap<>();
        open.forEach((id, comm) -> {
            if (target == null || target.equals(comm.target())) {
                found.put(id, comm.target());
            }
        });
        return found;
    }

    /** The front end opens a comm; one for a target that nobody registered is closed again, as Jupyter asks. */
    public void opened(String id, String target, CommMessage first) {
        Comm comm = new Comm(this, id, target);
        open.put(id, comm);
        BiConsumer<Comm, CommMessage> whenOpened = targets.get(target);
        if (whenOpened == null) {
            comm.close();
            return;
        }
        whenOpened.accept(comm, first);
    }

    /** The front end sends a message. */
    public void received(String id, CommMessage message) {
        Comm comm = open.get(id);
        if (comm != null) {
            comm.received(message);
        }
    }

    /** The front end closes a comm. */
    public void closed(String id, CommMessage message) {
        Comm comm = open.remove(id);
        if (comm != null) {
            comm.closed(message);
        }
    }

    boolean isOpen(Comm comm) {
        return open.get(comm.id()) == comm;
    }

    boolean forget(Comm comm) {
        return open.remove(comm.id(), comm);
    }

    void publish(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        port.publish(type, content, metadata, buffers);
    }
}
