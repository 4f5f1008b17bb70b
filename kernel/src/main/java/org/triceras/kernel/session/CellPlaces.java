package org.triceras.kernel.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** The lines of cells that lines of compiled classes come from. */
final class CellPlaces {
    private final CompileLock lock;
    private final JShell shell;
    private final StatementPlaces statements;
    private final Map<String, SnippetPlace> snippets = new ConcurrentHashMap<>();

    /** @param statements where those are that JShell knows nothing of */
    CellPlaces(CompileLock lock, JShell shell, StatementPlaces statements) {
        this.lock = lock;
        this.shell = shell;
        this.statements = statements;
    }

    /** From now on a snippet of JShell's stands there. */
    void put(Snippet snippet, SnippetPlace place) {
        snippets.put(snippet.id(), place);
    }

    /** Where a snippet of JShell's stands; null when no cell has it. */
    SnippetPlace of(Snippet snippet) {
        return snippets.get(snippet.id());
    }

    /** See {@link Session#locate}. */
    Optional<CellLine> find(String className, int line) {
        if (statements.isKnown(className)) {
            return statements.find(className, line);
        }
        SnippetPlace running = Lane.current().current;
        return lock.hold(() -> new SnippetLines(shell, snippets).find(className, line, running));
    }

    /** The line of a cell that a frame stands for: JShell names its snippets in the frames that it has seen. */
    Optional<CellLine> find(StackTraceElement frame) {
        String file = frame.getFileName();
        SnippetPlace place = file != null && file.startsWith("#") ? snippets.get(file.substring(1)) : null;
        if (place != null) {
            int line = place.line() + Math.max(1, frame.getLineNumber()) - 1;
            return Optional.of(new CellLine(place.cell().name(), place.cell().source(), line));
        }
        return Thrown.isOfCell(frame) ? find(frame.getClassName(), frame.getLineNumber()) : Optional.empty();
    }
}
