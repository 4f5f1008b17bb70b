package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Gathers what a program prints and sends it in few messages: when a moment has passed, when much has come, and before anything that
 * must stand after it. The order of out and err is kept
 * for each request.
 */
public final class StreamCollector {
    private static final int FLUSH_MILLIS = 50;
    private static final int FLUSH_BYTES = 1 << 16;

    private final IoPub iopub;
    /** By the headers of the requests they belong to. */
    private final Map<JsonObject, StreamText> waiting = new IdentityHashMap<>();

    public StreamCollector(IoPub iopub) {
        this.iopub = iopub;
        Lifeline.start("stream flusher", this::flushRegularly);
    }

    /** A stream whose text goes to the front end as "stdout" or "stderr". */
    public PrintStream stream(String streamName) {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                append(streamName, new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                append(streamName, bytes, offset, length);
            }

            @Override
            public void flush() {
                // Programs flush after every line; sending that often is what loses output elsewhere.
            }
        };
        return new PrintStream(out, false, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                // The session's, not the cell's: code that closes what it has wrapped around it must not silence all
                // that comes later.
                flush();
            }
        };
    }

    private synchronized void append(String streamName, byte[] bytes, int offset, int length) {
        JsonObject parent = CurrentRequest.get().header();
        StreamText text = waiting.get(parent);
        if (text == null) {
            text = new StreamText(streamName);
            waiting.put(parent, text);
            notifyAll();
        }
        if (!streamName.equals(text.name())) {
            send(parent, text);
            text = new StreamText(streamName);
            waiting.put(parent, text);
        }
        int done = 0;
        while (done < length) {
            done += text.append(bytes, offset + done, length - done, FLUSH_BYTES);
            if (text.size() >= FLUSH_BYTES) {
                send(parent, text);
            }
        }
    }

    /** Sends what has come so far of the request that the calling thread works for. */
    public synchronized void flush() {
        JsonObject parent = CurrentRequest.get().header();
        StreamText text = waiting.get(parent);
        if (text != null) {
            send(parent, text);
            if (text.size() == 0) {
                waiting.remove(parent);
            }
        }
    }

    /** Sends what has come so far of all requests. */
    synchronized void flushAll() {
        waiting.forEach(this::send);
        waiting.values().removeIf(text -> text.size() == 0);
    }

    private void send(JsonObject parent, StreamText text) {
        String whole = text.take();
        if (!whole.isEmpty()) {
            iopub.publish("stream", parent, Json.object("name", text.name(), "text", whole));
        }
    }

    private void flushRegularly() {
        try {
            while (true) {
                synchronized (this) {
                    while (waiting.isEmpty()) {
                        wait();
                    }
                }
                Thread.sleep(FLUSH_MILLIS);
                flushAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
