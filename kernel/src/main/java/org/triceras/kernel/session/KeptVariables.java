package org.triceras.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Has JShell evaluate snippets, and gives variables back that it has lost on the way. It compiles a declaration again when something changes that the
 * declaration mentions, and where that fails or gives another type, as after an import of a second class of the same name, the variable is gone or
 * empty. Here it keeps its type and its value.
 */
final class KeptVariables {
    private final JShell shell;
    private final SnippetLoader loader;
    private final LostVariables lost = new LostVariables();

    /** A variable as it was. */
    private record Kept(VarSnippet snippet, Field field, Object value) {}

    KeptVariables(JShell shell, SnippetLoader loader) {
        this.shell = shell;
        this.loader = loader;
    }

    /** Those that it could not give back. */
    LostVariables lost() {
        return lost;
    }

    List<SnippetEvent> evaluate(String source) {
        loader.begin(
                () -> Syntax.declaredVariables(source),
                unchanged(source).map(this::around).orElse(""));
        List<SnippetEvent> events = shell.eval(source);
        List<Kept> changed = new ArrayList<>();
        for (SnippetEvent event : events) {
            // What the snippet itself has replaced is no longer active.
            boolean wasThere = event.causeSnippet() != null
                    && event.status().isActive()
                    && event.snippet() instanceof VarSnippet
                    && event.previousStatus().isDefined();
            if (wasThere && (event.isSignatureChange() || !event.status().isDefined())) {
                VarSnippet variable = (VarSnippet) event.snippet();
                loader.variables()
                        .holder(variable.id(), variable.name())
                        .map(field -> new Kept(variable, field, StaticField.get(field)))
                        .ifPresent(changed::add);
            }
        }
        changed.forEach(this::giveBack);
        return events;
    }

    /** The method or class that was declared with the same text and is as it would be now, so that nothing is to be done; else empty. */
    Optional<Snippet> alreadyThere(String source) {
        return unchanged(source).filter(snippet -> !loader.isBehind(around(snippet)));
    }

    private Optional<Snippet> unchanged(String source) {
        return shell.snippets()
                .filter(s -> s.kind() == Snippet.Kind.METHOD || s.kind() == Snippet.Kind.TYPE_DECL)
                .filter(s -> s.source().equals(source) && shell.status(s) == Snippet.Status.VALID)
                .findFirst();
    }

    private String around(Snippet snippet) {
        return shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    private void giveBack(Kept kept) {
        Field before = kept.field();
        Optional<Field> now = field(before.getName());
        if (now.isPresent() && isSame(now.get(), before)) {
            StaticField.set(now.get(), kept.value());
            return;
        }
        Optional<String> type = new TypeSource(this::isCurrent).of(before.getGenericType());
        if (type.isEmpty()) {
            if (kept.value() != null) {
                Lane.current().emptied.add(before.getName());
                lost.add(before.getName());
            }
            return;
        }
        String modifier = Modifier.isVolatile(before.getModifiers()) ? "volatile " : "";
        evaluate(modifier + type.get() + " " + before.getName() + ";");
        field(before.getName())
                .filter(field -> isSame(field, before))
                .ifPresent(field -> StaticField.set(field, kept.value()));
    }

    /** A class, or the nearest above it, that everybody may use, as source; empty when only Object is. */
    Optional<String> sourceOf(Class<?> type) {
        TypeSource source = new TypeSource(this::isCurrent);
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .filter(each -> isOpen(each) && each != Object.class)
                .findFirst()
                .flatMap(source::of);
    }

    private static boolean isOpen(Class<?> type) {
        Class<?> element = type.isArray() ? type.getComponentType() : type;
        return element.isArray()
                ? isOpen(element)
                : element.getModule().isExported(element.getPackageName()) && TypeSource.isPublic(element);
    }

    private static boolean isSame(Field a, Field b) {
        return a.getGenericType().equals(b.getGenericType());
    }

    /** The static field that holds a variable of the session. */
    Optional<Field> field(String name) {
        return shell.variables()
                .filter(v -> v.name().equals(name) && shell.status(v) == Snippet.Status.VALID)
                .findFirst()
                .map(this::fieldOf);
    }

    /** Empties variables without a compiler; false when there are none to be emptied, or one of them is not there. */
    boolean letGo(List<String> names) {
        List<Field> fields =
                names.stream().flatMap(name -> field(name).stream()).toList();
        if (names.isEmpty() || fields.size() < names.size()) {
            return false;
        }
        fields.forEach(StaticField::clear);
        return true;
    }

    private Field fieldOf(VarSnippet variable) {
        try {
            Field field =
                    Class.forName(around(variable), true, loader.classLoader()).getDeclaredField(variable.name());
            // JShell's classes are not public.
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a class that JShell has put around a declaration holds what the declaration's name means now. */
    private boolean isCurrent(String aroundName) {
        return shell.types()
                .filter(type -> shell.status(type).isDefined())
                .anyMatch(type -> around(type).equals(aroundName));
    }
}
