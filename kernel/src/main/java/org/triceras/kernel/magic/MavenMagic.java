package org.triceras.kernel.magic;

import java.util.List;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;

/** {@code %maven group:artifact:version ...}: puts artifacts and what they need on the class path. */
final class MavenMagic implements Magic {
    private final Artifacts artifacts;

    MavenMagic(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public List<String> names() {
        return List.of("maven", "addMavenDependency", "addMavenDependencies", "dependency");
    }

    @Override
    public List<String> completions(String begun, MagicHost host) {
        return LocalCoordinates.completions(begun);
    }

    @Override
    public Object run(MagicCall call, MagicHost host) throws InterruptedException {
        MagicOptions options = new MagicOptions(call, Set.of("-o", "--offline", "-q", "--no-transitive"), Set.of());
        List<String> coordinates = options.words();
        if (coordinates.isEmpty()) {
            throw new ArgumentException("%maven: expected group:artifact:version. Try %maven org.jsoup:jsoup:1.21.2");
        }
        return artifacts.add(
                host,
                coordinates,
                options.has("-o") || options.has("--offline"),
                !options.has("--no-transitive"),
                options.has("-q"),
                (resolver, how) -> resolver.resolve(coordinates, how));
    }
}
