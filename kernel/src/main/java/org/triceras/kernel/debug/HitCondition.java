package org.triceras.kernel.debug;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.ArgumentException;

/** At which of the times that a breakpoint is come to it counts: {@code 3}, {@code >= 3}, {@code % 3} for each third. */
final class HitCondition {
    private static final Pattern FORM = Pattern.compile("\\s*(==|=|>=|>|<=|<|%)?\\s*(\\d{1,9})\\s*");

    private HitCondition() {}

    /** @throws ArgumentException when it is no such condition */
    static IntPredicate parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw wrong(text);
        }
        int number = Integer.parseInt(matcher.group(2));
        String operator = matcher.group(1) == null ? "==" : matcher.group(1);
        if (operator.equals("%") && number == 0) {
            throw wrong(text);
        }
        return switch (operator) {
            case ">=" -> hits -> hits >= number;
            case ">" -> hits -> hits > number;
            case "<=" -> hits -> hits <= number;
            case "<" -> hits -> hits < number;
            case "%" -> hits -> hits % number == 0;
            default -> hits -> hits == number;
        };
    }

    private static ArgumentException wrong(String text) {
        return new ArgumentException(
                "expected how many hits: a number, or one of ==, >, >=, <, <= or % and a number, as in"
                        + " >= 3 or % 10. Received " + text);
    }
}
