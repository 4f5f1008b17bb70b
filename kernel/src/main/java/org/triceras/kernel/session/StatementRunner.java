package org.triceras.kernel.session;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.spi.SPIResolutionException;
import org.triceras.kernel.session.ExpressionForm.Form;

/** Evaluates pieces of cells that declare nothing, or nothing new. */
final class StatementRunner {
    private final JShell shell;
    private final Statements statements;
    private final KeptVariables variables;
    private final CellPlaces places;
    private final Suggestions suggestions;
    private final ExpressionForm expressions = new ExpressionForm();

    StatementRunner(
            JShell shell, Statements statements, KeptVariables variables, CellPlaces places, Suggestions suggestions) {
        this.shell = shell;
        this.statements = statements;
        this.variables = variables;
        this.places = places;
        this.suggestions = suggestions;
    }

    /** The piece, ready to run; empty for one that JShell has to see. @throws CellFailure when it does not compile */
    Optional<Method> compile(Piece piece) {
        List<Form> forms = expressions.statementsFor(piece.text());
        for (Form form : forms) {
            Optional<Method> method = statements.compile(form.code(), piece.place());
            if (method.isPresent()) {
                return method;
            }
        }
        if (!forms.isEmpty()) {
            refuse(piece, forms.get(forms.size() - 1));
        }
        return Syntax.onlyVariable(piece.text())
                .flatMap(variables::field)
                .flatMap(field -> statements.compileAgain(piece.text(), field, piece.place()));
    }

    /** A script as one method; empty for one that has to be taken piece by piece. */
    Optional<Method> compileScript(String script, List<String> waitingImports, SnippetPlace place) {
        return ScriptForm.of(script).stream()
                .flatMap(form -> statements.compile(form, waitingImports, place).stream())
                .findFirst();
    }

    private void refuse(Piece piece, Form form) {
        List<Problem> problems = statements.problems(form.code()).stream()
                .map(problem -> problem.before(form.added()))
                .toList();
        if (!problems.isEmpty()) {
            throw new CellFailure(ErrorReports.rejected(suggestions, problems, piece));
        }
    }

    /** Runs what was compiled; returns an expression's value. */
    Object run(Method method, Cell cell) {
        Lane lane = Lane.current();
        Optional<SnippetThread> ran = statements.run(method);
        Throwable failure = ran.map(SnippetThread::failure).orElse(null);
        if (lane.interrupted) {
            throw new CellFailure(
                    failure == null || failure instanceof StoppedError
                            ? ErrorReports.interrupted(cell)
                            : ErrorReports.interrupted(cell, failure.getClass().getName(), failure.getMessage()));
        }
        if (failure instanceof SPIResolutionException unresolved) {
            String id = String.valueOf(unresolved.id());
            shell.snippets()
                    .filter(s -> s.id().equals(id) && shell.status(s).isActive())
                    .filter(DeclarationSnippet.class::isInstance)
                    .findFirst()
                    .ifPresent(s -> {
                        throw new CellFailure(
                                ErrorReports.unresolved(suggestions, (DeclarationSnippet) s, places.of(s), cell));
                    });
        }
        if (failure != null && !(failure instanceof StoppedError)) {
            throw new CellFailure(ErrorReports.thrown(Thrown.of(failure), places::find));
        }
        return ran.map(thread -> CellValue.shown(thread.kept().kept)).orElse(null);
    }
}
