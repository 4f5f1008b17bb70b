package org.triceras.kernel.magic;

/** Reads Java just well enough to know whether a line begins outside of blocks, brackets, texts and comments. */
final class JavaScanner {
    private enum State {
        CODE,
        BLOCK_COMMENT,
        TEXT_BLOCK
    }

    private final String source;
    private int position;
    private int depth;
    private State state = State.CODE;
    /** The index of the last character that is neither blank nor in a comment, or -1. */
    private int last = -1;

    JavaScanner(String source) {
        this.source = source;
    }

    boolean atTopLevel() {
        return depth == 0 && state == State.CODE;
    }

    /** The last character of code at or after {@code from}, or 0 when there is none. */
    char lastCharacter(int from) {
        return last < from ? 0 : source.charAt(last);
    }

    /** Goes on behind something that is not Java. */
    void skipTo(int end) {
        position = end;
    }

    void scanTo(int end) {
        while (position < end) {
            switch (state) {
                case BLOCK_COMMENT -> leaveAfter("*/", end);
                case TEXT_BLOCK -> scanTextBlock(end);
                default -> scanCode(end);
            }
        }
    }

    private void leaveAfter(String mark, int end) {
        int at = source.indexOf(mark, position);
        if (at >= 0 && at + mark.length() <= end) {
            position = at + mark.length();
            state = State.CODE;
        } else {
            position = end;
        }
    }

    private void scanTextBlock(int end) {
        while (position < end) {
            if (source.charAt(position) == '\\') {
                position = Math.min(end, position + 2);
            } else if (source.startsWith("\"\"\"", position)) {
                position += 3;
                last = position - 1;
                state = State.CODE;
                return;
            } else {
                position++;
            }
        }
    }

    private void scanCode(int end) {
        char c = source.charAt(position);
        if (source.startsWith("//", position)) {
            position = end;
        } else if (source.startsWith("/*", position)) {
            position += 2;
            state = State.BLOCK_COMMENT;
        } else if (source.startsWith("\"\"\"", position)) {
            position += 3;
            state = State.TEXT_BLOCK;
        } else if (c == '"' || c == '\'') {
            skipLiteral(c, end);
        } else {
            if (!Character.isWhitespace(c)) {
                last = position;
            }
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
            }
            position++;
        }
    }

    /** A string or character; one that is not closed ends with its line. */
    private void skipLiteral(char quote, int end) {
        position++;
        while (position < end && source.charAt(position) != quote && source.charAt(position) != '\n') {
            position += source.charAt(position) == '\\' ? 2 : 1;
        }
        position = Math.min(end, position + 1);
        last = position - 1;
    }
}
