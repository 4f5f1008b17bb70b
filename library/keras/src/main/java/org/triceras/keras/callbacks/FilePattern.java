package org.triceras.keras.callbacks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.keras.util.Names;

/** Paths with values in braces, each with an optional format such as 02d or .2f. */
final class FilePattern {
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)(?::([^}]*))?}");
    private static final Pattern FIXED = Pattern.compile("\\.(\\d+)f");

    private FilePattern() {}

    /** @param batch the number counted from 0, or null after an epoch */
    static String fill(String pattern, int epoch, Integer batch, Map<String, Double> logs) {
        Map<String, Object> values = new TreeMap<>(logs);
        values.put("epoch", epoch + 1);
        if (batch != null) {
            values.put("batch", batch + 1);
        }
        Matcher field = FIELD.matcher(pattern);
        StringBuilder path = new StringBuilder();
        while (field.find()) {
            Object value = Names.find("value in the path \"" + pattern + "\"", field.group(1), values);
            field.appendReplacement(path, Matcher.quoteReplacement(format(value, field.group(2))));
        }
        return field.appendTail(path).toString();
    }

    private static String format(Object value, String format) {
        if (format == null || format.isEmpty()) {
            return String.valueOf(value);
        }
        Matcher fixed = FIXED.matcher(format);
        if (value instanceof Double number && fixed.matches() && Double.isFinite(number)) {
            // Rounded from the exact binary value, as Python does.
            int digits = Integer.parseInt(fixed.group(1));
            return new BigDecimal(number)
                    .setScale(digits, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        boolean real = format.matches(".*[efgEG]");
        Object argument = value instanceof Integer n && real ? Double.valueOf(n) : value;
        return String.format(Locale.ROOT, "%" + format, argument);
    }
}
