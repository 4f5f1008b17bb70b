package org.triceras.kernel.debug;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.triceras.kernel.session.CellLine;

/** The beginning of a line of compiled code, with the local variables that have a value there. */
final class ProbeSite {
    private final String method;
    private final int line;
    private final LocalScope scope;
    private volatile Optional<CellLine> place;

    /**
     * @param method the name with the descriptor
     * @param line in the class file
     * @param locals see {@link LocalScope#text}
     */
    ProbeSite(MethodHandles.Lookup caller, String method, int line, String locals) {
        this.method = method;
        this.line = line;
        this.scope = LocalScope.parse(caller, locals);
    }

    Class<?> type() {
        return scope.owner();
    }

    String method() {
        return method;
    }

    LocalScope scope() {
        return scope;
    }

    /** Where that is in a cell; empty for code that JShell has put around it. */
    Optional<CellLine> place(CellLocator locator) {
        Optional<CellLine> known = place;
        if (known == null) {
            known = locator.locate(type().getName(), line);
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
        String owner = type().getName().substring(type().getName().lastIndexOf('$') + 1);
        boolean ofCell = owner.isEmpty() || Character.isDigit(owner.charAt(0));
        if (name.equals("<init>") || name.equals("<clinit>")) {
            return name.equals("<init>") ? "new " + owner : "initializer of " + owner;
        }
        return ofCell ? name : owner + "." + name;
    }
}
