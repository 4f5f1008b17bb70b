package org.triceras.kernel.jjava;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.triceras.keras.display.Display;
import org.triceras.kernel.Version;
import org.triceras.kernel.magic.Magic;

/** What an extension made for JJava sees of this kernel: it can evaluate code, add renderers and magics, and show values. */
final class ExtensionKernel extends BaseKernel {
    private final Function<String, Object> evaluator;

    /**
     * @param evaluator runs code in the session and returns its value
     * @param magics takes the magics that extensions add
     */
    ExtensionKernel(Function<String, Object> evaluator, Consumer<Magic> magics) {
        super(
                "Triceras",
                Version.own(),
                new LanguageInfo(
                        "java",
                        Runtime.version().toString(),
                        "text/x-java-source",
                        ".jshell",
                        "java",
                        "text/x-java",
                        "script"),
                List.of(),
                null,
                new JupyterIO(StandardCharsets.UTF_8),
                new CommManager(),
                new Renderer(),
                null,
                new Registry(magics),
                true,
                new StringStyler("", "", "", line -> ""));
        this.evaluator = evaluator;
        ((Registry) magicsRegistry).kernel = this;
        installNotebookKernel();
    }

    void install(Extension extension) {
        installExtension(extension);
    }

    @Override
    public void display(DisplayData data) {
        Display.sink().show(ExtensionDisplay.bundle(data), data.hasDisplayId() ? data.getDisplayId() : null);
    }

    @Override
    public Object evalRaw(String source) {
        return evaluator.apply(source);
    }

    // The front end's questions are answered by our own kernel; extensions have no use for these.

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        return DisplayData.EMPTY;
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        return null;
    }

    @Override
    public String isComplete(String code) {
        return IS_COMPLETE_MAYBE;
    }

    /** Passes magics on to our own registry. */
    private static final class Registry extends MagicsRegistry {
        private final Consumer<Magic> magics;
        private BaseKernel kernel;

        Registry(Consumer<Magic> magics) {
            this.magics = magics;
        }

        @Override
        public MagicsRegistry registerLineMagic(String name, LineMagic<?, ?> magic) {
            super.registerLineMagic(name, magic);
            magics.accept(new ExtensionMagic(name, this, kernel));
            return this;
        }

        @Override
        public MagicsRegistry registerCellMagic(String name, CellMagic<?, ?> magic) {
            super.registerCellMagic(name, magic);
            magics.accept(new ExtensionMagic(name, this, kernel));
            return this;
        }
    }
}
