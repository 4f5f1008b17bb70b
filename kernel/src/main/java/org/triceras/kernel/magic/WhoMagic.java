package org.triceras.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code %who [TYPE ...]}: the variables' names. */
final class WhoMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("who");
    }

    @Override
    public List<String> choices(MagicHost host) {
        return types(host);
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<String> names = List.copyOf(chosen(call, host).keySet());
        System.out.println(names.isEmpty() ? "No variables." : String.join("   ", names));
        return null;
    }

    static List<String> types(MagicHost host) {
        return host.variables().values().stream()
                .map(WhoMagic::simple)
                .distinct()
                .sorted()
                .toList();
    }

    /** The variables of the types that are asked for, or all. */
    static Map<String, String> chosen(MagicCall call, MagicHost host) {
        Map<String, String> variables = declared(host);
        List<String> types = new ArrayList<>(call.words());
        if (!types.isEmpty()) {
            variables.values().removeIf(type -> !types.contains(type) && !types.contains(simple(type)));
        }
        return variables;
    }

    /** Newer JDKs tell only Object of a variable declared with var; then the value tells more. */
    private static Map<String, String> declared(MagicHost host) {
        Map<String, String> types = new java.util.TreeMap<>(host.variables());
        types.replaceAll((name, type) -> {
            Object value = simple(type).equals("Object") ? host.variable(name) : null;
            return value == null ? type : value.getClass().getSimpleName();
        });
        return types;
    }

    /** "List<String>" becomes "List". */
    static String simple(String type) {
        int generic = type.indexOf('<');
        String raw = generic < 0 ? type : type.substring(0, generic);
        return raw.substring(raw.lastIndexOf('.') + 1);
    }
}
