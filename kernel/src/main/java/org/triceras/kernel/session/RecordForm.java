package org.triceras.kernel.session;

/**
 * A record's declaration as JShell takes it. JShell makes each class of a cell public within one of its own, and a public record's constructor has to be public
 * too: without this it refuses the usual {@code record Age(int years) { Age { check(years); } }}.
 *
 * @param text the same lines as the snippet's
 * @param inserted where a word was put in, or -1
 */
record RecordForm(String text, int inserted) {
    private static final String PUBLIC = "public ";

    /** A snippet of another kind stays as it is. */
    static RecordForm of(String snippet) {
        // Parsing takes time, and most snippets declare no record.
        int at = snippet.contains("record")
                ? DeclaredType.of(snippet).map(DeclaredType::constructor).orElse(-1)
                : -1;
        return at < 0
                ? new RecordForm(snippet, -1)
                : new RecordForm(snippet.substring(0, at) + PUBLIC + snippet.substring(at), at);
    }

    /** What is wrong with the text, with places in the snippet. */
    Problem inSnippet(Problem problem) {
        return inserted < 0 || !problem.hasPlace()
                ? problem
                : new Problem(
                        problem.message(), place(problem.position()), place(problem.start()), place(problem.end()));
    }

    private int place(int inText) {
        return inText <= inserted ? inText : Math.max(inserted, inText - PUBLIC.length());
    }
}
