package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** What is said at the end of a cell that has not failed for it: what stands above may need what stands below, or have got lost through it. */
final class Notes {
    private final CompileLock lock;
    private final JShell shell;
    private final Suggestions suggestions;
    private final CellPlaces places;
    private final KeptVariables variables;

    Notes(CompileLock lock, JShell shell, Suggestions suggestions, CellPlaces places, KeptVariables variables) {
        this.lock = lock;
        this.shell = shell;
        this.suggestions = suggestions;
        this.places = places;
        this.variables = variables;
    }

    /** Whether a declaration needs what is not declared yet. */
    static boolean isWaiting(Snippet.Status status) {
        return status == Snippet.Status.RECOVERABLE_NOT_DEFINED || status == Snippet.Status.RECOVERABLE_DEFINED;
    }

    /** Says what there is to say, once. */
    void tell(Lane lane) {
        List<String> notes = new ArrayList<>();
        if (!lane.undeclaredYet.isEmpty()) {
            lock.hold(() -> {
                for (DeclarationSnippet snippet : lane.undeclaredYet) {
                    if (isWaiting(shell.status(snippet))) {
                        notes.add(ErrorReports.notYet(suggestions, snippet, places.of(snippet)));
                    }
                }
            });
            lane.undeclaredYet.clear();
        }
        if (!variables.lost().areNone()) {
            lock.hold(() ->
                    missed(lane).forEach(name -> notes.add("Note: " + name + " is null: it " + LostVariables.REASON)));
        }
        if (!lane.emptied.isEmpty()) {
            notes.add(ErrorReports.emptied(lane.emptied));
            lane.emptied.clear();
        }
        // Without the lock: printing may have to wait for the front end.
        notes.forEach(System.err::println);
    }

    private List<String> missed(Lane lane) {
        List<String> missed = variables
                .lost()
                .missedIn(
                        lane.cell.source(),
                        name -> variables
                                .field(name)
                                .filter(field -> StaticField.get(field) == null)
                                .isPresent(),
                        name -> variables.field(name).isEmpty());
        // Of these it is said that they have just lost their values.
        missed.removeAll(lane.emptied);
        return missed;
    }
}
