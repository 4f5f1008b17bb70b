package org.triceras.kernel.magic;

import java.util.List;
import org.triceras.engine.error.ArgumentException;

/** {@code %mavenRepo NAME URL}: where else {@code %maven} looks. */
final class MavenRepoMagic implements Magic {
    private final Artifacts artifacts;

    MavenRepoMagic(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public List<String> names() {
        return List.of("mavenRepo", "addMavenRepo");
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<String> words = call.words();
        if (words.isEmpty()) {
            return new Listing(artifacts.resolver().repositories());
        }
        if (words.size() != 2 || !words.get(1).matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            throw new ArgumentException("%mavenRepo: expected a name and a URL. Received \""
                    + call.arguments().text()
                    + "\". Try %mavenRepo local file:///srv/maven");
        }
        artifacts.resolver().addRepository(words.get(0), words.get(1));
        return null;
    }
}
