package org.triceras.kernel.magic;

import java.util.List;

/** {@code %lsmagic}: all magics' names. */
final class LsmagicMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("lsmagic");
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<String> titles = host.magics().titles();
        System.out.println("Line magics:");
        System.out.println(String.join(
                "  ", titles.stream().filter(t -> !t.startsWith("%%")).toList()));
        System.out.println();
        System.out.println("Cell magics:");
        System.out.println(String.join(
                "  ", titles.stream().filter(t -> t.startsWith("%%")).toList()));
        System.out.println();
        System.out.println("%help NAME describes one.");
        return null;
    }
}
