package org.triceras.kernel.compiler;

import java.util.regex.Pattern;

/** The package that a Java file says it is in. Snippets have none. */
public final class PackageLine {
    /** From its own line on, so that the lines behind it keep their numbers. */
    private static final Pattern PACKAGE = Pattern.compile("(?m)^[ \\t]*package\\s+[\\w.]+\\s*;");

    private PackageLine() {}

    /** The file without it. */
    public static String removed(String source) {
        return PACKAGE.matcher(source).replaceFirst("");
    }
}
