package org.triceras.kernel.session;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.kernel.compiler.IndexedFiles;

/** Completes names of packages. JShell could only do so after a walk through the JDK and all jars. */
final class Packages {
    /** What may be the beginning of a package's name: after import from the first letter on, elsewhere from the first dot on. */
    private static final Pattern IMPORTED = Pattern.compile("import\\s+(?:static\\s+)?((?:\\w+\\.)*)(\\w*)$");

    private static final Pattern NAMED = Pattern.compile("(?<![\\w$.)\\]\"])((?:[a-z_]\\w*\\.)+)(\\w*)$");

    private final IndexedFiles files;

    Packages(IndexedFiles files) {
        this.files = files;
    }

    /**
     * Adds what fits.
     *
     * @param anchor where the other matches are to be put
     * @return where they all are to be put
     */
    int complete(String code, int anchor, Set<String> matches) {
        boolean isImport = code.stripLeading().startsWith("import ");
        Matcher name = isImport ? IMPORTED.matcher(code.stripLeading()) : NAMED.matcher(code);
        boolean found = isImport ? name.lookingAt() : name.find();
        int start = code.length() - (found ? name.group(2).length() : 0);
        // Elsewhere than after import the dot may be in a text.
        if (!found || !matches.isEmpty() && anchor != start || quotes(code) % 2 != 0) {
            return anchor;
        }
        String before = name.group(1);
        Set<String> parts = new TreeSet<>();
        for (String each : files.packages()) {
            if (each.startsWith(before + name.group(2))) {
                int dot = each.indexOf('.', before.length());
                parts.add(each.substring(before.length(), dot < 0 ? each.length() : dot) + ".");
            }
        }
        parts.remove(".");
        matches.addAll(parts);
        return parts.isEmpty() ? anchor : start;
    }

    private static long quotes(String code) {
        return code.substring(code.lastIndexOf('\n') + 1)
                .chars()
                .filter(c -> c == '"')
                .count();
    }
}
