package org.triceras.kernel.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.magic.ArtifactResolver;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;

/** Against a repository in a folder: every other one is mirrored there, so nothing reaches for the network. */
class MavenResolverTest {
    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();
    private Path settings;
    private MavenResolver resolver;

    @BeforeEach
    void makeRepository() throws IOException {
        FileRepository repository = new FileRepository(folder.resolve("remote"))
                .add("test.one", "alpha", "1.0", "test.one:beta:2.1")
                .add("test.one", "alpha", "1.1")
                .add("test.one", "beta", "2.1")
                .add("test.one", "beta", "2.2");
        settings = Files.writeString(
                folder.resolve("settings.xml"),
                "<settings><localRepository>" + folder.resolve("local")
                        + "</localRepository><mirrors><mirror><id>all</id>" + "<mirrorOf>*</mirrorOf><url>"
                        + repository.url() + "</url></mirror></mirrors></settings>");
        resolver = new MavenResolver(settings);
    }

    private ArtifactResolver.Options options(boolean offline) {
        return new ArtifactResolver.Options(offline, true, progress::add);
    }

    private List<String> resolve(String... coordinates) throws InterruptedException {
        return resolver.resolve(List.of(coordinates), options(false)).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void whatIsNeededComesToo() throws InterruptedException {
        List<ArtifactResolver.Resolved> found = resolver.resolve(List.of("test.one:alpha:1.0"), options(false));
        assertThat(found).extracting(Object::toString).containsExactly("test.one:alpha:1.0", "test.one:beta:2.1");
        assertThat(found)
                .allMatch(a -> Files.isRegularFile(a.file()) && a.file().startsWith(folder.resolve("local")));
        assertThat(progress).isNotEmpty();
        assertThat(progress.get(progress.size() - 1)).startsWith("Downloaded ");
    }

    @Test
    void theVersionAskedForWins() throws InterruptedException {
        assertThat(resolve("test.one:alpha:1.0", "test.one:beta:2.2"))
                .containsExactly("test.one:alpha:1.0", "test.one:beta:2.2");
    }

    @Test
    void theLocalRepositoryServesOffline() throws InterruptedException {
        assertThatThrownBy(() -> resolver.resolve(List.of("test.one:beta:2.1"), options(true)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test.one:beta")
                .hasMessageContaining("offline");
        resolve("test.one:beta:2.1");
        progress.clear();
        assertThat(resolver.resolve(List.of("test.one:beta:2.1"), options(true)))
                .hasSize(1);
        assertThat(progress).isEmpty();
    }

    @Test
    void unknownVersionsAreAnsweredWithThoseThere() {
        assertThatThrownBy(() -> resolve("test.one:beta:2.3"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "There is no version 2.3 of test.one:beta in all. Did you mean 2.2? Versions there: 2.2, 2.1.");
    }

    @Test
    void unknownArtifactsAreAnsweredWithTheNearest() {
        assertThatThrownBy(() -> resolve("test.one:aplha:1.0"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("There is no artifact test.one:aplha in all.");
        assertThatThrownBy(() -> resolve("test.one:alpha"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("version is missing");
    }

    @Test
    void addedRepositoriesAreLookedInAndNameNeighbours() throws IOException, InterruptedException {
        Files.writeString(
                settings,
                "<settings><localRepository>" + folder.resolve("local2")
                        + "</localRepository><mirrors><mirror><id>none</id>"
                        + "<mirrorOf>*,!extra</mirrorOf><url>"
                        + folder.resolve("empty").toUri()
                        + "</url></mirror></mirrors></settings>");
        FileRepository extra = new FileRepository(folder.resolve("extra")).add("test.two", "gamma", "1");
        assertThatThrownBy(() -> resolve("test.two:gamma:1")).hasMessageContaining("no artifact test.two:gamma");
        resolver.addRepository("extra", extra.url());
        assertThat(resolver.repositories()).contains("extra: " + extra.url());
        assertThat(resolve("test.two:gamma:1")).containsExactly("test.two:gamma:1");
        assertThatThrownBy(() -> resolve("test.two:gama:1")).hasMessageContaining("Did you mean test.two:gamma?");
    }

    @Test
    void credentialsOfTheSettingsAreSent() throws IOException, InterruptedException {
        FileRepository hidden = new FileRepository(folder.resolve("hidden")).add("test.three", "delta", "1");
        Path root = Path.of(URI.create(hidden.url()));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpContext context = server.createContext("/", exchange -> {
            Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
            boolean there = Files.isRegularFile(file);
            byte[] bytes = there ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(there ? 200 : 404, there ? bytes.length : -1);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        context.setAuthenticator(new BasicAuthenticator("test") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("me") && password.equals("secret");
            }
        });
        server.start();
        try {
            resolver.addRepository(
                    "private", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
            writeSettings("wrong");
            assertThatThrownBy(() -> resolve("test.three:delta:1"))
                    .hasMessageContaining("from private")
                    .hasMessageContaining("Give credentials as server \"private\"");
            writeSettings("secret");
            assertThat(resolve("test.three:delta:1")).containsExactly("test.three:delta:1");
        } finally {
            server.stop(0);
        }
    }

    private void writeSettings(String password) throws IOException {
        Files.writeString(
                settings,
                "<settings><localRepository>" + folder.resolve("local" + password)
                        + "</localRepository><servers><server>"
                        + "<id>private</id><username>me</username><password>" + password
                        + "</password></server></servers>"
                        + "<mirrors><mirror><id>none</id><mirrorOf>*,!private</mirrorOf><url>"
                        + folder.resolve("empty").toUri() + "</url></mirror></mirrors></settings>");
    }

    @Test
    void pomsAndPiecesOfThemAreRead() throws InterruptedException, IOException {
        String piece =
                "<dependency><groupId>test.one</groupId><artifactId>beta</artifactId><version>2.1</version></dependency>";
        assertThat(pom(piece, "compile")).containsExactly("test.one:beta:2.1");
        assertThat(pom("<dependencies>" + piece + "</dependencies>", "compile")).containsExactly("test.one:beta:2.1");
        String whole = "<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId>"
                + "<version>1</version><properties><v>2.2</v></properties><dependencyManagement><dependencies><dependency>"
                + "<groupId>test.one</groupId><artifactId>beta</artifactId><version>${v}</version></dependency></dependencies>"
                + "</dependencyManagement><dependencies><dependency><groupId>test.one</groupId><artifactId>alpha</artifactId>"
                + "<version>1.0</version></dependency><dependency><groupId>test.one</groupId><artifactId>nosuch</artifactId>"
                + "<version>1</version><scope>test</scope></dependency></dependencies></project>";
        assertThat(pom(whole, "compile")).containsExactly("test.one:alpha:1.0", "test.one:beta:2.2");
        Path file = Files.writeString(folder.resolve("pom.xml"), whole);
        assertThat(resolver.resolvePom(whole, file, Set.of("compile"), options(false)))
                .hasSize(2);
        assertThatThrownBy(() -> pom("<dependency>", "compile")).hasMessageContaining("not well-formed");
        assertThatThrownBy(() -> pom("<plugin/>", "compile")).hasMessageContaining("<plugin> is not expected");
        assertThatThrownBy(
                        () -> pom("<dependency><groupId>a</groupId><artifactId>b</artifactId></dependency>", "compile"))
                .hasMessageContaining("a:b");
    }

    private List<String> pom(String text, String scope) throws InterruptedException {
        return resolver.resolvePom(text, null, Set.of(scope), options(false)).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void magicsPutArtifactsOnTheClassPath() {
        System.setProperty("maven.user.settings", settings.toString());
        try (Session session = new Session()) {
            assertThat(value(session, "%maven test.one:alpha:1.0"))
                    .hasToString("[" + String.join(", ", files(session)) + "]");
            assertThat(value(session, "test.one.Alpha.version() + test.one.Beta.version()"))
                    .isEqualTo("1.02.1");
            assertThat(value(session, "var jars = %maven -q test.one:alpha:1.0\njars.size()"))
                    .isEqualTo(2);
            assertThat(Display.bundleOf(value(session, "jars")).get(MimeBundle.TEXT))
                    .as("the list, not that all was there already")
                    .contains("alpha-1.0.jar");
            CellResult wrong = session.evaluate("%maven test.one:beta:9");
            assertThat(wrong.error().message()).startsWith("There is no version 9 of test.one:beta");
            assertThat(value(
                            session,
                            "%%loadFromPOM\n<dependency><groupId>test.one</groupId><artifactId>beta</artifactId>"
                                    + "<version>2.1</version></dependency>"))
                    .isNotNull();
        } finally {
            System.clearProperty("maven.user.settings");
        }
    }

    private static List<String> files(Session session) {
        @SuppressWarnings("unchecked")
        List<String> all = (List<String>) value(session, "%classpath");
        return all;
    }

    private static Object value(Session session, String code) {
        CellResult result = session.evaluate(code);
        assertThat(result.error()).as(code).isNull();
        return result.value();
    }
}
