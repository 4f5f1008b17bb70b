package org.triceras.kernel.magic;

import org.triceras.keras.display.MimeBundle;

/** {@code %%latex}: the cell is formulas. */
final class LatexMagic extends ShowMagic {
    LatexMagic() {
        super(MimeBundle.LATEX, "latex");
    }
}
