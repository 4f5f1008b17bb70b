package org.triceras.keras.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** Python's {@code x[key]} for keys of numbers, slices, None and an ellipsis. */
final class Indexing {
    private Indexing() {}

    static Tensor get(Tensor x, Object key, Arguments arguments) {
        List<Object> keys = new ArrayList<>(key instanceof List<?> list ? list : singleton(key));
        expandEllipsis(keys, x.rank());
        Tensor result = x;
        int axis = 0;
        for (Object k : keys) {
            if (k == null) {
                result = result.expandDims(axis++);
            } else if (k instanceof Number number) {
                int length = result.shape().dim(axis);
                int at = number.intValue() < 0 ? number.intValue() + length : number.intValue();
                result = result.slice(axis, at, at + 1).squeeze(axis);
            } else if (isMap(k, "__slice__")) {
                result = slice(result, axis++, (Map<?, ?>) ((Map<?, ?>) k).get("config"), arguments);
            } else {
                throw arguments.wrong("an index of whole numbers and slices", k);
            }
        }
        return result;
    }

    private static List<Object> singleton(Object key) {
        List<Object> keys = new ArrayList<>();
        keys.add(key);
        return keys;
    }

    private static boolean isMap(Object key, String className) {
        return key instanceof Map<?, ?> map && className.equals(map.get("class_name"));
    }

    private static void expandEllipsis(List<Object> keys, int rank) {
        long taken = keys.stream()
                .filter(k -> k instanceof Number || isMap(k, "__slice__"))
                .count();
        for (int i = 0; i < keys.size(); i++) {
            if (isMap(keys.get(i), "__ellipsis__")) {
                keys.remove(i);
                for (long more = rank - taken; more > 0; more--) {
                    keys.add(i, Map.of("class_name", "__slice__", "config", Map.of()));
                }
                return;
            }
        }
    }

    /** Bounds as in Python: negative ones count from the end, those beyond it stop there, and a negative step goes backwards. */
    private static Tensor slice(Tensor x, int axis, Map<?, ?> bounds, Arguments arguments) {
        int length = x.shape().dim(axis);
        int step = bounds.get("step") instanceof Number n ? n.intValue() : 1;
        if (step == 0) {
            throw arguments.wrong("a slice whose step is not 0", bounds);
        }
        if (step < 0) {
            int start =
                    bounds.get("start") instanceof Number n ? clamp(n.intValue(), length, -1, length - 1) : length - 1;
            int stop = bounds.get("stop") instanceof Number n ? clamp(n.intValue(), length, -1, length - 1) : -1;
            return x.flip(axis).slice(axis, length - 1 - start, Math.max(length - 1 - stop, length - 1 - start), -step);
        }
        int start = bounds.get("start") instanceof Number n ? clamp(n.intValue(), length, 0, length) : 0;
        int stop = bounds.get("stop") instanceof Number n ? clamp(n.intValue(), length, 0, length) : length;
        return start == 0 && stop == length && step == 1 ? x : x.slice(axis, start, Math.max(start, stop), step);
    }

    private static int clamp(int value, int length, int low, int high) {
        return Math.max(low, Math.min(high, value < 0 ? value + length : value));
    }
}
