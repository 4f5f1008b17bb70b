package org.triceras.formats.keras;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keras's way from class names to names in files: "Conv2DTranspose" to "conv2d_transpose", "LSTM" to "lstm". */
final class SnakeCase {
    private static final Pattern NOT_A_WORD = Pattern.compile("\\W+");
    private static final Pattern CAPITALIZED = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern LOWER_UPPER = Pattern.compile("([a-z])([A-Z])");

    private SnakeCase() {}

    static String of(String className) {
        String name = NOT_A_WORD.matcher(className).replaceAll("");
        name = CAPITALIZED.matcher(name).replaceAll("$1_$2");
        return LOWER_UPPER.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }
}
