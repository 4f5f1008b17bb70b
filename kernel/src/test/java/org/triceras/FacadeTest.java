package org.triceras;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.keras.callbacks.Callbacks;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Models;
import org.triceras.keras.optimizers.Optimizers;

/** What a session has without a word before it: every factory, in every form. */
class FacadeTest {
    /** For those who write their own parts; a session has the classes. */
    private static final Set<String> ELSEWHERE = Set.of("get", "known");

    private static Set<String> factories(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers()))
                .map(FacadeTest::signature)
                .collect(Collectors.toSet());
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @ParameterizedTest
    @ValueSource(classes = {Layers.class, Callbacks.class, Models.class, Optimizers.class})
    void isWhole(Class<?> factories) {
        Set<String> missing = factories(factories);
        missing.removeIf(signature -> ELSEWHERE.contains(signature.substring(0, signature.indexOf('('))));
        missing.removeAll(factories(Triceras.class));
        assertThat(missing).isEmpty();
    }
}
