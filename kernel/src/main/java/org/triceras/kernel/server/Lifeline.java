package org.triceras.kernel.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.protocol.Wire;
import org.triceras.kernel.session.HeapReserve;

/**
 * Threads without which the kernel is deaf or dumb, though its process lives and Jupyter waits for it for ever. When one dies, as it may when
 * a cell has filled the heap, the process ends: Jupyter says so and starts another.
 */
final class Lifeline {
    /** Tells it from what System.exit gives. */
    private static final int STATUS = 70;
    /** Made early: there may be no memory then. */
    private static final byte[] LAST_WORDS =
            ("triceras: the kernel ends, as a thread that speaks to Jupyter has died; the heap may be full."
                            + " Let go of large variables, or start the kernel with a larger -Xmx.\n")
                    .getBytes(StandardCharsets.UTF_8);
    // Not System.err, which goes to Jupyter by way of these threads.
    private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);

    private Lifeline() {}

    /** Starts such a thread. */
    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(Lifeline::end);
        thread.start();
        return thread;
    }

    /** Sends; when a cell has filled the heap, a second time, with the memory kept back for it: a front end waits for ever for a reply that was lost. */
    static void send(Wire wire, Message message) {
        try {
            wire.send(message);
        } catch (OutOfMemoryError e) {
            HeapReserve.release();
            wire.send(message);
        }
    }

    /** Ends the process, since a thread has ended with this. */
    static void end(Thread thread, Throwable failure) {
        try {
            ERR.write(LAST_WORDS);
            failure.printStackTrace(new PrintStream(ERR, true));
        } catch (IOException | RuntimeException | Error e) {
            // Nothing can be said.
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
