package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.session.Lane;

/** The main shell or a subshell: answers its requests one after another on a thread of its own. */
final class Shell {
    private static final long STACK_BYTES = 64L << 20;

    private static final Message END = Message.create("end", "", List.of(), new JsonObject(), new JsonObject());

    /** What of a queue is not to be run after a cell failed. */
    record Rest(List<Message> queued, Instant failed) {}

    private final String id;
    private final Lane lane;
    private final ExecuteHandler cells;
    private final BlockingQueue<Message> queue = new LinkedBlockingQueue<>();
    /** Requests that were taken from the queue and are next; for this shell's thread only. */
    private final Deque<Message> next = new ArrayDeque<>();

    private Thread thread;

    /** @param id of a subshell; null for the main shell */
    Shell(String id, ExecuteHandler cells) {
        this.id = id;
        this.cells = cells;
        lane = id == null ? Lane.main() : new Lane();
    }

    boolean isMain() {
        return id == null;
    }

    Lane lane() {
        return lane;
    }

    ExecuteHandler cells() {
        return cells;
    }

    /** Begins to answer; {@code requests} is called with each on this shell's thread. */
    void start(Consumer<Message> requests, Runnable atEnd) {
        // javac goes as deep as the code that it compiles.
        thread = new Thread(
                null,
                () -> {
                    lane.enter();
                    for (Message request = next(); request != END; request = next()) {
                        requests.accept(request);
                    }
                    atEnd.run();
                },
                id == null ? "shell" : "subshell " + id,
                STACK_BYTES);
        thread.setUncaughtExceptionHandler(Lifeline::end);
        thread.start();
    }

    private Message next() {
        while (next.isEmpty()) {
            try {
                next.add(queue.take());
            } catch (InterruptedException e) {
                // It was meant for a cell, and came too late.
                continue;
            }
        }
        return next.poll();
    }

    void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void add(Message request) {
        queue.add(request);
    }

    /** Ends the thread after what is queued. */
    void close() {
        queue.add(END);
    }

    /** Takes what has come in before a cell failed. */
    Rest failed() {
        List<Message> queued = new ArrayList<>(next);
        next.clear();
        queue.drainTo(queued);
        return new Rest(queued, Instant.now());
    }

    /**
     * After a failed cell the cells that were queued behind it are not run. That is what came in before the reply went out, and what was still
     * on its way then; a cell that was sent in answer to the reply is a new one.
     *
     * @param abort is called with each that is not to be run
     */
    void abort(Rest rest, Consumer<Message> abort) {
        List<Message> messages = new ArrayList<>(rest.queued());
        queue.drainTo(messages);
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            boolean isQueued = i < rest.queued().size() || isSentBefore(message, rest.failed());
            if (isQueued && message.type().equals("execute_request")) {
                abort.accept(message);
            } else {
                next.add(message);
            }
        }
    }

    private static boolean isSentBefore(Message message, Instant time) {
        try {
            return OffsetDateTime.parse(Json.text(message.header(), "date", ""))
                    .toInstant()
                    .isBefore(time);
        } catch (DateTimeParseException e) {
            return true;
        }
    }
}
