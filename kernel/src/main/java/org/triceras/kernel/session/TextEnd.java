package org.triceras.kernel.session;

/**
 * What the end of a piece of Java stands in: code, a comment or a literal.
 *
 * @param start where that comment or literal begins; the end of the text for code
 */
record TextEnd(Kind kind, int start) {
    enum Kind {
        CODE,
        /** One that ends with its line. */
        LINE_COMMENT,
        COMMENT,
        /** A text or a character. */
        LITERAL,
        TEXT_BLOCK
    }

    private static final String TRIPLE = "\"\"\"";

    static TextEnd of(String code) {
        int at = 0;
        while (at < code.length()) {
            Kind kind = kindAt(code, at);
            int end = kind == Kind.CODE ? at + 1 : endOf(kind, code, at);
            if (end < 0) {
                return new TextEnd(kind, at);
            }
            at = end;
        }
        return new TextEnd(Kind.CODE, code.length());
    }

    /** Where a comment begins that nothing ends, so that it swallows what follows; -1 for none. */
    static int unclosedComment(String code) {
        // Nearly all code is done with here.
        TextEnd end = code.contains("/*") ? of(code) : null;
        return end != null && end.kind == Kind.COMMENT ? end.start : -1;
    }

    /** The same length with blanks for comments and literals, to look for names in. */
    static String onlyCode(String code) {
        StringBuilder only = new StringBuilder(code);
        int at = 0;
        while (at < code.length()) {
            Kind kind = kindAt(code, at);
            int end = kind == Kind.CODE ? at + 1 : endOf(kind, code, at);
            end = end < 0 ? code.length() : end;
            for (int i = at; i < end && kind != Kind.CODE; i++) {
                only.setCharAt(i, code.charAt(i) == '\n' ? '\n' : ' ');
            }
            at = end;
        }
        return only.toString();
    }

    private static Kind kindAt(String code, int at) {
        char c = code.charAt(at);
        if (c == '/') {
            return code.startsWith("//", at) ? Kind.LINE_COMMENT : code.startsWith("/*", at) ? Kind.COMMENT : Kind.CODE;
        }
        if (c == '"') {
            return code.startsWith(TRIPLE, at) ? Kind.TEXT_BLOCK : Kind.LITERAL;
        }
        return c == '\'' ? Kind.LITERAL : Kind.CODE;
    }

    /** Where the character behind it is; -1 when nothing ends it. */
    private static int endOf(Kind kind, String code, int start) {
        switch (kind) {
            case LINE_COMMENT:
                int line = code.indexOf('\n', start);
                return line < 0 ? -1 : line + 1;
            case COMMENT:
                int mark = code.indexOf("*/", start + 2);
                return mark < 0 ? -1 : mark + 2;
            case TEXT_BLOCK:
                return behind(TRIPLE, code, start + TRIPLE.length(), false);
            default:
                return behind(code.substring(start, start + 1), code, start + 1, true);
        }
    }

    /** @param inLine whether the end of a line ends it too, as one that is not closed must not swallow what follows */
    private static int behind(String quote, String code, int from, boolean inLine) {
        for (int at = from; at < code.length(); at++) {
            if (code.charAt(at) == '\\') {
                at++;
            } else if (code.startsWith(quote, at)) {
                return at + quote.length();
            } else if (inLine && code.charAt(at) == '\n') {
                return at;
            }
        }
        return -1;
    }
}
