package org.triceras.engine.pass;

/**
 * The debug level, {@code -Dtriceras.debug=N} or TRICERAS_DEBUG: 1 prints plan and time per operation, 2 the graph after each pass
 * too, 3 kernel choices and buffers too.
 */
public final class Debug {
    private Debug() {}

    public static int level() {
        String value = System.getProperty("triceras.debug", System.getenv("TRICERAS_DEBUG"));
        try {
            return value == null || value.isBlank() ? 0 : Integer.parseInt(value.trim());
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
