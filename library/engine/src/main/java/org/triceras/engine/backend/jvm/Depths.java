package org.triceras.engine.backend.jvm;

import java.util.Arrays;

/** The numbers 0, 1, 2, and so on, for products that leave no depth out. */
public final class Depths {
    private static volatile int[] all = {};

    private Depths() {}

    /** At least so many. */
    public static int[] all(int count) {
        int[] numbers = all;
        if (numbers.length < count) {
            numbers = new int[count];
            Arrays.setAll(numbers, i -> i);
            all = numbers;
        }
        return numbers;
    }
}
