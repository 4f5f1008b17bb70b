package org.triceras.kernel.magic;

/** {@code %%html}: the cell is a page's piece of HTML. */
final class HtmlMagic extends ShowMagic {
    HtmlMagic() {
        super("text/html", "html", "HTML");
    }
}
