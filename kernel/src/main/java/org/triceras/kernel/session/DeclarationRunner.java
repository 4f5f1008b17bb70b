package org.triceras.kernel.session;

import java.util.List;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;

/** Evaluates pieces of cells that declare something, and whatever else only JShell understands. */
final class DeclarationRunner {
    private final JShell shell;
    private final KeptVariables variables;
    private final Statements statements;
    private final CellPlaces places;
    private final Suggestions suggestions;

    DeclarationRunner(
            JShell shell, KeptVariables variables, Statements statements, CellPlaces places, Suggestions suggestions) {
        this.shell = shell;
        this.variables = variables;
        this.statements = statements;
        this.places = places;
        this.suggestions = suggestions;
    }

    /** Returns an expression's value. */
    Object run(Piece piece) {
        RecordForm form = RecordForm.of(piece.text());
        Optional<Snippet> there = variables.alreadyThere(form.text());
        if (there.isPresent()) {
            places.put(there.get(), piece.place());
            return null;
        }
        List<Problem> limits = statements.limits(piece.text());
        if (!limits.isEmpty()) {
            throw new CellFailure(ErrorReports.rejected(suggestions, limits, piece));
        }
        List<SnippetEvent> events = variables.evaluate(ImportText.onOneLine(form.text()));
        statements.imports().change();
        events.stream()
                .filter(event -> event.causeSnippet() == null)
                .forEach(event -> places.put(event.snippet(), piece.place()));
        for (SnippetEvent event : events) {
            CellError error = errorOf(event, piece, form);
            if (error != null) {
                throw new CellFailure(error);
            }
            noteUndeclared(event, piece);
        }
        return valueOf(events);
    }

    private CellError errorOf(SnippetEvent event, Piece piece, RecordForm form) {
        if (event.status() == Snippet.Status.REJECTED) {
            List<Problem> problems = ErrorReports.problems(suggestions, event.snippet());
            return ErrorReports.rejected(
                    suggestions, problems.stream().map(form::inSnippet).toList(), piece);
        }
        JShellException exception = event.exception();
        boolean interrupted = Lane.current().interrupted;
        if (exception instanceof UnresolvedReferenceException unresolved && !interrupted) {
            DeclarationSnippet lacking = unresolved.getSnippet();
            return ErrorReports.unresolved(suggestions, lacking, places.of(lacking), piece.cell());
        }
        if (exception instanceof EvalException thrown) {
            return interrupted
                    ? ErrorReports.interrupted(piece.cell(), thrown.getExceptionClassName(), thrown.getMessage())
                    : ErrorReports.thrown(Thrown.of(thrown), places::find);
        }
        if (interrupted && event.causeSnippet() == null) {
            return ErrorReports.interrupted(piece.cell());
        }
        return null;
    }

    /** JShell accepts a declaration that needs what is not there: good for a method, surprising for a variable of an unknown class. */
    private void noteUndeclared(SnippetEvent event, Piece piece) {
        if (Notes.isWaiting(event.status())
                && event.causeSnippet() == null
                && event.snippet() instanceof DeclarationSnippet snippet) {
            if (snippet instanceof VarSnippet) {
                CellError error = ErrorReports.undeclared(suggestions, snippet, piece);
                shell.drop(snippet);
                throw new CellFailure(error);
            }
            Lane.current().undeclaredYet.add(snippet);
        }
    }

    /** The value of an expression; statements, declarations and assignments have none. */
    private static Object valueOf(List<SnippetEvent> events) {
        Object value = null;
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                Snippet.SubKind kind = event.snippet().subKind();
                boolean shows = kind == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                        || kind == Snippet.SubKind.VAR_VALUE_SUBKIND
                        || kind == Snippet.SubKind.OTHER_EXPRESSION_SUBKIND;
                value = shows ? Lane.current().value : null;
            }
        }
        return CellValue.shown(value);
    }
}
