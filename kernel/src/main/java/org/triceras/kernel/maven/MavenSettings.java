package org.triceras.kernel.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.RepositorySystemSession.SessionBuilder;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;
import org.triceras.engine.error.DataException;

/** What a user's settings.xml says of repositories: where the local one is, mirrors, credentials, proxies, profiles. */
final class MavenSettings {
    private final Settings settings;
    private final SettingsDecryptionResult secrets;

    /**
     * @param file the user's settings.xml; need not exist
     * @throws DataException when it cannot be read
     */
    MavenSettings(Path file) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(file.toFile());
        String home = System.getenv("MAVEN_HOME") != null ? System.getenv("MAVEN_HOME") : System.getenv("M2_HOME");
        if (home != null) {
            request.setGlobalSettingsFile(Path.of(home, "conf", "settings.xml").toFile());
        }
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        System.getenv().forEach((name, value) -> properties.put("env." + name, value));
        request.setSystemProperties(properties);
        try {
            settings = new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
            DefaultSecDispatcher dispatcher = new DefaultSecDispatcher(new DefaultPlexusCipher());
            dispatcher.setConfigurationFile(
                    file.resolveSibling("settings-security.xml").toString());
            secrets = new DefaultSettingsDecrypter(dispatcher).decrypt(new DefaultSettingsDecryptionRequest(settings));
        } catch (SettingsBuildingException e) {
            throw new DataException(
                    "Maven's settings cannot be used: " + e.getProblems().get(0) + ". Correct " + file + ".", e);
        }
    }

    boolean isOffline() {
        return settings.isOffline();
    }

    /** The system property maven.repo.local, else the settings' choice, else ~/.m2/repository. */
    Path localRepository() {
        String given = System.getProperty("maven.repo.local", settings.getLocalRepository());
        return given != null && !given.isBlank()
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".m2", "repository");
    }

    /** Those of active profiles. */
    List<RemoteRepository> repositories() {
        List<RemoteRepository> found = new ArrayList<>();
        for (Profile profile : settings.getProfiles()) {
            boolean active = settings.getActiveProfiles().contains(profile.getId())
                    || (profile.getActivation() != null
                            && profile.getActivation().isActiveByDefault());
            if (active) {
                for (Repository repository : profile.getRepositories()) {
                    found.add(new RemoteRepository.Builder(repository.getId(), "default", repository.getUrl()).build());
                }
            }
        }
        return found;
    }

    void configure(SessionBuilder session) {
        DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            mirrors.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        session.setMirrorSelector(mirrors);
        DefaultAuthenticationSelector credentials = new DefaultAuthenticationSelector();
        for (Server server : secrets.getServers()) {
            AuthenticationBuilder builder = new AuthenticationBuilder();
            builder.addUsername(server.getUsername()).addPassword(server.getPassword());
            if (server.getPrivateKey() != null) {
                builder.addPrivateKey(server.getPrivateKey(), server.getPassphrase());
            }
            credentials.add(server.getId(), builder.build());
        }
        session.setAuthenticationSelector(credentials);
        DefaultProxySelector proxies = new DefaultProxySelector();
        for (Proxy proxy : secrets.getProxies()) {
            if (proxy.isActive()) {
                AuthenticationBuilder builder = new AuthenticationBuilder();
                builder.addUsername(proxy.getUsername()).addPassword(proxy.getPassword());
                proxies.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(), proxy.getHost(), proxy.getPort(), builder.build()),
                        proxy.getNonProxyHosts());
            }
        }
        session.setProxySelector(proxies);
    }
}
