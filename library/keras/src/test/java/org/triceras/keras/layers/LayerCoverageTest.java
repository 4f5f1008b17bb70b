package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.triceras.keras.testing.Golden;

/** No layer is forgotten: each can be read from a config and has golden values. */
class LayerCoverageTest {
    private static Set<String> layerClasses() throws URISyntaxException, ClassNotFoundException {
        File folder = new File(
                Layer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> names = new TreeSet<>();
        for (String file : new File(folder, "org/triceras/keras/layers").list()) {
            if (file.endsWith(".class") && !file.contains("$")) {
                Class<?> type = Class.forName(
                        "org.triceras.keras.layers." + file.substring(0, file.length() - ".class".length()));
                if (Layer.class.isAssignableFrom(type)
                        && Modifier.isPublic(type.getModifiers())
                        && !Modifier.isAbstract(type.getModifiers())) {
                    names.add(type.getSimpleName());
                }
            }
        }
        return names;
    }

    @Test
    void everyLayerIsRegistered() throws Exception {
        assertThat(new TreeSet<>(LayerRegistry.makers().keySet())).isEqualTo(layerClasses());
        LayerRegistry.makers()
                .forEach((name, maker) -> assertThat(maker.get().className()).isEqualTo(name));
    }

    @Test
    void everyLayerHasGoldenValues() throws Exception {
        Set<String> layers = layerClasses();
        layers.remove("InputLayer"); // holds no computation; models' tests cover it
        Set<String> covered = new TreeSet<>(Golden.layerClasses());
        Golden.cases("preprocessing").forEach(c -> covered.add(c.className()));
        assertThat(covered).containsAll(layers);
    }
}
