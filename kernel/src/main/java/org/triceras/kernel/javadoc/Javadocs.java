package org.triceras.kernel.javadoc;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.triceras.kernel.session.CompilerFiles;

/** Finds what sources say about a class or member, also in the classes that it inherits from. */
public final class Javadocs {
    private static final int DEEPEST = 6;
    private static final int PARSED_KEPT = 16;

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES =
            CompilerFiles.indexed(COMPILER.getStandardFileManager(null, null, null));

    /**
     * What was found.
     *
     * @param html the documentation, safe to show
     * @param source the declaration's text
     */
    public record Entry(String html, String source) {}

    private record Parsed(String text, CompilationUnitTree unit, DocTrees trees) {}

    private final Collection<Path> classPath;
    private final Map<SourceIndex.Source, Parsed> parsed = new LinkedHashMap<>(PARSED_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceIndex.Source, Parsed> eldest) {
            return size() > PARSED_KEPT;
        }
    };
    private CompletableFuture<SourceIndex> index;

    /** For classes of this process and of the JDK. */
    public Javadocs() {
        this(SourceIndex.ownClassPath());
    }

    /** For classes on a class path and of the JDK. */
    public Javadocs(Collection<Path> classPath) {
        this.classPath = List.copyOf(classPath);
    }

    /** Begins to look for sources, beside what the calling thread does, unless that was done before. */
    public synchronized void prepare() {
        if (index == null) {
            index = CompletableFuture.supplyAsync(() -> new SourceIndex(classPath));
        }
    }

    /** What sources say about a signature as JShell writes it; null when nothing is found. */
    public synchronized Entry find(String signature, List<String> importedPackages) {
        Signature wanted = Signature.parse(signature);
        if (wanted == null) {
            return null;
        }
        prepare();
        List<String> packages = new ArrayList<>();
        if (!wanted.packageName().isEmpty()) {
            packages.add(wanted.packageName());
        }
        packages.add("java.lang");
        packages.addAll(importedPackages);
        return find(wanted, wanted.type(), packages, 0);
    }

    private Entry find(Signature wanted, String type, List<String> packages, int depth) {
        SourceIndex.Source source = index.join().find(type, packages);
        Parsed file = source == null || depth > DEEPEST ? null : parse(source);
        if (file == null) {
            return null;
        }
        for (Tree declared : file.unit().getTypeDecls()) {
            if (declared instanceof ClassTree found && found.getSimpleName().contentEquals(type)) {
                Entry entry = wanted.member() == null ? entry(file, found, List.of()) : inMembers(file, found, wanted);
                return entry != null ? entry : inherited(wanted, file, found, source, depth);
            }
        }
        return null;
    }

    private static Entry inMembers(Parsed file, ClassTree type, Signature wanted) {
        for (Tree member : type.getMembers()) {
            boolean fits = member instanceof MethodTree method
                    ? wanted.parameters() != null
                            && method.getName().contentEquals(wanted.member())
                            && parameters(method).equals(wanted.parameters())
                    : member instanceof VariableTree field
                            && wanted.parameters() == null
                            && field.getName().contentEquals(wanted.member());
            if (fits) {
                return entry(file, member, List.of(type));
            }
        }
        return null;
    }

    private static List<String> parameters(MethodTree method) {
        return method.getParameters().stream()
                .map(p -> Signature.simple(p.getType().toString()))
                .toList();
    }

    private Entry inherited(Signature wanted, Parsed file, ClassTree type, SourceIndex.Source source, int depth) {
        if (wanted.member() == null || wanted.member().equals(Signature.CONSTRUCTOR)) {
            return null;
        }
        List<String> packages = new ArrayList<>();
        for (ImportTree each : file.unit().getImports()) {
            String name = each.getQualifiedIdentifier().toString();
            packages.add(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
        }
        packages.add(0, source.packageName());
        packages.add("java.lang");
        List<Tree> parents = new ArrayList<>(type.getImplementsClause());
        if (type.getExtendsClause() != null) {
            parents.add(0, type.getExtendsClause());
        }
        for (Tree parent : parents) {
            Entry entry = find(wanted, Signature.simple(parent.toString()), packages, depth + 1);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private static Entry entry(Parsed file, Tree tree, List<Tree> around) {
        TreePath path = new TreePath(file.unit());
        for (Tree outer : around) {
            path = new TreePath(path, outer);
        }
        DocCommentTree comment = file.trees().getDocCommentTree(new TreePath(path, tree));
        if (comment == null) {
            return null;
        }
        long start = file.trees().getSourcePositions().getStartPosition(file.unit(), tree);
        long end = file.trees().getSourcePositions().getEndPosition(file.unit(), tree);
        String source = start >= 0 && end > start ? file.text().substring((int) start, (int) end) : "";
        return new Entry(JavadocHtml.of(comment), source);
    }

    private Parsed parse(SourceIndex.Source source) {
        Parsed known = parsed.get(source);
        if (known != null) {
            return known;
        }
        try {
            String text = source.read();
            List<JavaFileObject> sources = List.of(CompilerFiles.source(text));
            JavacTask task = (JavacTask)
                    COMPILER.getTask(null, FILES, new DiagnosticCollector<>(), List.of("-proc:none"), null, sources);
            Parsed result = new Parsed(text, task.parse().iterator().next(), DocTrees.instance(task));
            parsed.put(source, result);
            return result;
        } catch (IOException | RuntimeException e) {
            // A source that cannot be read is as good as none.
            return null;
        }
    }
}
