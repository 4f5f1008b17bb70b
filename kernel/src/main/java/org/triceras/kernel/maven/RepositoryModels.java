package org.triceras.kernel.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Finds the parents and imported POMs of a POM in repositories. The interface is made of a type that Maven has deprecated. */
final class RepositoryModels implements ModelResolver {
    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    RepositoryModels(RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = new ArrayList<>(repositories);
    }

    @Override
    @SuppressWarnings("deprecation")
    public org.apache.maven.model.building.ModelSource resolveModel(String group, String artifact, String version)
            throws UnresolvableModelException {
        DefaultArtifact pom = new DefaultArtifact(group, artifact, "pom", version);
        try {
            return new org.apache.maven.model.building.FileModelSource(
                    system.resolveArtifact(session, new ArtifactRequest(pom, repositories, null))
                            .getArtifact()
                            .getPath()
                            .toFile());
        } catch (ArtifactResolutionException e) {
            throw new UnresolvableModelException(
                    "there is no POM " + group + ":" + artifact + ":" + version, group, artifact, version, e);
        }
    }

    @Override
    @SuppressWarnings("deprecation")
    public org.apache.maven.model.building.ModelSource resolveModel(Parent parent) throws UnresolvableModelException {
        return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    @SuppressWarnings("deprecation")
    public org.apache.maven.model.building.ModelSource resolveModel(Dependency dependency)
            throws UnresolvableModelException {
        return resolveModel(dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {
        addRepository(repository, false);
    }

    @Override
    public void addRepository(Repository repository, boolean replace) {
        if (repository.getUrl() != null && !repository.getUrl().contains("${")) {
            RemoteRepository added =
                    new RemoteRepository.Builder(repository.getId(), "default", repository.getUrl()).build();
            repositories.removeIf(r -> replace && r.getId().equals(added.getId()));
            repositories.addAll(system.newResolutionRepositories(session, List.of(added)));
        }
    }

    @Override
    public ModelResolver newCopy() {
        return new RepositoryModels(system, session, repositories);
    }
}
