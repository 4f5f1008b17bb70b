package org.triceras.keras.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triceras.keras.callbacks.Callback;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.losses.Loss;
import org.triceras.keras.metrics.Metric;
import org.triceras.keras.optimizers.Optimizer;
import org.triceras.keras.optimizers.schedules.LearningRateSchedule;
import org.triceras.keras.regularizers.Regularizer;

/** docs/keras-coverage.md tells the truth: its names exist, and no class is left out. */
class KerasCoverageTest {
    private static final String BASE = "org.triceras.keras.";
    private static final Pattern ROW = Pattern.compile("^\\| `[^`]+` \\| (?:`([^`]+)`|missing) \\|.*\\|$");

    private static final Map<String, Class<?>> AREAS = Map.of(
            "layers", Layer.class,
            "losses", Loss.class,
            "metrics", Metric.class,
            "optimizers", Optimizer.class,
            "optimizers.schedules", LearningRateSchedule.class,
            "callbacks", Callback.class,
            "initializers", Initializer.class,
            "regularizers", Regularizer.class,
            "constraints", Constraint.class);

    private static List<String> names() throws IOException {
        // Tests run in the module's folder, or in the whole project's.
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/keras-coverage.md"))) {
            folder = folder.getParent();
        }
        List<String> names = new ArrayList<>();
        int missing = 0;
        for (String line : Files.readAllLines(folder.resolve("docs/keras-coverage.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                if (row.group(1) == null) {
                    missing++;
                } else {
                    names.add(row.group(1));
                }
            }
        }
        assertThat(missing).isPositive();
        return names;
    }

    @Test
    void everyNameExists() throws IOException {
        List<String> names = names();
        assertThat(names).hasSizeGreaterThan(200);
        assertThat(names.stream().filter(name -> !exists(name))).isEmpty();
    }

    private static boolean exists(String name) {
        if (isClass(name)) {
            return true;
        }
        int dot = name.lastIndexOf('.');
        String owner = name.substring(0, dot);
        return isClass(owner) && hasMethod(owner, name.substring(dot + 1));
    }

    private static boolean isClass(String name) {
        try {
            return Modifier.isPublic(Class.forName(BASE + name).getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean hasMethod(String owner, String method) {
        try {
            Class<?> type = Class.forName(BASE + owner);
            Stream<Method> methods = Arrays.stream(type.getMethods());
            for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                methods = Stream.concat(methods, Arrays.stream(c.getDeclaredMethods()));
            }
            return methods.anyMatch(m -> m.getName().equals(method)
                    && (Modifier.isPublic(m.getModifiers()) || Modifier.isProtected(m.getModifiers())));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void noClassIsLeftOut() throws Exception {
        List<String> names = names();
        File root = new File(
                Layer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (Map.Entry<String, Class<?>> area : AREAS.entrySet()) {
            String folder = (BASE + area.getKey()).replace('.', '/');
            try (Stream<Path> files = Files.list(root.toPath().resolve(folder))) {
                for (String file : files.map(f -> f.getFileName().toString()).toList()) {
                    if (!file.endsWith(".class") || file.contains("$")) {
                        continue;
                    }
                    String simple = file.substring(0, file.length() - ".class".length());
                    Class<?> type = Class.forName(BASE + area.getKey() + "." + simple);
                    if (area.getValue().isAssignableFrom(type)
                            && Modifier.isPublic(type.getModifiers())
                            && !Modifier.isAbstract(type.getModifiers())
                            && !simple.startsWith("Custom")) {
                        assertThat(names).contains(area.getKey() + "." + simple);
                    }
                }
            }
        }
    }
}
