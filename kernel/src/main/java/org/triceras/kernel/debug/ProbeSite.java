package org.triceras.kernel.debug;

import java.util.List;
import java.util.Optional;
import org.triceras.kernel.session.CellLine;

/** The beginning of a line of compiled code, with the names of the local variables that have a value there. */
final class ProbeSite {
    private final Class<?> type;
    private final String method;
    private final int line;
    private final List<String> names;
    private volatile Optional<CellLine> place;

    /**
     * @param method the name with the descriptor
     * @param line in the class file
     */
    ProbeSite(Class<?> type, String method, int line, String names) {
        this.type = type;
        this.method = method;
        this.line = line;
        this.names = names.isEmpty() ? List.of() : List.of(names.split(","));
    }

    Class<?> type() {
        return type;
    }

    String method() {
        return method;
    }

    List<String> names() {
        return names;
    }

    /** Where that is in a cell; empty for code that JShell has put around it. */
    Optional<CellLine> place(CellLocator locator) {
        Optional<CellLine> known = place;
        if (known == null) {
            known = locator.locate(type.getName(), line);
            place = known;
        }
        return known;
    }

    /** The method as its author calls it; the cell's own code has no name. */
    String title() {
        String name = method.substring(0, method.indexOf('('));
        if (name.startsWith("lambda$")) {
            return "lambda";
        }
        if (name.startsWith("do_it")) {
            return "cell";
        }
        String owner = type.getName().substring(type.getName().lastIndexOf('$') + 1);
        boolean ofCell = owner.isEmpty() || Character.isDigit(owner.charAt(0));
        if (name.equals("<init>") || name.equals("<clinit>")) {
            return name.equals("<init>") ? "new " + owner : "initializer of " + owner;
        }
        return ofCell ? name : owner + "." + name;
    }
}
