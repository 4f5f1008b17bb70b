package org.triceras.kernel.magic;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.util.Names;

/** {@code %help [NAME]}: describes a magic, or lists them all with a line each. */
final class HelpMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("help");
    }

    @Override
    public Takes takes() {
        return Takes.MAGICS;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<String> words = call.words();
        String text = words.isEmpty() ? MagicHelp.overview(host.magics()) : describe(words.get(0), host.magics());
        Display.sink().show(MimeBundle.text(text).with(MimeBundle.MARKDOWN, text), null);
        return null;
    }

    private static String describe(String word, Magics magics) {
        String name = word.replaceFirst("^%+", "");
        Magic magic = magics.get(name);
        if (magic == null) {
            String nearest = Names.nearest(
                    name,
                    magics.titles().stream().map(t -> t.replaceFirst("^%+", "")).toList());
            throw new ArgumentException("%help: there is no magic " + name + "."
                    + (nearest == null ? "" : " Did you mean " + nearest + "?") + " %lsmagic lists all.");
        }
        return MagicHelp.of(magic);
    }
}
