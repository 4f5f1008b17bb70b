package org.triceras.kernel.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.maven.model.Model;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.RepositorySystemSession.SessionBuilder;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.kernel.magic.ArtifactResolver;

/** Maven's own resolver, with the user's own settings and local repository. */
public final class MavenResolver implements ArtifactResolver {
    /** Kept, since a logger that nobody holds forgets its level. What matters comes as an exception or a transfer event. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.eclipse.aether"),
            Logger.getLogger("org.apache.maven"),
            Logger.getLogger("org.apache.http"));

    static {
        // Before there is a resolver: making one warns where the machine's own name cannot be resolved.
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private final Path settingsFile;
    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final List<RemoteRepository> added = new ArrayList<>();

    /** With the settings.xml that the system property maven.user.settings names, else the one in ~/.m2. */
    public MavenResolver() {
        this(Path.of(System.getProperty(
                "maven.user.settings",
                Path.of(System.getProperty("user.home"), ".m2", "settings.xml").toString())));
    }

    MavenResolver(Path settingsFile) {
        this.settingsFile = settingsFile;
    }

    /** One question to the repositories. */
    private interface Work {
        List<Resolved> run(RepositorySystemSession session, List<RemoteRepository> repositories) throws Exception;
    }

    @Override
    public List<Resolved> resolve(List<String> coordinates, Options options) throws InterruptedException {
        List<Artifact> artifacts =
                coordinates.stream().map(MavenResolver::parse).toList();
        return inBackground(options, (session, repositories) -> {
            if (!options.transitive()) {
                List<ArtifactRequest> requests = artifacts.stream()
                        .map(a -> new ArtifactRequest(a, repositories, null))
                        .toList();
                return resolved(system.resolveArtifacts(session, requests));
            }
            CollectRequest request = new CollectRequest();
            artifacts.forEach(a -> request.addDependency(new Dependency(a, "compile")));
            request.setRepositories(repositories);
            return withDependencies(session, request);
        });
    }

    @Override
    public List<Resolved> resolvePom(String pom, Path file, Set<String> scopes, Options options)
            throws InterruptedException {
        return inBackground(options, (session, repositories) -> {
            Model model = PomReader.read(pom, file, new RepositoryModels(system, session, repositories));
            List<RemoteRepository> all = new ArrayList<>(repositories);
            all.addAll(system.newResolutionRepositories(
                    session,
                    model.getRepositories().stream()
                            .filter(r -> repositories.stream()
                                    .noneMatch(k -> k.getId().equals(r.getId())))
                            .map(r -> new RemoteRepository.Builder(r.getId(), "default", r.getUrl()).build())
                            .toList()));
            List<Resolved> files = new ArrayList<>();
            CollectRequest request = new CollectRequest();
            request.setRepositories(all);
            for (org.apache.maven.model.Dependency each : model.getDependencies()) {
                String scope = each.getScope() == null ? "compile" : each.getScope();
                if (scopes.contains(scope) && scope.equals("system") && each.getSystemPath() != null) {
                    files.add(new Resolved(
                            each.getGroupId(),
                            each.getArtifactId(),
                            each.getVersion(),
                            "",
                            Path.of(each.getSystemPath())));
                } else if (scopes.contains(scope)) {
                    request.addDependency(dependency(each, session, "compile"));
                }
            }
            if (model.getDependencyManagement() != null) {
                model.getDependencyManagement()
                        .getDependencies()
                        .forEach(d -> request.addManagedDependency(dependency(d, session, d.getScope())));
            }
            files.addAll(withDependencies(session, request));
            return files;
        });
    }

    private static Dependency dependency(
            org.apache.maven.model.Dependency each, RepositorySystemSession session, String scope) {
        if (each.getVersion() == null) {
            throw new ArgumentException("The dependency " + each.getGroupId() + ":" + each.getArtifactId()
                    + " has no version. Add <version>, or the parent or <dependencyManagement> that gives it one.");
        }
        var type = session.getArtifactTypeRegistry().get(each.getType() == null ? "jar" : each.getType());
        String classifier =
                each.getClassifier() != null ? each.getClassifier() : type == null ? "" : type.getClassifier();
        Artifact artifact = new DefaultArtifact(
                each.getGroupId(),
                each.getArtifactId(),
                classifier,
                type == null ? each.getType() : type.getExtension(),
                each.getVersion());
        List<Exclusion> exclusions = each.getExclusions().stream()
                .map(x -> new Exclusion(x.getGroupId(), x.getArtifactId(), "*", "*"))
                .toList();
        return new Dependency(artifact, scope == null ? "" : scope, each.isOptional(), exclusions);
    }

    private List<Resolved> withDependencies(RepositorySystemSession session, CollectRequest request)
            throws DependencyResolutionException {
        return resolved(system.resolveDependencies(session, new DependencyRequest(request, null))
                .getArtifactResults());
    }

    private static List<Resolved> resolved(List<ArtifactResult> results) {
        return results.stream()
                .map(ArtifactResult::getArtifact)
                .filter(a -> !a.getExtension().equals("pom"))
                .map(a ->
                        new Resolved(a.getGroupId(), a.getArtifactId(), a.getVersion(), a.getClassifier(), a.getPath()))
                .toList();
    }

    /** group:artifact:version, or with type and classifier between as Maven's own tools take it. */
    private static Artifact parse(String coordinates) {
        String[] parts = coordinates.split(":", -1);
        if (parts.length < 3 || parts.length > 5 || List.of(parts).contains("")) {
            throw new ArgumentException(
                    "%maven: expected group:artifact:version, such as org.jsoup:jsoup:1.21.2. Received \"" + coordinates
                            + "\"" + (parts.length == 2 ? ", where the version is missing." : "."));
        }
        return new DefaultArtifact(coordinates);
    }

    /** Works on a thread of its own: downloads cannot be interrupted, waiting for them can. */
    private List<Resolved> inBackground(Options options, Work work) throws InterruptedException {
        Downloads downloads = new Downloads(options.progress());
        Callable<List<Resolved>> all = () -> {
            MavenSettings settings = new MavenSettings(settingsFile);
            try (CloseableSession session = session(settings, options.offline(), downloads)) {
                List<RemoteRepository> repositories = repositories(session, settings);
                try {
                    return work.run(session, repositories);
                } catch (DependencyResolutionException | ArtifactResolutionException e) {
                    throw new Unresolved(system, session, repositories).explain(e);
                }
            }
        };
        FutureTask<List<Resolved>> task = new FutureTask<>(all);
        Thread thread = new Thread(task, "maven");
        thread.setDaemon(true);
        thread.setContextClassLoader(MavenResolver.class.getClassLoader());
        thread.start();
        try {
            List<Resolved> found = task.get();
            downloads.finish();
            return found;
        } catch (InterruptedException e) {
            downloads.cancel();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new org.triceras.engine.error.DataException(
                    "Maven: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private CloseableSession session(MavenSettings settings, boolean offline, Downloads downloads) {
        SessionBuilder builder = new SessionBuilderSupplier(system).get();
        settings.configure(builder);
        return builder.withLocalRepositoryBaseDirectories(settings.localRepository())
                .setOffline(offline || settings.isOffline())
                .setTransferListener(downloads)
                .setSystemProperties(System.getProperties())
                .build();
    }

    /** Those added here, those of the settings, then Maven's usual one; mirrors and credentials applied. */
    private List<RemoteRepository> repositories(RepositorySystemSession session, MavenSettings settings) {
        List<RemoteRepository> all = new ArrayList<>(added);
        all.addAll(settings.repositories());
        Set<String> there = all.stream().map(RemoteRepository::getId).collect(Collectors.toSet());
        // What every POM inherits names the central repository.
        for (var usual : PomReader.read("", null, null).getRepositories()) {
            if (there.add(usual.getId())) {
                all.add(new RemoteRepository.Builder(usual.getId(), "default", usual.getUrl()).build());
            }
        }
        return system.newResolutionRepositories(session, all);
    }

    @Override
    public void addRepository(String name, String url) {
        added.removeIf(r -> r.getId().equals(name));
        added.add(new RemoteRepository.Builder(name, "default", url).build());
    }

    @Override
    public List<String> repositories() {
        MavenSettings settings = new MavenSettings(settingsFile);
        try (CloseableSession session = session(settings, false, new Downloads(line -> {}))) {
            return repositories(session, settings).stream()
                    .map(r -> r.getId() + ": " + r.getUrl())
                    .toList();
        }
    }
}
