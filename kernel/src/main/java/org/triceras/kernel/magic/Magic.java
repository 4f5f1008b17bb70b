package org.triceras.kernel.magic;

import java.util.List;

/**
 * A command that is not Java: a line {@code %name arguments}, or a cell that begins with {@code %%name arguments}. Its description stands in
 * the resource magics.md, which the user's guide shows too.
 */
public interface Magic {
    /** Its names without percent signs, the usual one first. */
    List<String> names();

    /** True when {@code %name} is one. */
    default boolean isLine() {
        return true;
    }

    /** True when {@code %%name} is one. */
    default boolean isCell() {
        return false;
    }

    /** What its arguments are, for completion. */
    enum Takes {
        NOTHING,
        /** Java, after options. */
        CODE,
        FILES,
        FOLDERS,
        MAGICS
    }

    default Takes takes() {
        return Takes.NOTHING;
    }

    /** Words that can follow, for completion; used when {@link #takes()} is NOTHING. */
    default List<String> choices(MagicHost host) {
        return List.of();
    }

    /** What a word that is half written can become; those of the choices that begin with it, if not said otherwise. */
    default List<String> completions(String begun, MagicHost host) {
        return choices(host).stream().filter(choice -> choice.startsWith(begun)).toList();
    }

    /** True when a cell's body is Java. */
    default boolean bodyIsJava() {
        return false;
    }

    /**
     * Does it.
     *
     * @return a value to show as the cell's result when nothing follows, or null
     * @throws Exception what is shown to the user: its message says what is wrong and what to try
     */
    Object run(MagicCall call, MagicHost host) throws Exception;
}
