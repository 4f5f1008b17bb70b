package org.triceras.kernel.debug;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands a value that was seen in the debugger to the declaration of a variable. Public because such declarations call it. */
public final class CopiedValue {
    private static final Map<Integer, Object[]> WAITING = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private CopiedValue() {}

    /** The Java expression for a value, which can be evaluated once. */
    static String expressionFor(Object value) {
        int number = COUNT.incrementAndGet();
        WAITING.put(number, new Object[] {value});
        return CopiedValue.class.getName() + ".take(" + number + ")";
    }

    /** The value, as whatever it is assigned to. */
    @SuppressWarnings("unchecked")
    public static <T> T take(int number) {
        // Its thread must not stop, as the one that answers the front end waits for it.
        CallStack.ofThread().beQuiet();
        return (T) WAITING.remove(number)[0];
    }
}
