package org.triceras.kernel.magic;

/** A cell is a sequence of these: Java, magics, and magics whose value goes into a variable. */
public sealed interface CellPart {
    /** Java code. */
    record Java(MagicCode code) implements CellPart {}

    /**
     * A magic.
     *
     * @param target the declaration or assignment before it up to and with "=", or null
     */
    record Call(MagicCall call, MagicCode target) implements CellPart {}
}
