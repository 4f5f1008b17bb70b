package org.triceras.keras.layers;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.keras.saving.Saveable;
import org.triceras.keras.util.Names;

/** Finds what an object holds in its fields, superclasses' first, as Keras's tracker finds attributes. */
final class PartFinder {
    /** Looked up once for each class: metrics in fields are found anew for every batch that is trained by itself. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private PartFinder() {}

    /** All values of a type in fields, lists, maps and arrays. */
    static <T> List<T> of(Layer owner, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Field field : FIELDS.get(owner.getClass())) {
            Object value = read(field, owner);
            if (type.isInstance(value)) {
                found.add(type.cast(value));
            } else {
                elements(value).stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .forEach(found::add);
            }
        }
        return found.stream().filter(part -> part != owner).distinct().toList();
    }

    static Map<String, Saveable> named(Layer owner) {
        Map<String, Saveable> parts = new LinkedHashMap<>();
        for (Field field : FIELDS.get(owner.getClass())) {
            if (read(field, owner) instanceof Layer layer && layer != owner) {
                parts.put(Names.snakeCase(field.getName()), layer);
            }
        }
        return parts;
    }

    static Map<String, List<? extends Saveable>> namedLists(Layer owner) {
        Map<String, List<? extends Saveable>> lists = new LinkedHashMap<>();
        for (Field field : FIELDS.get(owner.getClass())) {
            List<Layer> layers = elements(read(field, owner)).stream()
                    .filter(Layer.class::isInstance)
                    .map(Layer.class::cast)
                    .toList();
            if (!layers.isEmpty()) {
                lists.put(Names.snakeCase(field.getName()), layers);
            }
        }
        return lists;
    }

    private static Collection<?> elements(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        if (value instanceof Map<?, ?> map) {
            return map.values();
        }
        return value instanceof Object[] array ? Arrays.asList(array) : List.of();
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Layer.class; c = c.getSuperclass()) {
            List<Field> here = new ArrayList<>();
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.isSynthetic()
                        && !field.getType().isPrimitive()) {
                    here.add(field);
                }
            }
            fields.addAll(0, here);
        }
        return fields;
    }

    private static Object read(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null;
        }
    }
}
