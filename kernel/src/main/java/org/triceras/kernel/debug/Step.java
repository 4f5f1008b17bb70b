package org.triceras.kernel.debug;

import org.triceras.kernel.session.CellLine;

/**
 * How far to go on after a stop.
 *
 * @param thread the thread that steps, as front ends number it
 * @param depth of its calls when the step began
 * @param from the line where it began; null to stop at the next line of any kind
 */
record Step(Kind kind, long thread, int depth, CellLine from) {
    enum Kind {
        OVER,
        INTO,
        OUT
    }

    /** Whether the step ends at a line. */
    boolean endsAt(long atThread, int atDepth, CellLine line) {
        if (atThread != thread) {
            return false;
        }
        boolean elsewhere = atDepth != depth || !line.equals(from);
        return switch (kind) {
            case OVER -> atDepth <= depth && elsewhere;
            case INTO -> elsewhere;
            case OUT -> atDepth < depth;
        };
    }
}
