package org.triceras.keras.display;

import org.triceras.keras.util.Interruption;

/** What is said of values whose own code fails while they are shown. */
final class LookFailure {
    private LookFailure() {}

    /** Throws on what is no failure of the value's: an interrupt, or the end of the memory. */
    static void check(Throwable failure) {
        boolean isStop = failure instanceof Error && Interruption.isReasonOf(failure)
                || failure.getClass().getName().equals("java.lang.ThreadDeath");
        boolean isMachine = failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
        if (isStop || isMachine) {
            throw (Error) failure;
        }
    }

    /** A failure's text; its toString may fail as well. */
    static String textOf(Throwable failure) {
        try {
            return failure.toString();
        } catch (RuntimeException | Error e) {
            check(e);
            return failure.getClass().getName();
        }
    }

    /** The simple name of a value's class; of an anonymous one, what it is made of. */
    static String nameOf(Object value) {
        Class<?> type = value.getClass();
        if (!type.isAnonymousClass()) {
            return type.getSimpleName();
        }
        Class<?> base = type.getInterfaces().length > 0 ? type.getInterfaces()[0] : type.getSuperclass();
        return "anonymous " + base.getSimpleName();
    }
}
