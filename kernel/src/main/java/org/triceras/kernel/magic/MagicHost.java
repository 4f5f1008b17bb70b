package org.triceras.kernel.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What magics may ask of the session that they run in. */
public interface MagicHost {
    /** A cell that was run. */
    record Past(int number, String source) {}

    /** Evaluates Java and magics as a cell would; returns the last expression's value. A failure ends the magic. */
    Object run(MagicCode code);

    /**
     * Evaluates one snippet that is made of the user's code between texts of the magic's own, which may hold no line ends.
     * A failure ends the magic.
     */
    Object runWrapped(String before, MagicCode code, String after);

    /** The type of an expression, "void" when it has no value, "" when it does not compile; null for statements. Nothing is run. */
    String typeOf(String expression);

    /** Evaluates the text of a file; errors name it. */
    Object runFile(String name, String source);

    /** How long the code of snippets has run during {@code action}, without what it took to compile them. */
    RunTime time(Runnable action);

    /** Names and types of the variables that the user has declared. */
    Map<String, String> variables();

    /** A variable's value. */
    Object variable(String name);

    /** Forgets all variables, methods, classes and imports of the user's; says how many declarations that were. */
    int reset();

    void addToClassPath(Path entry);

    /** Folders and archives that were added in this session. */
    List<Path> classPath();

    /** The cells run so far, oldest first, the running one last. */
    List<Past> history();

    /** Where relative paths of magics begin. */
    Path directory();

    void setDirectory(Path directory);

    /** The environment of programs that magics start; changes stay. */
    Map<String, String> environment();

    /** All magics. */
    Magics magics();

    /** A path as a user writes it: relative to {@link #directory()}, "~" is the home folder. */
    default Path path(String text) {
        String expanded =
                text.equals("~") || text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
        return directory().resolve(expanded).normalize();
    }
}
