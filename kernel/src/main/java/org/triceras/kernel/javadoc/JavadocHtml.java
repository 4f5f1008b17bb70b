package org.triceras.kernel.javadoc;

import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;
import java.util.Set;

/** A documentation comment as HTML of a few harmless elements without attributes: what else a comment holds is shown as text or left out. */
final class JavadocHtml extends SimpleDocTreeVisitor<Void, Void> {
    private static final Set<String> ALLOWED = Set.of(
            "p",
            "pre",
            "code",
            "b",
            "strong",
            "i",
            "em",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "br",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "caption",
            "blockquote",
            "sub",
            "sup",
            "h2",
            "h3",
            "h4",
            "hr",
            "tt",
            "cite",
            "var");

    private final StringBuilder html = new StringBuilder();

    private JavadocHtml() {}

    static String of(DocCommentTree comment) {
        JavadocHtml writer = new JavadocHtml();
        writer.all(comment.getFullBody());
        writer.section("Deprecated", comment, DocTree.Kind.DEPRECATED);
        writer.section("Parameters", comment, DocTree.Kind.PARAM);
        writer.section("Returns", comment, DocTree.Kind.RETURN);
        writer.section("Throws", comment, DocTree.Kind.THROWS, DocTree.Kind.EXCEPTION);
        writer.section("Since", comment, DocTree.Kind.SINCE);
        return writer.html.toString().strip();
    }

    private void section(String title, DocCommentTree comment, DocTree.Kind... kinds) {
        List<? extends DocTree> tags = comment.getBlockTags().stream()
                .filter(tag -> List.of(kinds).contains(tag.getKind()))
                .toList();
        if (!tags.isEmpty()) {
            html.append("<p><b>").append(title).append("</b></p><ul>");
            for (DocTree tag : tags) {
                html.append("<li>");
                tag.accept(this, null);
                html.append("</li>");
            }
            html.append("</ul>");
        }
    }

    private void all(Iterable<? extends DocTree> trees) {
        trees.forEach(tree -> tree.accept(this, null));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void code(String text) {
        html.append("<code>").append(escape(text)).append("</code>");
    }

    @Override
    public Void visitText(TextTree tree, Void none) {
        html.append(escape(tree.getBody()));
        return null;
    }

    @Override
    public Void visitEntity(EntityTree tree, Void none) {
        html.append('&').append(tree.getName()).append(';');
        return null;
    }

    @Override
    public Void visitStartElement(StartElementTree tree, Void none) {
        String name = tree.getName().toString().toLowerCase(java.util.Locale.ROOT);
        if (ALLOWED.contains(name)) {
            html.append('<').append(name).append('>');
        }
        return null;
    }

    @Override
    public Void visitEndElement(EndElementTree tree, Void none) {
        String name = tree.getName().toString().toLowerCase(java.util.Locale.ROOT);
        if (ALLOWED.contains(name)) {
            html.append("</").append(name).append('>');
        }
        return null;
    }

    @Override
    public Void visitLiteral(LiteralTree tree, Void none) {
        String text = tree.getBody().getBody();
        if (tree.getKind() == DocTree.Kind.CODE) {
            code(text);
        } else {
            html.append(escape(text));
        }
        return null;
    }

    @Override
    public Void visitLink(LinkTree tree, Void none) {
        if (tree.getLabel().isEmpty()) {
            String target = tree.getReference().getSignature();
            code(target.startsWith("#") ? target.substring(1) : target.replace('#', '.'));
        } else {
            all(tree.getLabel());
        }
        return null;
    }

    @Override
    public Void visitParam(ParamTree tree, Void none) {
        code(
                tree.isTypeParameter()
                        ? "<" + tree.getName() + ">"
                        : tree.getName().toString());
        html.append(": ");
        all(tree.getDescription());
        return null;
    }

    @Override
    public Void visitReturn(ReturnTree tree, Void none) {
        all(tree.getDescription());
        return null;
    }

    @Override
    public Void visitThrows(ThrowsTree tree, Void none) {
        code(tree.getExceptionName().getSignature());
        html.append(": ");
        all(tree.getDescription());
        return null;
    }

    @Override
    public Void visitSince(SinceTree tree, Void none) {
        all(tree.getBody());
        return null;
    }

    @Override
    public Void visitDeprecated(DeprecatedTree tree, Void none) {
        all(tree.getBody());
        return null;
    }

    /** Other tags as they are written, but for those that only matter to a generator of pages. */
    @Override
    protected Void defaultAction(DocTree tree, Void none) {
        if (tree.getKind() != DocTree.Kind.COMMENT && tree.getKind() != DocTree.Kind.INHERIT_DOC) {
            html.append(escape(tree.toString()));
        }
        return null;
    }
}
