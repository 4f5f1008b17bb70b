package org.triceras.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;

/** {@code %loadFromPOM FILE [SCOPE ...]} and {@code %%loadFromPOM [SCOPE ...]}: the dependencies of a POM. */
final class LoadFromPomMagic implements Magic {
    private static final Set<String> USUAL_SCOPES = Set.of("compile", "runtime", "system", "import");
    private static final List<String> SCOPES = List.of("compile", "import", "provided", "runtime", "system", "test");

    private final Artifacts artifacts;

    LoadFromPomMagic(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public List<String> names() {
        return List.of("loadFromPOM");
    }

    @Override
    public boolean isCell() {
        return true;
    }

    @Override
    public Takes takes() {
        return Takes.FILES;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) throws InterruptedException, IOException {
        MagicOptions options = new MagicOptions(call, Set.of("-o", "--offline", "-q"), Set.of());
        List<String> words = options.words();
        Path file = null;
        String pom;
        if (call.isCell()) {
            pom = call.body().text();
        } else if (words.isEmpty()) {
            throw new ArgumentException(
                    "%loadFromPOM: expected a POM file. Try %loadFromPOM pom.xml, or %%loadFromPOM with "
                            + "<dependency> elements below it.");
        } else {
            file = FilePaths.existing(call.title(), words.get(0), host);
            pom = Files.readString(file);
            words = words.subList(1, words.size());
        }
        for (String scope : words) {
            if (!SCOPES.contains(scope)) {
                throw new ArgumentException(call.title() + ": unknown scope \"" + scope + "\". Expected some of "
                        + String.join(", ", SCOPES) + ".");
            }
        }
        Set<String> scopes = words.isEmpty() ? USUAL_SCOPES : new LinkedHashSet<>(words);
        Path from = file;
        return artifacts.add(
                host,
                List.of(),
                options.has("-o") || options.has("--offline"),
                true,
                options.has("-q"),
                (resolver, how) -> resolver.resolvePom(pom, from, scopes, how));
    }
}
