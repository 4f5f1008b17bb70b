package org.triceras.engine.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.triceras.engine.backend.jvm.JvmBackendProvider;
import org.triceras.engine.backend.reference.ReferenceBackendProvider;
import org.triceras.engine.error.BackendException;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.tensor.Tensor;

/** The backends that are there, and the one in use. The choice can be changed between computations. */
public final class Backends {
    private static volatile Backend active;
    private static volatile EagerExecutor eager;

    private Backends() {}

    /** The backend in use; the first call chooses the default. */
    public static Backend active() {
        Backend backend = active;
        if (backend == null) {
            synchronized (Backends.class) {
                if (active == null) {
                    use(defaultName());
                    WarmUp.backendIsUsed();
                }
                backend = active;
            }
        }
        return backend;
    }

    /** TRICERAS_BACKEND when set, else the available backend of the highest rank. */
    private static String defaultName() {
        String configured = System.getenv("TRICERAS_BACKEND");
        if (configured != null && !configured.isBlank()) {
            return configured.trim();
        }
        return providers().values().stream()
                .filter(p -> p.unavailable().isEmpty())
                .max(java.util.Comparator.comparingInt(BackendProvider::rank))
                .orElseThrow()
                .name();
    }

    /** Computes with the named backend from now on. */
    public static synchronized void use(String name) {
        BackendProvider provider = providers().get(name);
        if (provider == null) {
            throw new BackendException("Unknown backend \"" + name + "\". Expected one of "
                    + String.join(", ", providers().keySet()) + ".");
        }
        Optional<String> reason = provider.unavailable();
        if (reason.isPresent()) {
            throw new BackendException("Backend \"" + name + "\" cannot run here: " + reason.get());
        }
        use(provider.create());
    }

    /** Computes with the given backend from now on. */
    public static synchronized void use(Backend backend) {
        eager = new EagerExecutor(backend);
        active = backend;
    }

    /** All backends by name, ours first, then those found on the class path. */
    public static Map<String, BackendProvider> providers() {
        List<BackendProvider> all = new ArrayList<>(List.of(new JvmBackendProvider(), new ReferenceBackendProvider()));
        ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader())
                .forEach(all::add);
        return all.stream().collect(Collectors.toMap(BackendProvider::name, p -> p, (a, b) -> a, LinkedHashMap::new));
    }

    /** Computes one operation at once. */
    public static List<Tensor> eager(Op op, List<Tensor> operands) {
        active();
        return eager.run(op, operands);
    }
}
