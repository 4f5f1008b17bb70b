package org.triceras.kernel.debug;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.triceras.engine.error.ArgumentException;

/**
 * Rewrites an expression so that it means the same in a static method of another class: {@code this} becomes a parameter, and names of
 * fields and methods of the class that stands still get their object or class before them.
 */
final class ExpressionText {
    /** What {@code this} is called. */
    static final String THIS = "$this";

    private final Members members;
    private final LocalScope scope;
    private final Set<String> declared = new HashSet<>();
    /** By position: what is put there, in place of how many characters. */
    private final Map<Integer, Edit> edits = new TreeMap<>(Comparator.reverseOrder());

    private record Edit(int length, String text) {}

    private ExpressionText(LocalScope scope) {
        this.scope = scope;
        this.members = new Members(scope);
    }

    /**
     * The rewritten text.
     *
     * @param tree what was parsed from the text
     * @param start where the text begins in the unit
     * @throws ArgumentException when it assigns to a local variable
     */
    static String rewrite(
            String text, Tree tree, CompilationUnitTree unit, SourcePositions positions, int start, LocalScope scope) {
        ExpressionText rewriter = new ExpressionText(scope);
        rewriter.collectDeclared(tree);
        rewriter.collectEdits(tree, unit, positions, start);
        StringBuilder result = new StringBuilder(text);
        rewriter.edits.forEach((at, edit) -> result.replace(at, at + edit.length(), edit.text()));
        return result.toString();
    }

    private void collectDeclared(Tree tree) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                declared.add(variable.getName().toString());
                return super.visitVariable(variable, nothing);
            }
        }.scan(tree, null);
    }

    private void collectEdits(Tree tree, CompilationUnitTree unit, SourcePositions positions, int start) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                // In there names mean what they mean there.
                return null;
            }

            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                if (call.getMethodSelect() instanceof IdentifierTree method) {
                    insert(method, members.pathToMethod(method.getName().toString()));
                    scan(call.getTypeArguments(), nothing);
                    return scan(call.getArguments(), nothing);
                }
                return super.visitMethodInvocation(call, nothing);
            }

            @Override
            public Void visitIdentifier(IdentifierTree identifier, Void nothing) {
                String name = identifier.getName().toString();
                if (name.equals("this") && scope.has("this")) {
                    put(identifier, name.length(), THIS);
                } else if (!declared.contains(name) && !scope.has(name)) {
                    insert(identifier, members.pathToField(name));
                }
                return null;
            }

            @Override
            public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
                if (select.getIdentifier().contentEquals("this")
                        && select.getExpression() instanceof IdentifierTree type) {
                    String object = members.outer(type.getName().toString());
                    if (object != null) {
                        long length = positions.getEndPosition(unit, select) - positions.getStartPosition(unit, select);
                        put(select, (int) length, object);
                    }
                    return null;
                }
                return super.visitMemberSelect(select, nothing);
            }

            private void insert(Tree at, String path) {
                if (!path.isEmpty()) {
                    put(at, 0, path);
                }
            }

            private void put(Tree at, int length, String replacement) {
                int position = (int) positions.getStartPosition(unit, at) - start;
                edits.put(position, new Edit(length, replacement));
            }

            @Override
            public Void visitAssignment(AssignmentTree assignment, Void nothing) {
                mayBeChanged(assignment.getVariable());
                return super.visitAssignment(assignment, nothing);
            }

            @Override
            public Void visitCompoundAssignment(CompoundAssignmentTree assignment, Void nothing) {
                mayBeChanged(assignment.getVariable());
                return super.visitCompoundAssignment(assignment, nothing);
            }

            @Override
            public Void visitUnary(UnaryTree unary, Void nothing) {
                switch (unary.getKind()) {
                    case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                        mayBeChanged(unary.getExpression());
                    default -> {
                        // Only looks.
                    }
                }
                return super.visitUnary(unary, nothing);
            }
        }.scan(tree, null);
    }

    private void mayBeChanged(ExpressionTree variable) {
        if (variable instanceof IdentifierTree identifier) {
            String name = identifier.getName().toString();
            if (!declared.contains(name) && scope.has(name)) {
                throw unchangeable(name);
            }
        }
    }

    static ArgumentException unchangeable(String local) {
        return new ArgumentException(
                local + " is a local variable. The debugger can show it, but not change it: it sees copies of"
                        + " the values only. Variables of the session, fields and elements can be changed.");
    }
}
