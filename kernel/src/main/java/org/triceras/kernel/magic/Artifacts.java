package org.triceras.kernel.magic;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.triceras.engine.error.StateException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** What the magics for Maven share: the resolver, loaded on first use, and which artifacts are on the class path already. */
final class Artifacts {
    private static final String IMPLEMENTATION = "org.triceras.kernel.maven.MavenResolver";

    private ArtifactResolver resolver;
    private final OwnLibraries own = new OwnLibraries(System.getProperty("java.class.path"));
    private final Map<String, String> versions = new HashMap<>();

    /** How a resolver is asked. */
    interface Question {
        List<ArtifactResolver.Resolved> ask(ArtifactResolver resolver, ArtifactResolver.Options options)
                throws InterruptedException;
    }

    /**
     * Resolves, and puts on the class path what is not there yet.
     *
     * @param asked the coordinates that were named, as group:artifact:version
     */
    Listing add(
            MagicHost host,
            Collection<String> asked,
            boolean offline,
            boolean transitive,
            boolean quiet,
            Question question)
            throws InterruptedException {
        String id = "maven-" + UUID.randomUUID();
        boolean[] shown = new boolean[1];
        ArtifactResolver.Options options = new ArtifactResolver.Options(offline, transitive, line -> {
            if (!quiet) {
                MimeBundle bundle = MimeBundle.text(line);
                if (shown[0]) {
                    Display.sink().update(bundle, id);
                } else {
                    Display.sink().show(bundle, id);
                }
                shown[0] = true;
            }
        });
        List<ArtifactResolver.Resolved> found = question.ask(resolver(), options);
        List<String> files = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (ArtifactResolver.Resolved artifact : found) {
            files.add(artifact.file().toString());
            String before = versions.putIfAbsent(artifact.key(), artifact.version());
            if (before == null) {
                host.addToClassPath(artifact.file());
                added.add(artifact.toString());
                // Only of what was asked for by name: what comes along is rarely of interest.
                if (own.otherVersion(artifact) != null && asked.contains(artifact.key() + ":" + artifact.version())) {
                    System.err.println("Note: the kernel itself runs with " + artifact.key() + ":"
                            + own.otherVersion(artifact) + ", which comes before " + artifact.version() + ".");
                }
            } else if (!before.equals(artifact.version())) {
                System.err.println(
                        artifact.key() + ": version " + before + " stays, " + artifact.version()
                                + " was asked for. A class cannot be replaced once it is loaded; restart the kernel to change it.");
            }
        }
        String summary = added.isEmpty()
                ? "All there already."
                : "Added " + (added.size() == 1 ? "" : added.size() + " artifacts: ") + String.join(", ", added);
        return new Listing(files, summary);
    }

    ArtifactResolver resolver() {
        if (resolver == null) {
            resolver = load();
        }
        return resolver;
    }

    private static ArtifactResolver load() {
        try {
            return (ArtifactResolver)
                    loader().loadClass(IMPLEMENTATION).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError | URISyntaxException e) {
            throw new StateException(
                    "Maven's resolver cannot be loaded: " + e
                            + ". Expected its jar files in the folder maven beside the kernel's.",
                    e);
        }
    }

    /** The kernel's own when that has the resolver (as in tests), else one with the jar files of the folder beside the kernel's jar. */
    private static ClassLoader loader() throws URISyntaxException {
        ClassLoader own = Artifacts.class.getClassLoader();
        if (own.getResource("org/eclipse/aether/RepositorySystem.class") != null) {
            return own;
        }
        Path kernel = Path.of(Artifacts.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return new PrivateLoader(kernel, kernel.resolveSibling("maven"), "org.triceras.kernel.maven.", own);
    }
}
