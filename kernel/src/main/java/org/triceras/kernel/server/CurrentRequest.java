package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.triceras.kernel.protocol.Message;

/**
 * The request that a thread works for: what it prints, shows and asks belongs to that. A cell's threads, and those that they start, work for
 * the cell's request; threads that serve all, as those of parallel streams do, for the main shell's latest.
 */
final class CurrentRequest {
    private static final InheritableThreadLocal<CurrentRequest> OF_THREAD = new InheritableThreadLocal<>();
    private static volatile CurrentRequest latest = new CurrentRequest(new JsonObject(), null);

    private final JsonObject header;
    private final Message questions;
    private JsonArray payload = new JsonArray();

    private CurrentRequest(JsonObject header, Message questions) {
        this.header = header;
        this.questions = questions;
    }

    /**
     * The calling thread begins to work for a request.
     *
     * @param questions the request whose sender is asked for input; null when the front end takes no questions
     */
    static void begin(JsonObject header, Message questions, boolean isMainShell) {
        CurrentRequest request = new CurrentRequest(header, questions);
        OF_THREAD.set(request);
        if (isMainShell) {
            latest = request;
        }
    }

    /** The calling thread's. */
    static CurrentRequest get() {
        boolean servesAll = Thread.currentThread() instanceof ForkJoinWorkerThread worker
                && worker.getPool() == ForkJoinPool.commonPool();
        CurrentRequest own = servesAll ? null : OF_THREAD.get();
        return own == null ? latest : own;
    }

    JsonObject header() {
        return header;
    }

    Message questions() {
        return questions;
    }

    synchronized void addPayload(JsonObject part) {
        payload.add(part);
    }

    /** What has gathered since the last call. */
    synchronized JsonArray takePayload() {
        JsonArray taken = payload;
        payload = new JsonArray();
        return taken;
    }
}
