package org.triceras.kernel.session;

import java.lang.reflect.Method;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.triceras.kernel.magic.MagicCode;

/** Evaluates Java, snippet by snippet. */
final class Evaluator {
    private final CompileLock lock;
    private final JShell shell;
    private final Declarations declared;
    private final StatementRunner statements;
    private final DeclarationRunner declarations;
    private final SealedGroups sealed;

    Evaluator(
            CompileLock lock,
            JShell shell,
            Declarations declared,
            StatementRunner statements,
            DeclarationRunner declarations,
            SealedGroups sealed) {
        this.lock = lock;
        this.shell = shell;
        this.declared = declared;
        this.statements = statements;
        this.declarations = declarations;
        this.sealed = sealed;
    }

    /** Evaluates the snippets of a part of a cell; returns the last one's value. */
    Object evaluate(Cell cell, MagicCode code) {
        // Before the first declaration: JShell looks at all of them when an import comes.
        lock.hold(() -> declared.preloadFor(code.text()));
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Lane lane = Lane.current();
        Object value = null;
        int unclosed = TextEnd.unclosedComment(code.text());
        String whole = unclosed < 0 ? code.text() : code.text().substring(0, unclosed);
        String rest = whole;
        while (!rest.isBlank()) {
            if (lane.interrupted) {
                throw new CellFailure(ErrorReports.interrupted(cell));
            }
            String text = rest;
            CompletionInfo info = lock.hold(() -> analysis.analyzeCompletion(text));
            boolean incomplete = info.completeness() == Completeness.DEFINITELY_INCOMPLETE
                    || info.completeness() == Completeness.UNKNOWN;
            boolean endsInside = unclosed >= 0 && info.completeness() != Completeness.COMPLETE;
            if (info.completeness() == Completeness.EMPTY || endsInside) {
                break;
            }
            String snippet = incomplete || info.source() == null ? rest : info.source();
            int start = code.offset() + whole.length() - rest.length() + leadingBlank(rest);
            // Without blanks before it, or JShell counts the lines of methods wrong.
            Piece piece = new Piece(cell, snippet.substring(leadingBlank(snippet)), start, start, code);
            String following = incomplete ? "" : info.remaining();
            lock.hold(() -> sealed.prepare(piece, following));
            value = run(piece);
            rest = following;
        }
        refuseUnclosed(cell, code);
        if (lane.interrupted) {
            throw new CellFailure(ErrorReports.interrupted(cell));
        }
        return value;
    }

    /** Evaluates a script after which no code will come: as a whole if that says the same, else as a cell. */
    Object evaluateScript(Cell cell, MagicCode code) {
        SnippetPlace place = new SnippetPlace(cell, 1);
        Lane.current().current = place;
        Optional<Method> whole = lock.hold(() -> statements.compileScript(code.text(), declared.waiting(), place));
        return whole.isPresent() ? lock.hold(() -> statements.run(whole.get(), cell)) : evaluate(cell, code);
    }

    /** Evaluates one snippet. */
    Object evaluate(Piece piece) {
        refuseUnclosed(piece.cell(), piece.code());
        lock.hold(() -> declared.preloadFor(piece.text()));
        return run(piece);
    }

    /** To the compiler such a comment is none, and all that follows is in it. */
    private static void refuseUnclosed(Cell cell, MagicCode code) {
        int at = TextEnd.unclosedComment(code.text());
        if (at >= 0) {
            throw new CellFailure(ErrorReports.unclosedComment(cell, code.offset() + at));
        }
    }

    private Object run(Piece piece) {
        return lock.hold(() -> {
            Lane.current().current = piece.place();
            Optional<Method> statement = statements.compile(piece);
            return statement.isPresent() ? statements.run(statement.get(), piece.cell()) : declarations.run(piece);
        });
    }

    private static int leadingBlank(String text) {
        int i = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
