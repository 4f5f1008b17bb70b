package org.triceras.kernel.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds artifacts and what they need in repositories. Its implementation is loaded when it is first asked for. */
public interface ArtifactResolver {
    /**
     * How to resolve.
     *
     * @param offline use only what lies in the local repository
     * @param transitive also what the artifacts need
     * @param progress is given a line of text now and then while something is downloaded
     */
    record Options(boolean offline, boolean transitive, Consumer<String> progress) {}

    /** A file that was found, with its coordinates. */
    record Resolved(String group, String name, String version, String classifier, Path file) {
        /** Without the version: two of the same key cannot both be on a class path. */
        public String key() {
            return group + ":" + name + (classifier.isEmpty() ? "" : ":" + classifier);
        }

        @Override
        public String toString() {
            return key() + ":" + version;
        }
    }

    /** Resolves {@code group:artifact[:type[:classifier]]:version}. Waits; an interrupt ends the waiting. */
    List<Resolved> resolve(List<String> coordinates, Options options) throws InterruptedException;

    /**
     * Resolves the dependencies of a POM.
     *
     * @param pom a whole POM, or dependency and repository elements
     * @param file where it was read, or null
     * @param scopes of the dependencies wanted
     */
    List<Resolved> resolvePom(String pom, Path file, Set<String> scopes, Options options) throws InterruptedException;

    /** Looks there too from now on. */
    void addRepository(String name, String url);

    /** Where it looks, as "name: url", after mirrors were applied. */
    List<String> repositories();
}
