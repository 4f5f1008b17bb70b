package org.triceras.keras.layers;

import java.util.function.Supplier;

/** What holds for a thread while it does something. */
final class ThreadScope {
    private ThreadScope() {}

    /** Does it with this value, and gives the one before back. */
    static <S, T> T within(ThreadLocal<S> scope, S now, Supplier<T> body) {
        S before = scope.get();
        scope.set(now);
        try {
            return body.get();
        } finally {
            if (before == null) {
                scope.remove();
            } else {
                scope.set(before);
            }
        }
    }
}
