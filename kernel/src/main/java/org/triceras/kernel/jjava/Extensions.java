package org.triceras.kernel.jjava;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipFile;
import org.dflib.jjava.jupyter.Extension;
import org.triceras.kernel.magic.Magic;

/** Loads extensions made for JJava from what is put on the class path. The environment variable JJAVA_LOAD_EXTENSIONS=0 forbids it. */
public final class Extensions {
    private static final String SERVICE = "META-INF/services/org.dflib.jjava.jupyter.Extension";
    /** What extensions' start-up code finds in scope in JJava; its display and render would stand in the way of ours. */
    private static final String IMPORTS = "import static " + KernelStatics.class.getName() + ".getKernelInstance;\n"
            + "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.lineMagic;\n"
            + "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.cellMagic;\n"
            + "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.updateDisplay;\n";

    private final Function<String, Object> evaluator;
    private final Consumer<Magic> magics;
    private final Set<String> installed = new HashSet<>();
    private ExtensionKernel kernel;

    /**
     * @param evaluator runs code in the session and returns its value
     * @param magics takes the magics that extensions add
     */
    public Extensions(Function<String, Object> evaluator, Consumer<Magic> magics) {
        this.evaluator = evaluator;
        this.magics = magics;
    }

    /** Whether a folder or archive has an extension. */
    public static boolean isIn(Path entry) {
        String switchedOff = System.getenv("JJAVA_LOAD_EXTENSIONS");
        if ("0".equals(switchedOff) || "false".equalsIgnoreCase(switchedOff)) {
            return false;
        }
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(SERVICE));
        }
        try (ZipFile zip = new ZipFile(entry.toFile())) {
            return zip.getEntry(SERVICE) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Installs the extensions that {@code loader} sees and that are not installed yet. One that fails is told of; the others go on. */
    public void load(ClassLoader loader) {
        if (kernel == null) {
            kernel = new ExtensionKernel(evaluator, magics);
            ExtensionDisplay.use(kernel.getRenderer());
            evaluator.apply(IMPORTS);
        }
        Iterator<ServiceLoader.Provider<Extension>> all =
                ServiceLoader.load(Extension.class, loader).stream().iterator();
        while (all.hasNext()) {
            String name = "an extension";
            try {
                ServiceLoader.Provider<Extension> provider = all.next();
                name = provider.type().getName();
                if (installed.add(name)) {
                    kernel.install(provider.get());
                }
            } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
                System.err.println("JJava extension " + name + " was not installed: " + reason(e));
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException && cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }
}
