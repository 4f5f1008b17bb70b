package org.triceras.keras.callbacks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.ArgumentException;

/**
 * Python's way to write a number, such as "02d" or ".2f": [[fill]align][sign][0][width][,][.precision][type] with the types d, e, E, f,
 * F, g, G, n, % and none. See "Format Specification Mini-Language" in the documentation of Python's string module. Left out are
 * the types b, c, o, x, X and the flags z and #.
 */
final class FormatSpec {
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(?<fill>.)(?<align>[<>=^])|(?<bare>[<>=^]))?(?<sign>[-+ ])?(?<zero>0)?(?<width>\\d+)?(?<comma>[,_])?"
                    + "(?:\\.(?<precision>\\d+))?(?<type>[deEfFgGn%])?",
            Pattern.DOTALL);

    /** Longer than any file name; what is larger is a mistake. */
    private static final int LONGEST = 1000;

    private static final String EXPECTED =
            "Expected [[fill]align][sign][0][width][,][.precision][type] with a type of d, e, E,"
                    + " f, F, g, G, n or %, such as 02d for an epoch or .2f for a loss.";

    private final String text;
    private final char fill;
    private final char align;
    private final String sign;
    private final int width;
    private final String separator;
    private final int precision;
    private final char type;

    private FormatSpec(String text, Matcher parts) {
        this.text = text;
        boolean zero = parts.group("zero") != null && parts.group("fill") == null;
        String given = parts.group("align") == null ? parts.group("bare") : parts.group("align");
        fill = parts.group("fill") != null ? parts.group("fill").charAt(0) : zero ? '0' : ' ';
        align = given != null ? given.charAt(0) : zero ? '=' : '>';
        sign = parts.group("sign") == null ? "-" : parts.group("sign");
        width = number(parts.group("width"), 0);
        separator = parts.group("comma") == null ? "" : parts.group("comma");
        precision = number(parts.group("precision"), -1);
        type = parts.group("type") == null ? 0 : parts.group("type").charAt(0);
        if (type == 'n' && !separator.isEmpty()) {
            throw refused("\"" + separator + "\" cannot go with the type n.");
        }
    }

    /** @throws ArgumentException that says what is wrong with the spec */
    static FormatSpec of(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new ArgumentException("\"" + text + "\" is no format for a number. " + EXPECTED);
        }
        return new FormatSpec(text, parts);
    }

    private int number(String digits, int otherwise) {
        if (digits == null) {
            return otherwise;
        }
        if (digits.length() > 9 || Integer.parseInt(digits) > LONGEST) {
            throw refused("widths and precisions go up to " + LONGEST + ".");
        }
        return Integer.parseInt(digits);
    }

    private ArgumentException refused(String why) {
        return new ArgumentException("\"" + text + "\" cannot be used: " + why + " " + EXPECTED);
    }

    /** @throws ArgumentException when the spec has a precision, which whole numbers have none of */
    String format(long value) {
        if (type != 0 && type != 'd' && type != 'n') {
            return format((double) value);
        }
        if (precision >= 0) {
            throw refused("a whole number has no precision; write d without one, or f.");
        }
        return padded(value < 0, Long.toString(value).replace("-", ""), "");
    }

    /** @throws ArgumentException for the type d, which is for whole numbers */
    String format(double value) {
        if (type == 'd') {
            throw refused(
                    "the type d is for whole numbers, and this is not one; write f with a precision, such as .2f.");
        }
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        String number = unsigned(Math.abs(type == '%' ? value * 100 : value)) + (type == '%' ? "%" : "");
        if (Character.isUpperCase(type)) {
            number = number.toUpperCase(Locale.ROOT);
        }
        int whole = 0;
        while (whole < number.length() && Character.isDigit(number.charAt(whole))) {
            whole++;
        }
        return padded(negative, number.substring(0, whole), number.substring(whole));
    }

    private String unsigned(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "nan" : "inf";
        }
        // Rounded from the exact binary value, as Python does.
        BigDecimal exact = new BigDecimal(value);
        int digits = precision < 0 ? 6 : precision;
        return switch (Character.toLowerCase(type)) {
            case 'f', '%' -> exact.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
            case 'e' -> scientific(rounded(exact, digits + 1), digits);
            case 'g', 'n' -> shorter(rounded(exact, digits), Math.max(1, digits), false);
            default ->
                precision < 0
                        ? shorter(shortest(exact, value), 17, true)
                        : shorter(rounded(exact, digits), Math.max(1, digits), true);
        };
    }

    /** As few digits as tell the number from its neighbours; Double.toString has that from Java 19 on, and never fewer than two. */
    private static BigDecimal shortest(BigDecimal exact, double value) {
        BigDecimal shortest = rounded(exact, 1);
        for (int digits = 2; shortest.doubleValue() != value; digits++) {
            shortest = rounded(exact, digits);
        }
        return shortest;
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(Math.max(1, digits), RoundingMode.HALF_EVEN));
    }

    /** The power of ten of the first digit. */
    private static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    /** Plain where that is short, without zeros at the end. @param isReal whether a whole number gets ".0", and one place for it */
    private static String shorter(BigDecimal value, int digits, boolean isReal) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        int exponent = exponent(stripped);
        if (exponent < -4 || exponent >= (isReal ? digits - 1 : digits)) {
            return scientific(stripped, stripped.precision() - 1);
        }
        String plain = stripped.toPlainString();
        return isReal && stripped.scale() <= 0 ? plain + ".0" : plain;
    }

    private static String scientific(BigDecimal value, int places) {
        StringBuilder digits = new StringBuilder(value.unscaledValue().toString());
        while (digits.length() < places + 1) {
            digits.append('0');
        }
        digits.setLength(places + 1);
        if (places > 0) {
            digits.insert(1, '.');
        }
        int exponent = exponent(value);
        return digits + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private String padded(boolean negative, String whole, String rest) {
        String before = negative ? "-" : sign.equals("-") ? "" : sign;
        String grouped = grouped(whole);
        if (align == '=' && fill == '0' && !separator.isEmpty() && !whole.isEmpty()) {
            // Zeros that fill up are grouped, too; none of them is left of the last separator alone.
            String digits = whole;
            while (before.length() + grouped.length() + rest.length() < width) {
                digits = "0" + digits;
                grouped = grouped(digits);
            }
        }
        String number = grouped + rest;
        int missing = Math.max(0, width - before.length() - number.length());
        String filling = String.valueOf(fill);
        return switch (align) {
            case '<' -> before + number + filling.repeat(missing);
            case '^' -> filling.repeat(missing / 2) + before + number + filling.repeat(missing - missing / 2);
            case '=' -> before + filling.repeat(missing) + number;
            default -> filling.repeat(missing) + before + number;
        };
    }

    private String grouped(String digits) {
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > 0 && !separator.isEmpty(); i -= 3) {
            grouped.insert(i, separator);
        }
        return grouped.toString();
    }
}
