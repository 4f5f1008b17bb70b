package org.triceras.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/** {@code %whos [TYPE ...]}: the variables with their types and a word on their values. */
final class WhosMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("whos");
    }

    @Override
    public List<String> choices(MagicHost host) {
        return WhoMagic.types(host);
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<List<String>> rows = new ArrayList<>();
        WhoMagic.chosen(call, host)
                .forEach((name, type) -> rows.add(List.of(name, type, ValueSummary.of(host.variable(name)))));
        if (rows.isEmpty()) {
            System.out.println("No variables.");
        } else {
            rows.add(0, List.of("Variable", "Type", "Value"));
            System.out.print(TextTable.format(rows));
        }
        return null;
    }
}
