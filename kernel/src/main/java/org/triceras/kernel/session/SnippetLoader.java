package org.triceras.kernel.session;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;

/** Defines the classes of cells, and those of the libraries that cells add to the class path, all of them made stoppable. */
final class SnippetLoader implements LoaderDelegate {
    private static volatile UnaryOperator<byte[]> transformer;

    private final Map<String, Class<?>> snippets = new HashMap<>();
    /** What JShell gave, which compilers of statements and the debugger read; JShell keeps these arrays too. */
    private static final byte[] NOTHING = {};

    private final Map<String, byte[]> compiled = new ConcurrentHashMap<>();

    private final ReplacedVariables replaced = new ReplacedVariables();
    private final Loader loader = new Loader(this);
    /** Those that were loaded with nothing put into them for the debugger. */
    private final Set<String> plain = new HashSet<>();

    private Supplier<Set<String>> declaredNow = Set::of;
    private String declaredAgain = "";

    /** See {@link Session#transformClasses}. */
    static void transformWith(UnaryOperator<byte[]> newTransformer) {
        transformer = newTransformer;
    }

    /** What made a class loader for snippets. */
    static SnippetLoader of(ClassLoader loader) {
        return ((Loader) loader).owner;
    }

    /** The variables' classes. */
    ReplacedVariables variables() {
        return replaced;
    }

    /**
     * JShell begins to evaluate a snippet.
     *
     * @param declares names of the variables that it declares, asked for when they matter
     * @param again the class around the same declaration that was there before; "" for none
     */
    void begin(Supplier<Set<String>> declares, String again) {
        declaredNow = declares;
        declaredAgain = again;
        replaced.begin();
    }

    /** Whether classes that JShell has compiled again may stay as they are: unchanged ones, and see {@link VariableClasses}. */
    boolean mayStay(ClassBytecodes[] classes) {
        ClassBytecodes[] changed = Stream.of(classes)
                .filter(each -> !Arrays.equals(each.bytecodes(), compiled.get(each.name()))
                        || isDeclaredAgain(each.name()) && isBehind(each.name()))
                .toArray(ClassBytecodes[]::new);
        return VariableClasses.mayStay(changed, compiled, declaredNow);
    }

    private boolean isDeclaredAgain(String name) {
        return name.equals(declaredAgain) || !declaredAgain.isEmpty() && name.startsWith(declaredAgain + "$");
    }

    /** Whether a class lacks what is now done to the classes of cells. */
    boolean isBehind(String name) {
        return transformer != null && plain.contains(name);
    }

    /** See {@link ReplacedVariables#update}. */
    void forgetReplaced() {
        replaced.update();
    }

    /** See {@link ReplacedVariables#clear}. */
    void clearReplaced() {
        replaced.clear();
    }

    ClassLoader classLoader() {
        return loader;
    }

    /** The classes of cells before anything was put into them. */
    Map<String, byte[]> compiled() {
        return compiled;
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        boolean[] loaded = new boolean[classes.length];
        try {
            for (ClassBytecodes each : classes) {
                compiled.put(each.name(), each.bytecodes());
                loader.declare(each.name(), prepare(each.bytecodes()));
            }
            for (int i = 0; i < classes.length; i++) {
                Class<?> type = loader.loadClass(classes[i].name());
                snippets.put(classes[i].name(), type);
                loaded[i] = true;
                // What is wrong with it shall show here and not when it first runs.
                type.getDeclaredMethods();
                replaced.add(type);
                if (transformer == null) {
                    plain.add(classes[i].name());
                }
                // JShell takes this for what is loaded, finds that it differs when it has compiled the class again, and
                // asks mayStay.
                classes[i] = new ClassBytecodes(classes[i].name(), NOTHING);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ClassInstallException("load: " + e.getMessage(), loaded);
        }
    }

    private static byte[] prepare(byte[] bytecode) {
        UnaryOperator<byte[]> transform = transformer;
        return SnippetRewriter.rewriteSnippet(transform == null ? bytecode : transform.apply(bytecode));
    }

    /**
     * Loads a statement's classes, which JShell knows nothing of.
     *
     * @param apart whether they may have a loader of their own, with which they can go again
     */
    Class<?> loadStatement(String name, Map<String, byte[]> classes, boolean apart) throws ClassNotFoundException {
        Map<String, byte[]> prepared = new HashMap<>();
        classes.forEach((each, bytecode) -> prepared.put(each, prepare(bytecode)));
        // What is evaluated where a statement stands still may use what is not public in the classes of cells.
        boolean isDebugged = transformer != null;
        if (apart && !isDebugged) {
            return new StatementLoader(loader, prepared).loadClass(name);
        }
        prepared.forEach(loader::declare);
        return loader.loadClass(name);
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        // JShell gives a changed class a new name, since this loader cannot replace one.
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        try {
            for (String entry : path.split(File.pathSeparator)) {
                loader.addURL(new File(entry).toURI().toURL());
            }
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> type = snippets.get(name);
        if (type == null) {
            throw new ClassNotFoundException(name + " not found");
        }
        return type;
    }

    private static final class Loader extends URLClassLoader {
        private final Map<String, byte[]> declared = new HashMap<>();

        private final SnippetLoader owner;

        Loader(SnippetLoader owner) {
            super(new URL[0], SnippetLoader.class.getClassLoader());
            this.owner = owner;
        }

        synchronized void declare(String name, byte[] bytecode) {
            declared.put(name, bytecode);
        }

        @Override
        public void addURL(URL url) {
            super.addURL(url);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] snippet;
            synchronized (this) {
                snippet = declared.remove(name);
            }
            if (snippet != null) {
                return defineClass(name, snippet, 0, snippet.length, (CodeSource) null);
            }
            URL resource = findResource(name.replace('.', '/') + ".class");
            if (resource == null) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = resource.openStream()) {
                byte[] bytecode = SnippetRewriter.rewrite(in.readAllBytes());
                return defineClass(name, bytecode, 0, bytecode.length, (CodeSource) null);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
