package org.triceras.keras.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;

class DisplayTest {
    interface Priced {
        double price();
    }

    static class Good implements Priced {
        @Override
        public double price() {
            return 3;
        }
    }

    static final class Book extends Good {}

    static final class Shy implements Displayable {
        @Override
        public MimeBundle toMimeBundle() {
            throw new IllegalStateException("no look");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("no text");
        }
    }

    @AfterEach
    void forget() {
        List.of(Priced.class, Good.class, String.class, Shy.class).forEach(Renderers::unregister);
    }

    private static String text(Object value) {
        return Display.bundleOf(value).get(MimeBundle.TEXT);
    }

    @Test
    void theNearestTypesRendererWins() {
        assertThat(Renderers.knows(new Book())).isFalse();
        Renderers.register(Priced.class, p -> MimeBundle.html("priced", "<i>" + p.price() + "</i>"));
        assertThat(Display.bundleOf(new Book()).get(MimeBundle.HTML)).isEqualTo("<i>3.0</i>");
        Renderers.register(Good.class, g -> "a good");
        assertThat(text(new Book())).isEqualTo("a good");
        Renderers.register(Good.class, g -> null);
        assertThat(text(new Book())).as("null leaves it to others").contains("DisplayTest$Book@");
        assertThat(Renderers.unregister(Good.class)).isTrue();
        assertThat(text(new Good())).isEqualTo("priced");
        assertThat(Renderers.unregister(Good.class)).isFalse();
    }

    @Test
    void renderersOfOneAnotherEnd() {
        Renderers.register(String.class, s -> s + "!");
        assertThat(text("x")).startsWith("x!").hasSizeLessThan(20);
        Renderers.register(String.class, s -> s);
        assertThat(text("x")).isEqualTo("x");
    }

    @Test
    void aLookThatFailsIsSaidAndNothingElseFails() {
        assertThat(text(new Shy()))
                .contains("Shy whose toString failed")
                .contains("no text")
                .contains("shown as text only")
                .contains("no look");
        Renderers.register(Good.class, g -> {
            throw new IllegalArgumentException("mine");
        });
        assertThat(text(new Good())).contains("IllegalArgumentException: mine");
    }

    @Test
    void oneTypeOnly() {
        assertThat(Display.bundleOf("<b>x</b>", "text/html").data())
                .containsEntry("text/html", "<b>x</b>")
                .containsEntry("text/plain", "<b>x</b>");
        assertThat(Display.bundleOf(new byte[] {1, 2, 3}, "image/png").get("image/png"))
                .isEqualTo("AQID");
        MimeBundle both = MimeBundle.html("t", "<p>t</p>").with(MimeBundle.SVG, "<svg/>");
        assertThat(Display.bundleOf(both, "image/svg+xml").types()).containsExactly("text/plain", "image/svg+xml");
        assertThatThrownBy(() -> Display.bundleOf(both, "image/png"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("[text/plain, text/html, image/svg+xml]");
    }

    @Test
    void aTypeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Display.show("x", null))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Received null");
    }

    @Test
    void errorsInLooksAreSaidToo() {
        assertThat(text(new Object() {
                    @Override
                    public String toString() {
                        throw new AssertionError("mine");
                    }
                }))
                .isEqualTo("<anonymous Object whose toString failed: java.lang.AssertionError: mine>");
        assertThat(text((Displayable) () -> null)).contains("toMimeBundle returned null");
        assertThat(text(new java.util.AbstractList<String>() {
                    @Override
                    public int size() {
                        return 1;
                    }

                    @Override
                    public String get(int index) {
                        throw new IllegalStateException("no element");
                    }
                }))
                .contains("anonymous AbstractList whose elements cannot be read")
                .contains("no element");
    }

    @Test
    void anOptionalShowsWhatItHolds() {
        assertThat(PlainText.of(Optional.of(new int[] {1, 2}))).isEqualTo("Optional[int[2] {1, 2}]");
        assertThat(PlainText.of(Optional.empty())).isEqualTo("Optional.empty");
    }

    @Test
    void aHandleUpdatesItsPlace() {
        List<String> seen = new ArrayList<>();
        DisplaySink before = Display.use(new DisplaySink() {
            @Override
            public void show(MimeBundle bundle, String id) {
                seen.add("show " + bundle + " " + id);
            }

            @Override
            public void update(MimeBundle bundle, String id) {
                seen.add("update " + bundle + " " + id);
            }

            @Override
            public boolean isRich() {
                return true;
            }
        });
        try {
            DisplayHandle handle = DisplayHandle.show(1);
            handle.update(2);
            handle.display(3);
            String id = handle.id();
            assertThat(seen).containsExactly("show 1 " + id, "update 2 " + id, "show 3 " + id);
            assertThat(DisplayHandle.show(1).id()).isNotEqualTo(id);
        } finally {
            Display.use(before);
        }
    }

    @Test
    void textIsLimited() {
        assertThat(PlainText.of("x".repeat(200_000)))
                .endsWith("... (200,000 characters)")
                .hasSizeLessThan(100_100);
        assertThat(PlainText.of(Collections.nCopies(1000, 5)))
                .endsWith("5, ...]  (1000 elements)")
                .hasSizeLessThan(400);
        Map<Integer, String> wide = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            wide.put(i, "v");
        }
        assertThat(PlainText.of(wide)).endsWith("...}  (1000 elements)").hasSizeLessThan(1000);
        assertThat(PlainText.of(Collections.nCopies(100, "y".repeat(90_000)))).hasSizeLessThan(100_100);
        assertThat(PlainText.cut("a😀b", 2)).as("no half a character").startsWith("a...");
    }

    @Test
    void whatHoldsItselfEnds() {
        List<Object> self = new ArrayList<>(List.of(1));
        self.add(self);
        assertThat(PlainText.of(self)).isEqualTo("[1, (this)]");
        Object deep = "leaf";
        for (int i = 0; i < 50; i++) {
            deep = List.of(deep);
        }
        assertThat(PlainText.of(deep)).contains("...").doesNotContain("leaf");
        assertThat(PlainText.of(Map.of("k", new int[][] {{1}, {2, 3}})))
                .isEqualTo("{k=int[][2] {int[1] {1}, int[2] {2, 3}}}");
    }
}
