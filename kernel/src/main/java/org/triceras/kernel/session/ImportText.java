package org.triceras.kernel.session;

import java.util.regex.Pattern;

/** The text of imports. */
final class ImportText {
    private static final Pattern COMMENT = Pattern.compile("//.*|(?s:/\\*.*?\\*/)");

    private static final Pattern IMPORT = Pattern.compile("\\s*import\\s.*", Pattern.DOTALL);

    private ImportText() {}

    /**
     * An import with blanks for its remarks and line ends, so that what stands in it stays where it is; anything else as it is. JShell puts all imports
     * before each declaration as they were written, so that one of two lines would move the lines of all declarations, and it would compile and
     * load them all again.
     */
    static String onOneLine(String snippet) {
        boolean mayBe = snippet.startsWith("import") || snippet.startsWith("/");
        String text = mayBe ? COMMENT.matcher(snippet).replaceAll(m -> " ".repeat(m.end() - m.start())) : snippet;
        return mayBe && IMPORT.matcher(text).matches() ? text.replaceAll("\\R", " ") : snippet;
    }
}
