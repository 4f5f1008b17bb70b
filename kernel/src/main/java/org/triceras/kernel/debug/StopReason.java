package org.triceras.kernel.debug;

/**
 * Why a thread stands still.
 *
 * @param name what the protocol calls it: "breakpoint", "step", "pause" or "exception"
 * @param text what there is to say about it, or null
 * @param breakpoint the one that was reached, or null
 * @param exception the one that was thrown, or null
 * @param isUncaught whether nothing in the cell has caught that
 */
public record StopReason(String name, String text, Breakpoint breakpoint, Throwable exception, boolean isUncaught) {
    static StopReason of(String name) {
        return new StopReason(name, null, null, null, false);
    }

    /** @param problem what is wrong with its condition, or null */
    static StopReason of(Breakpoint breakpoint, String problem) {
        return new StopReason("breakpoint", problem, breakpoint, null, false);
    }

    static StopReason of(Throwable exception, boolean isUncaught) {
        return new StopReason("exception", text(exception), null, exception, isUncaught);
    }

    /** An exception in short. */
    static String text(Throwable exception) {
        String message;
        try {
            message = exception.getMessage();
        } catch (RuntimeException e) {
            message = null;
        }
        String name = TypeText.simple(exception.getClass());
        return message == null ? name : name + ": " + message;
    }
}
