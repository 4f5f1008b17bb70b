package org.triceras.kernel.magic;

import java.util.List;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.error.ArgumentException;

/** {@code %backend [NAME]}: what tensors are computed with. */
final class BackendMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("backend");
    }

    @Override
    public List<String> choices(MagicHost host) {
        return List.copyOf(Backends.providers().keySet());
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<String> words = call.words();
        if (words.size() > 1) {
            throw new ArgumentException("%backend: expected one name. Received " + words + ".");
        }
        if (!words.isEmpty()) {
            Backends.use(words.get(0));
        }
        System.out.println("Using " + Backends.active().name() + " backend.");
        if (words.isEmpty()) {
            Backends.providers()
                    .forEach((name, provider) -> System.out.println("  " + name + ": "
                            + provider.unavailable()
                                    .map(r -> "not available: " + r)
                                    .orElse("available")));
        }
        return null;
    }
}
