package org.triceras.engine.backend.jvm;

import java.util.function.Supplier;

/** Something made of an operand that has kept its values for a few uses, such as weights put in another order; made anew when they change. */
public final class KeptCopy<T> {
    /** Uses of the same values before the copy is made: by then it has a chance to pay. */
    private static final int SEEN = 3;

    private long stamp;
    private int seen;
    private T copy;

    /**
     * To be called once for each use.
     *
     * @param stamp a number that is another one when the values are; 0 if that is not known
     * @return the copy, or null as long as it is not worth while
     */
    public T get(long stamp, Supplier<T> make) {
        if (stamp == 0 || stamp != this.stamp) {
            this.stamp = stamp;
            seen = 0;
            copy = null;
        } else if (copy == null && ++seen >= SEEN) {
            copy = make.get();
        }
        return copy;
    }
}
