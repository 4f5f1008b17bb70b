package org.triceras.keras.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.triceras.keras.models.Batch;

/**
 * Fetches elements before they are asked for, on a thread of its own. It fetches as many as are wanted and no more, so a pass that nobody
 * finishes leaves nothing running; its thread ends when it has had nothing to do for a second.
 */
final class Prefetch extends Elements.Cursor<Batch> {
    private final Iterator<Batch> source;
    private final ThreadPoolExecutor thread;
    private final Deque<Future<Batch>> coming = new ArrayDeque<>();

    /** @param ahead how many elements to have ready */
    Prefetch(Iterator<Batch> source, int ahead) {
        this.source = source;
        this.thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread fetching = new Thread(task, "triceras-prefetch");
            fetching.setDaemon(true);
            return fetching;
        });
        thread.allowCoreThreadTimeOut(true);
        for (int i = 0; i < ahead; i++) {
            order();
        }
    }

    private void order() {
        coming.add(thread.submit(() -> source.hasNext() ? source.next() : null));
    }

    @Override
    void advance() {
        try {
            Future<Batch> first = coming.remove();
            // Before it is looked at: if it has failed, the next ones come all the same, as without prefetch.
            order();
            Batch batch = first.get();
            if (batch != null) {
                give(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("Interrupted while waiting for a batch.");
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            // A Callable could throw checked exceptions; an Iterator cannot.
            throw (RuntimeException) e.getCause();
        }
    }
}
