package org.triceras.kernel.session;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script as the body of one method: compiled at once it takes the time of two or three of its statements. That says the same as snippets one after another where
 * a script declares variables only, each once, and javac takes them for local ones.
 *
 * @param imports what it imports, in front of all else
 * @param body the rest; both together have the script's lines
 */
record ScriptForm(String imports, String body) {
    private static final Pattern IMPORT = Pattern.compile(
            "\\G(?>\\s++|//[^\\n]*+|/\\*.*?\\*/)*+import\\s+(?:static\\s+)?[\\w$.*]+\\s*;", Pattern.DOTALL);

    private static final String KEEP = CellValue.class.getName() + ".keep(() -> ";

    /** Forms of which the first that compiles does what the script says; none for a script of another kind. */
    static List<ScriptForm> of(String script) {
        int end = endOfImports(script);
        String imports = script.substring(0, end);
        String body = script.substring(end);
        return Syntax.block(body)
                .filter(block -> block.statements().stream().noneMatch(ScriptForm::isNoSnippet))
                .map(block -> forms(imports, body, block))
                .orElse(List.of());
    }

    /** What follows a script's imports. */
    static String withoutImports(String script) {
        return script.substring(endOfImports(script));
    }

    private static int endOfImports(String script) {
        int end = 0;
        for (Matcher next = IMPORT.matcher(script); next.find(); ) {
            end = next.end();
        }
        return end;
    }

    private static List<ScriptForm> forms(String imports, String body, Syntax.Block block) {
        List<StatementTree> statements = new ArrayList<>(block.statements());
        statements.removeIf(EmptyStatementTree.class::isInstance);
        StatementTree last = statements.isEmpty() ? null : statements.get(statements.size() - 1);
        if (!(last instanceof ExpressionStatementTree statement)) {
            return List.of(new ScriptForm(imports, body));
        }
        // The last one's value is the script's, if it has one.
        int start = block.start(last);
        int end = block.end(statement.getExpression());
        String before = body.substring(0, start);
        String expression = body.substring(start, end);
        ScriptForm kept = new ScriptForm(imports, before + KEEP + expression + ");");
        ScriptForm called = new ScriptForm(imports, before + expression + ";");
        return ExpressionForm.mayHaveValue(statement.getExpression(), expression)
                ? List.of(kept, called)
                : List.of(called);
    }

    /** What means something else in a method. */
    private static boolean isNoSnippet(StatementTree statement) {
        return statement instanceof ClassTree || Boolean.TRUE.equals(new Returns().scan(statement, null));
    }

    /** Whether something returns from the method that the script would be. */
    private static final class Returns extends TreeScanner<Boolean, Void> {
        @Override
        public Boolean visitReturn(ReturnTree tree, Void nothing) {
            return true;
        }

        @Override
        public Boolean visitLambdaExpression(LambdaExpressionTree tree, Void nothing) {
            return false;
        }

        @Override
        public Boolean visitClass(ClassTree tree, Void nothing) {
            return false;
        }

        @Override
        public Boolean reduce(Boolean a, Boolean b) {
            return Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
        }
    }
}
