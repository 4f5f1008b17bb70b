package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.triceras.kernel.protocol.Message;

/** The main shell and its subshells, which front ends make and delete. */
final class Subshells {
    private final Function<String, Shell> maker;
    private final BiConsumer<Shell, Message> requests;
    private final Shell main;
    private final Map<String, Shell> open = new ConcurrentSkipListMap<>();
    /** Also those that were deleted and still answer what was sent before. */
    private final Set<Shell> alive = ConcurrentHashMap.newKeySet();

    /**
     * @param maker makes a shell with an id; null for the main one
     * @param requests answers a request, on the thread of its shell
     */
    Subshells(Function<String, Shell> maker, BiConsumer<Shell, Message> requests) {
        this.maker = maker;
        this.requests = requests;
        main = maker.apply(null);
    }

    Shell main() {
        return main;
    }

    void start() {
        start(main);
    }

    private void start(Shell shell) {
        alive.add(shell);
        shell.start(request -> requests.accept(shell, request), () -> alive.remove(shell));
    }

    /** The shell that a request names; null when there is none. */
    Shell find(Message request) {
        String id = Json.text(request.header(), "subshell_id", null);
        return id == null ? main : open.get(id);
    }

    JsonObject create() {
        String id = UUID.randomUUID().toString();
        Shell shell = maker.apply(id);
        start(shell);
        open.put(id, shell);
        return Json.object("subshell_id", id);
    }

    /** Deletes a subshell: it takes no more requests, answers those that it has, and ends. */
    JsonObject delete(JsonObject content) {
        String id = Json.text(content, "subshell_id", "");
        Shell shell = open.remove(id);
        if (shell == null) {
            return unknown(id);
        }
        shell.close();
        return new JsonObject();
    }

    JsonObject list() {
        return Json.object("subshell_id", Json.array(java.util.List.copyOf(open.keySet())));
    }

    /** The reply to a request for a subshell that does not exist. */
    static JsonObject unknown(String id) {
        return Json.object(
                "status",
                "error",
                "ename",
                "UnknownSubshell",
                "evalue",
                "there is no subshell \"" + id + "\". Expected an id from a create_subshell_reply of this kernel, "
                        + "not yet deleted; list_subshell_request tells which there are.",
                "traceback",
                new JsonArray());
    }

    void forEach(Consumer<Shell> action) {
        alive.forEach(action);
    }
}
