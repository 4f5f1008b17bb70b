package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Gathers what a program prints and sends it in few messages: when a moment has passed, when much has come, and before anything that
 * must stand after it. The order of out and err is kept.
 */
public final class StreamCollector {
    private static final int FLUSH_MILLIS = 50;
    private static final int FLUSH_BYTES = 1 << 16;

    private final IoPub iopub;
    private byte[] buffer = new byte[FLUSH_BYTES + 1024];
    private int count;
    private String name = "stdout";
    private JsonObject parent = new JsonObject();

    public StreamCollector(IoPub iopub) {
        this.iopub = iopub;
        Thread flusher = new Thread(this::flushRegularly, "stream flusher");
        flusher.setDaemon(true);
        flusher.start();
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
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    private synchronized void append(String streamName, byte[] bytes, int offset, int length) {
        JsonObject current = iopub.parent();
        if (count > 0 && (!streamName.equals(name) || parent != current)) {
            flush();
        }
        name = streamName;
        parent = current;
        if (count == 0) {
            notifyAll();
        }
        int done = 0;
        while (done < length) {
            int n = Math.min(length - done, FLUSH_BYTES - count);
            System.arraycopy(bytes, offset + done, buffer, count, n);
            count += n;
            done += n;
            if (count == FLUSH_BYTES) {
                flush();
            }
        }
    }

    /** Sends what has come so far, but for the first bytes of a character whose rest is still to come. */
    public synchronized void flush() {
        int whole = wholeCharacters();
        if (whole == 0) {
            return;
        }
        JsonObject content = new JsonObject();
        content.addProperty("name", name);
        content.addProperty("text", new String(buffer, 0, whole, StandardCharsets.UTF_8));
        System.arraycopy(buffer, whole, buffer, 0, count - whole);
        count -= whole;
        iopub.publish("stream", parent, content);
    }

    private int wholeCharacters() {
        int start = count - 1;
        while (start >= 0 && start > count - 4 && (buffer[start] & 0xC0) == 0x80) {
            start--;
        }
        if (start < 0) {
            return count;
        }
        int lead = buffer[start] & 0xff;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return count - start < length ? start : count;
    }

    private void flushRegularly() {
        try {
            while (true) {
                synchronized (this) {
                    while (count == 0) {
                        wait();
                    }
                }
                Thread.sleep(FLUSH_MILLIS);
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
