package org.triceras.kernel.magic;

/** {@code %%javascript}: the cell is a script that the front end runs. */
final class JavascriptMagic extends ShowMagic {
    JavascriptMagic() {
        super("application/javascript", "javascript", "js");
    }
}
