package org.triceras.kernel.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Something that is made on a thread of its own while others already work; who needs it waits. */
final class Loading<T> {
    private final CompletableFuture<T> future = new CompletableFuture<>();

    Loading(String name, Supplier<T> supplier) {
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(supplier.get());
                    } catch (RuntimeException | Error e) {
                        future.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    boolean isDone() {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /** Waits until it is there; throws what kept it from being made. */
    T get() {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
