package org.triceras.kernel.magic;

/**
 * Text of a cell and where it begins there, so that errors in it can be shown at their place.
 *
 * @param offset the index of the first character in the cell
 */
public record MagicCode(String text, int offset) {
    /** The part from {@code from} on. */
    public MagicCode from(int from) {
        return new MagicCode(text.substring(from), offset + from);
    }

    public MagicCode part(int from, int to) {
        return new MagicCode(text.substring(from, to), offset + from);
    }

    /** The same without blanks around it. */
    public MagicCode strip() {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return new MagicCode(text.substring(start).stripTrailing(), offset + start);
    }

    public boolean isBlank() {
        return text.isBlank();
    }
}
