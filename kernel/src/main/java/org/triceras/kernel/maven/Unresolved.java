package org.triceras.kernel.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.triceras.engine.error.DataException;
import org.triceras.keras.util.Names;

/** Says in a sentence or two why an artifact was not found, where Maven's messages are pages. */
final class Unresolved {
    private static final int VERSIONS_SHOWN = 5;

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    Unresolved(RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = repositories;
    }

    DataException explain(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactNotFoundException missing) {
                return new DataException(notFound(missing.getArtifact()), failure);
            }
            if (cause instanceof ArtifactTransferException transfer) {
                return new DataException(notReached(transfer), failure);
            }
            if (cause instanceof ArtifactResolutionException resolution) {
                Throwable better = resolution.getResults().stream()
                        .flatMap(r -> r.getExceptions().stream())
                        .filter(Objects::nonNull)
                        .filter(e -> e instanceof ArtifactNotFoundException || e instanceof ArtifactTransferException)
                        .findFirst()
                        .orElse(null);
                if (better != null && cause.getCause() == null) {
                    return explain((Exception) better);
                }
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new DataException("Maven: " + root.getMessage(), failure);
    }

    private String notFound(Artifact missing) {
        String name = missing.getGroupId() + ":" + missing.getArtifactId();
        List<String> versions = versions(missing);
        String where = session.isOffline()
                ? "in the local repository, and Maven is offline"
                : "in " + repositories.stream().map(RemoteRepository::getId).collect(Collectors.joining(", "));
        if (versions.isEmpty()) {
            String nearest = Names.nearest(missing.getArtifactId(), neighbours(missing));
            return "There is no artifact " + name + " " + where + "."
                    + (nearest == null ? "" : " Did you mean " + missing.getGroupId() + ":" + nearest + "?")
                    + (session.isOffline()
                            ? " Leave --offline out to look in the repositories."
                            : " Check group and artifact; %mavenRepo NAME URL adds a repository.");
        }
        if (versions.contains(missing.getVersion())) {
            return "There is no file " + missing + " " + where + ". Check type and classifier.";
        }
        Collections.reverse(versions);
        String nearest = Names.nearest(missing.getVersion(), versions);
        String shown = versions.stream().limit(VERSIONS_SHOWN).collect(Collectors.joining(", "));
        return "There is no version " + missing.getVersion() + " of " + name + " " + where + "."
                + (nearest == null ? "" : " Did you mean " + nearest + "?") + " Versions there: " + shown
                + (versions.size() > VERSIONS_SHOWN ? ", and " + (versions.size() - VERSIONS_SHOWN) + " older." : ".");
    }

    /** From old to new. */
    private List<String> versions(Artifact artifact) {
        Artifact any =
                new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), artifact.getExtension(), "[0,)");
        try {
            List<String> versions = new ArrayList<>();
            system.resolveVersionRange(session, new VersionRangeRequest(any, repositories, null))
                    .getVersions()
                    .forEach(v -> versions.add(v.toString()));
            return versions;
        } catch (VersionRangeResolutionException e) {
            return List.of();
        }
    }

    /** Artifacts of the same group that lie in the local repository or in one that is a folder. */
    private List<String> neighbours(Artifact artifact) {
        String group = artifact.getGroupId().replace('.', '/');
        List<Path> roots = new ArrayList<>();
        roots.add(session.getLocalRepository().getBasePath());
        for (RemoteRepository repository : repositories) {
            if (repository.getProtocol().equalsIgnoreCase("file")) {
                roots.add(Path.of(java.net.URI.create(repository.getUrl())));
            }
        }
        List<String> names = new ArrayList<>();
        for (Path root : roots) {
            File[] folders = root.resolve(group).toFile().listFiles(File::isDirectory);
            if (folders != null) {
                for (File folder : folders) {
                    // The search itself may have left a folder of the wrong name behind.
                    if (!folder.getName().equals(artifact.getArtifactId())) {
                        names.add(folder.getName());
                    }
                }
            }
        }
        return names;
    }

    private String notReached(ArtifactTransferException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String repository = failure.getRepository() == null
                ? "a repository"
                : failure.getRepository().getId();
        String reason = root instanceof java.net.UnknownHostException
                ? "unknown host " + root.getMessage()
                : String.valueOf(root.getMessage());
        boolean refused = reason.contains("401") || reason.contains("403");
        return "Cannot get " + failure.getArtifact() + " from " + repository + ": " + reason + ". "
                + (refused
                        ? "Give credentials as server \"" + repository + "\" in settings.xml."
                        : "Is the network there? --offline takes what lies in the local repository.");
    }
}
