package org.triceras.kernel.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.triceras.kernel.magic.Magic;
import org.triceras.kernel.magic.MagicCall;
import org.triceras.kernel.magic.MagicHost;

/** A magic that an extension has added. */
final class ExtensionMagic implements Magic {
    private final String name;
    private final MagicsRegistry registry;
    private final BaseKernel kernel;

    ExtensionMagic(String name, MagicsRegistry registry, BaseKernel kernel) {
        this.name = name;
        this.registry = registry;
        this.kernel = kernel;
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public boolean isLine() {
        return registry.getLineMagicNames().contains(name);
    }

    @Override
    public boolean isCell() {
        return registry.getCellMagicNames().contains(name);
    }

    @Override
    public Object run(MagicCall call, MagicHost host) throws Exception {
        return call.isCell()
                ? registry.evalCellMagic(kernel, name, call.words(), call.body().text())
                : registry.evalLineMagic(kernel, name, call.words());
    }
}
