package org.triceras.kernel.session;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds the snippets that declare nothing, and rewrites an expression as a statement that hands its value to {@link CellValue}. JShell compiles an
 * expression four times, to find its type and to keep its value in a variable that every later snippet imports.
 */
final class ExpressionForm {
    private static final String HEAD = "class $ { Object $() { return ";
    private static final String STATEMENT_HEAD = "class $ { void $() { ";
    private static final String TAIL = "\n; } }";
    /** printf returns the stream, which nobody wants to see. */
    private static final Pattern PRINTS =
            Pattern.compile("System\\s*\\.\\s*(out|err)\\s*\\.\\s*(print|println|printf|format)\\b");

    private static final String CALL = "{ ";
    private static final String KEEP = "{ " + CellValue.class.getName() + ".here().kept = ";

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            CompilerFiles.indexed(compiler.getStandardFileManager(null, null, null));

    /**
     * A statement that does what a snippet says.
     *
     * @param code has the same lines and columns up to the expression
     * @param added how many characters were put before the expression
     */
    record Form(String code, int added) {}

    /** Statements of which the first that compiles does it; none for what may declare something. */
    List<Form> statementsFor(String snippet) {
        switch (kind(snippet)) {
            case STATEMENT:
                return isStatement(snippet) ? List.of(new Form(snippet, 0)) : List.of();
            case DECLARATION:
                return List.of();
            default:
                return expressionFor(snippet);
        }
    }

    private List<Form> expressionFor(String snippet) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task = task(HEAD + snippet + TAIL, problems);
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            ExpressionTree expression =
                    problems.getDiagnostics().isEmpty() ? onlyExpression(unit.getTypeDecls()) : null;
            if (expression == null) {
                return List.of();
            }
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            int start = (int) positions.getStartPosition(unit, expression) - HEAD.length();
            int end = (int) positions.getEndPosition(unit, expression) - HEAD.length();
            return start < 0 || end > snippet.length() ? List.of() : rewrite(snippet, start, end, expression);
        } catch (IOException | StackOverflowError e) {
            return List.of();
        }
    }

    private enum Kind {
        STATEMENT,
        DECLARATION,
        OTHER
    }

    /** What its first word tells; saves parsing. */
    private static Kind kind(String snippet) {
        int i = 0;
        while (i < snippet.length() && Character.isWhitespace(snippet.charAt(i))) {
            i++;
        }
        int end = i;
        while (end < snippet.length() && Character.isJavaIdentifierPart(snippet.charAt(end))) {
            end++;
        }
        switch (snippet.substring(i, end)) {
            case "for":
            case "while":
            case "if":
            case "try":
            case "do":
            case "switch":
            case "throw":
            case "synchronized":
                return Kind.STATEMENT;
            case "import":
            case "class":
            case "record":
            case "interface":
            case "enum":
            case "public":
            case "static":
            case "final":
            case "var":
            case "return":
                return Kind.DECLARATION;
            default:
                if (i < snippet.length() && snippet.charAt(i) == '{') {
                    return Kind.STATEMENT;
                }
                return i < snippet.length() && snippet.charAt(i) == '@' ? Kind.DECLARATION : Kind.OTHER;
        }
    }

    /** Whether it is one statement that declares nothing outside of itself. */
    private boolean isStatement(String snippet) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try {
            CompilationUnitTree unit = task(STATEMENT_HEAD + snippet + TAIL, problems)
                    .parse()
                    .iterator()
                    .next();
            List<? extends StatementTree> statements =
                    problems.getDiagnostics().isEmpty() ? statements(unit.getTypeDecls()) : List.of();
            return isOne(statements)
                    && !(statements.get(0) instanceof VariableTree)
                    && !(statements.get(0) instanceof ClassTree);
        } catch (IOException | StackOverflowError e) {
            return false;
        }
    }

    private JavacTask task(String source, DiagnosticCollector<JavaFileObject> problems) {
        return (JavacTask) compiler.getTask(
                Writer.nullWriter(),
                files,
                problems,
                List.of("-proc:none"),
                null,
                List.of(CompilerFiles.source(source)));
    }

    /** The statements in a method that was parsed around the snippet. */
    private static List<? extends StatementTree> statements(List<? extends Tree> types) {
        if (types.size() != 1 || !(types.get(0) instanceof ClassTree type)) {
            return List.of();
        }
        List<? extends Tree> members = type.getMembers();
        return members.size() == 1 && members.get(0) instanceof MethodTree method
                ? method.getBody().getStatements()
                : List.of();
    }

    private static boolean isOne(List<? extends StatementTree> statements) {
        return !statements.isEmpty() && statements.stream().skip(1).allMatch(s -> s instanceof EmptyStatementTree);
    }

    /** What a method that was parsed around the snippet returns, when that is all it does. */
    private static ExpressionTree onlyExpression(List<? extends Tree> types) {
        List<? extends StatementTree> statements = statements(types);
        return isOne(statements) && statements.get(0) instanceof ReturnTree result ? result.getExpression() : null;
    }

    /** Whether an expression that is a statement may have a value that somebody wants to see. */
    static boolean mayHaveValue(ExpressionTree expression, String text) {
        return !(expression instanceof AssignmentTree)
                && !(expression instanceof CompoundAssignmentTree)
                && !PRINTS.matcher(text).lookingAt();
    }

    private static List<Form> rewrite(String snippet, int start, int end, ExpressionTree expression) {
        String before = snippet.substring(0, start);
        String text = snippet.substring(start, end);
        if (expression instanceof AssignmentTree assignment) {
            // "List<String> a = b" parses as an assignment to a comparison.
            return assignment.getVariable() instanceof BinaryTree ? List.of() : List.of(form(before, CALL, text));
        }
        if (expression instanceof CompoundAssignmentTree) {
            return List.of(form(before, CALL, text));
        }
        if (expression instanceof SwitchExpressionTree
                || expression instanceof LambdaExpressionTree
                || expression instanceof MemberReferenceTree) {
            return List.of();
        }
        // "List<String> a" parses as two comparisons, which no values would allow.
        if (expression.getKind() == Tree.Kind.GREATER_THAN
                && expression instanceof BinaryTree comparison
                && comparison.getLeftOperand().getKind() == Tree.Kind.LESS_THAN) {
            return List.of();
        }
        Form kept = form(before, KEEP, text);
        if (!(expression instanceof MethodInvocationTree)) {
            return List.of(kept);
        }
        // A call may return nothing, which only javac knows. (A lambda would fit both, and leave a lot behind in
        // javac.)
        Form called = form(before, CALL, text);
        return PRINTS.matcher(text).lookingAt() ? List.of(called) : List.of(kept, called);
    }

    private static Form form(String before, String added, String expression) {
        return new Form(before + added + expression + "; }", added.length());
    }
}
