package org.triceras.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateLoaderTest {
    @TempDir
    Path libraries;

    @Test
    void onlyItsPackageIsItsOwn() throws ReflectiveOperationException, URISyntaxException, IOException {
        Path kernel = Path.of(
                Magic.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ClassLoader own = Magic.class.getClassLoader();
        try (PrivateLoader loader = new PrivateLoader(kernel, libraries, "org.triceras.kernel.maven.", own)) {
            Class<?> resolver = loader.loadClass("org.triceras.kernel.maven.MavenResolver");
            assertThat(resolver.getClassLoader()).isSameAs(loader);
            assertThat(loader.loadClass("org.triceras.kernel.maven.MavenResolver"))
                    .isSameAs(resolver);
            assertThat(ArtifactResolver.class.isAssignableFrom(resolver)).isTrue();
            assertThat(loader.loadClass(Magic.class.getName())).isSameAs(Magic.class);
        }
    }
}
