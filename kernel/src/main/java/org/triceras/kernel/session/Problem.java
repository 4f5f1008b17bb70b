package org.triceras.kernel.session;

import java.util.Locale;
import javax.tools.Diagnostic;
import jdk.jshell.Diag;

/**
 * What a compiler finds wrong in a snippet. The compiler's own description would keep its trees and symbols in memory, and JShell keeps it for ever.
 *
 * @param position the place in the snippet that it names, or {@link #NO_PLACE}
 * @param start where the part that is wrong begins
 * @param end and where it ends
 */
record Problem(String message, int position, int start, int end) {
    static final int NO_PLACE = -1;

    static Problem of(Diag diag) {
        return new Problem(
                diag.getMessage(Locale.ENGLISH), (int) diag.getPosition(), (int) diag.getStartPosition(), (int)
                        diag.getEndPosition());
    }

    /**
     * Of a text that was compiled with something before.
     *
     * @param before how many characters that was
     * @param length of the text itself
     */
    static Problem of(Diagnostic<?> diagnostic, int before, int length) {
        long position = diagnostic.getPosition() - before;
        boolean isOutside = position < 0 || position > length;
        return new Problem(
                diagnostic.getMessage(Locale.ENGLISH),
                isOutside ? NO_PLACE : (int) position,
                isOutside ? NO_PLACE : (int) Math.max(0, diagnostic.getStartPosition() - before),
                isOutside ? NO_PLACE : (int) Math.min(length, diagnostic.getEndPosition() - before));
    }

    /** The same for a text without some characters before the place. */
    Problem before(int characters) {
        return hasPlace() ? new Problem(message, position - characters, start - characters, end - characters) : this;
    }

    boolean hasPlace() {
        return position >= 0;
    }
}
